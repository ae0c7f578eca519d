import type {
  OrganizationActivity,
  OrganizationActivityKind,
  OrganizationRelation,
  RelationKind,
} from "../rules/facts/organization-facts.ts";
import type { PolicyInput } from "../rules/policy.ts";
import type { Fact } from "../shared/event.ts";
import type { Page } from "../shared/page.ts";
import type { Receipt } from "../shared/request-context.ts";
import type { Duty } from "./duty.ts";
import type { DutyState } from "./duty-states.ts";
import type { LadderSetting, Recipient } from "./ladder.ts";
import type { LadderStep, ReminderChannel } from "./ladder-steps.ts";

/** The lock of an organisation's duties, and when to look at them again. */
export interface Head {
  readonly organizationId: string;
  readonly version: number;
  /** The last day as of which the duties were brought up to date. */
  readonly evaluatedOn: string;
  readonly nextDay: string | null;
}

export interface StoredDuty extends Duty {
  /** Whether the fact of its due day was published. */
  readonly isDueAnnounced: boolean;
}

/** What an activity counts for at one organisation, as of a version of its record; empty: it does not count (any more). */
export interface CountedActivity {
  readonly activityId: string;
  readonly version: number;
  readonly on: string;
  readonly duties: readonly OrganizationActivityKind[];
  readonly groupId: string | null;
}

/** A member on the way, as of a version of the transfer; `startedOn` null: it is not to be looked after (any more). */
export interface CountedRelation {
  readonly relationId: string;
  readonly version: number;
  readonly kind: RelationKind;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
}

export interface OwnerRecord {
  readonly head: Head | undefined;
  readonly activities: readonly CountedActivity[];
  readonly relations: readonly CountedRelation[];
  readonly duties: readonly StoredDuty[];
}

/** One cell of the grid: which duty, until when, how it stands. */
export type BoardCell = readonly [dutyId: string, due: string | null, state: DutyState];

export interface Board {
  readonly organizationId: string;
  readonly year: number;
  readonly cells: readonly BoardCell[];
}

export interface ReminderLine {
  readonly dutyId: string;
  readonly recipient: Recipient;
  readonly step: LadderStep;
  /** Whether it also goes out by the channels which the person allows. */
  readonly isPushed: boolean;
  /** By which of these alone; null: all. */
  readonly channels: readonly ReminderChannel[] | null;
}

export interface Reminder {
  readonly organizationId: string;
  readonly day: string;
  readonly lines: readonly ReminderLine[];
  readonly isWeekly: boolean;
}

/** Everything that one evaluation changes; all of it or nothing. */
export interface OwnerChange {
  readonly organizationId: string;
  /** Undefined: nobody has looked at this organisation before. */
  readonly expectedVersion: number | undefined;
  readonly head: Head;
  readonly activity: CountedActivity | undefined;
  readonly relation: CountedRelation | undefined;
  readonly duties: readonly { readonly duty: StoredDuty; readonly facts: readonly Fact[] }[];
  readonly boards: readonly Board[];
  readonly reminder: { readonly reminder: Reminder; readonly facts: readonly Fact[] } | undefined;
  readonly receipt: Receipt | undefined;
  /** What a repeat of the request is answered. */
  readonly answer: unknown;
}

/** Where an absence became a duty. */
export interface ToldAbsence {
  readonly organizationId: string;
  readonly since: string;
}

/** The clock of a member who missed what was held; it is kept for members without one too, so that its version only grows. */
export interface AbsenceClock {
  readonly personId: string;
  readonly version: number;
  readonly told: readonly ToldAbsence[];
  /** The day on which the absence will have lasted long enough; null: none lasts, or it was reached. */
  readonly nextDay: string | null;
}

/** What a day of the sweep finds in a shard. */
export interface DueOwners {
  readonly organizations: readonly string[];
  /** People whose absence has lasted long enough. */
  readonly absent: readonly string[];
}

/** At which organisations an activity was counted last. */
export interface ActivityPlaces {
  readonly activityId: string;
  readonly version: number;
  readonly organizationIds: readonly string[];
}

