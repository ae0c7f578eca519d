import type { CountKey } from "./dimensions.ts";
import type { RebuildPosition } from "./rebuild-position.ts";

/** Numbers above nought by what they count. */
export type Counts = ReadonlyMap<CountKey, number>;

/** As what a person counts, and where. */
export interface Standing {
  readonly personId: string;
  readonly organizationId: string;
  readonly name: string;
  readonly nameOrder: string;
  readonly keys: readonly CountKey[];
  readonly changesOn: string | null;
  /** The day for which it was worked out: nobody goes back to a younger band. */
  readonly countedOn: string;
  /** The version of the person's record. */
  readonly version: number;
}

export interface KeptStanding extends Standing {
  readonly revision: number;
}

export interface StandingChange {
  readonly before: KeptStanding | undefined;
  readonly after: Standing;
}

/** What the superior has of the counters of an organisation. */
export interface PassedOn {
  readonly organizationId: string;
  readonly parentId: string;
  readonly counts: Counts;
  /** Whether the people belong to the organisation itself and not to others below it. */
  readonly isBranch: boolean;
}

/** An organisation directly below another one that counts somebody under some key. */
export type Holder = Pick<PassedOn, "organizationId" | "isBranch">;

export interface KeptPassedOn extends PassedOn {
  readonly revision: number;
}

/** Goes up with every write of the counters. */
export interface RevisedCounts {
  readonly counts: Counts;
  readonly revision: number;
}

export interface Slice<Item> {
  readonly items: readonly Item[];
  /** What the last one is sorted by, to go on after it; null at the end. */
  readonly next: string | null;
}

export interface SliceQuery {
  readonly limit: number;
  /** After this one; null: from the beginning. */
  readonly from: string | null;
}

export type PersonLine = Pick<Standing, "personId" | "organizationId" | "name" | "nameOrder" | "keys">;
export type OrganizationLine = Pick<PassedOn, "organizationId" | "counts">;

/** A transaction takes 100 items; each person may bring two organisations along. */
export const maximumStandings = 25;

/** Each key under which an organisation begins or ceases to have somebody is one more item of the transaction. */
export const maximumAppearances = 90;

/** The questions that the use cases ask. Reads of standings, counters and what was passed on are strongly consistent. */
export interface StatisticsStore {
  findStandings(personIds: readonly string[]): Promise<ReadonlyMap<string, KeptStanding>>;
  /** Takes people from one standing to the next and counts the difference, all in one; `false` when one was changed meanwhile. */
  saveStandings(changes: readonly StandingChange[]): Promise<boolean>;
  findCounts(organizationId: string): Promise<RevisedCounts>;
  findPassedOn(organizationId: string): Promise<KeptPassedOn | undefined>;
  /**
   * Counts the difference at the superior, at the former one too where it changed, and says there under which keys the
   * organisation has somebody; `false` when it was done meanwhile. At most `maximumAppearances` keys may come and go.
   */
  savePassedOn(before: KeptPassedOn | undefined, after: PassedOn): Promise<boolean>;
  /** Puts counters right, if nothing was written since; `false` when something was. */
  correctCounts(organizationId: string, before: RevisedCounts, counts: Counts): Promise<boolean>;
  /** May lag behind writes by moments, as all lists. */
  readCounts(organizationId: string): Promise<Counts>;
  /** Sorted by `nameOrder`. */
  listPeople(organizationId: string, slice: SliceQuery): Promise<Slice<PersonLine>>;
  /** In the order of their ids; `startAt`: not before this one. */
  listBelow(
    organizationId: string,
    slice: SliceQuery & { startAt?: string | undefined },
  ): Promise<Slice<OrganizationLine>>;
  /** The organisations directly below that have somebody under the key, by id. */
  listHolders(organizationId: string, key: CountKey): Promise<readonly Holder[]>;
  /** By key, whoever is said to have somebody; strongly consistent. */
  findHolders(organizationId: string): Promise<ReadonlyMap<CountKey, ReadonlySet<string>>>;
  /** Makes what is said of one below agree with what it passed on, if nothing was passed on since; `false` when something was. */
  correctHolder(
    organizationId: string,
    below: string,
    passedOn: KeptPassedOn | undefined,
    keys: readonly CountKey[],
  ): Promise<boolean>;
  listChangingOn(day: string, slice: SliceQuery): Promise<Slice<string>>;
  /** The day up to which everybody was moved to the band of the day; undefined before the first time. */
  findDay(): Promise<string | undefined>;
  saveDay(day: string): Promise<void>;
  /** Where the nightly comparison goes on; undefined: at the beginning. */
  findComparison(): Promise<RebuildPosition | undefined>;
  saveComparison(position: RebuildPosition | null): Promise<void>;
}