export interface StoredPolicy {
  readonly version: number;
  readonly policy: PolicyInput;
  /** Periods before this day are not judged, at any organisation. */
  readonly judgedFrom: string | null;
  readonly ladders: readonly LadderSetting[];
}

/** On behalf of which organisation somebody is told, and as what. */
export interface DigestPart {
  readonly organizationId: string;
  readonly recipient: Recipient;
}

/** Everything of which one person is reminded on a day. */
export interface Digest {
  readonly accountId: string;
  readonly day: string;
  readonly parts: readonly DigestPart[];
}

export interface ObligationStore {
  /** Strongly consistent. */
  load(organizationId: string): Promise<OwnerRecord>;
  /** Puts a new organisation down to be looked at on a day, unless it was looked at already. */
  begin(organizationId: string, nextDay: string): Promise<void>;
  /** `false`: somebody else changed the organisation's duties first. */
  save(change: OwnerChange): Promise<boolean>;
  listDuties(organizationId: string): Promise<readonly StoredDuty[]>;
  findDuty(organizationId: string, dutyId: string): Promise<StoredDuty | undefined>;
  listTasksOf(accountId: string): Promise<readonly StoredDuty[]>;
  listReminders(organizationId: string, options: { from: string }): Promise<readonly Reminder[]>;

  findPlaces(activityId: string): Promise<ActivityPlaces | undefined>;
  /** Keeps the newer version. */
  savePlaces(places: ActivityPlaces): Promise<void>;

  findAbsence(personId: string): Promise<AbsenceClock | undefined>;
  /** Those of some people who have a clock. Units: half a unit each. */
  listClocked(personIds: readonly string[]): Promise<readonly string[]>;
  /** `false`: somebody else changed it first. */
  saveAbsence(clock: AbsenceClock): Promise<boolean>;

  /** Organisations and people whose next day is this one, from one shard. */
  listDue(day: string, shard: number): Promise<DueOwners>;
  /** The last day that was swept to its end. */
  findSweptDay(): Promise<string | undefined>;
  saveSweptDay(day: string): Promise<void>;

  listBoards(year: number, options: { limit: number; cursor: string | undefined }): Promise<Page<Board>>;
  findBoards(year: number, organizationIds: readonly string[]): Promise<readonly Board[]>;

  findPolicy(): Promise<StoredPolicy | undefined>;
  /** `false`: somebody else changed it first. */
  savePolicy(policy: StoredPolicy, facts: readonly Fact[], receipt: Receipt | undefined): Promise<boolean>;

  /** Adds a part to the digest of a day; the first one of the day carries the facts. */
  addToDigest(
    part: DigestPart & { readonly accountId: string; readonly day: string; readonly isPushed: boolean },
    facts: readonly Fact[],
  ): Promise<void>;
  findDigest(accountId: string, day: string): Promise<Digest | undefined>;
  /** Accounts whose digest of a day has to go out by other channels and did not yet, from one shard. */
  listUntold(day: string, shard: number): Promise<readonly string[]>;
  markTold(accountId: string, day: string): Promise<void>;
  listDigests(accountId: string, options: { from: string }): Promise<readonly Digest[]>;
}

/** How many partitions the heads of one day are spread over. */
export const sweepShards = 4;

/** In the words of the rules: one deed for each duty that an activity meets. */
export function deedsOf(activities: readonly CountedActivity[]): OrganizationActivity[] {
  return activities.flatMap(({ activityId, on, duties, groupId }) =>
    duties.map((kind) => ({
      id: activityId,
      on: on as OrganizationActivity["on"],
      kind,
      ...(groupId !== null && { groupId }),
    })),
  );
}

export function relationsOf(relations: readonly CountedRelation[]): OrganizationRelation[] {
  return relations.flatMap(({ relationId: id, kind, startedOn, endedOn }) => {
    if (startedOn === null) return [];
    const started = { id, kind, startedOn: startedOn as OrganizationRelation["startedOn"] };
    return [endedOn === null ? started : { ...started, endedOn: endedOn as OrganizationRelation["startedOn"] }];
  });
}
