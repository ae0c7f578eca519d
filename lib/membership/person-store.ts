import type { Fact } from "../shared/event.ts";
import type { Page } from "../shared/page.ts";
import type { Receipt } from "../shared/request-context.ts";
import type { Person, PersonCard } from "./person.ts";
import type { FieldName } from "./person-fields.ts";
import type { Stage } from "./stage.ts";
import type { Correction, TimelineLine } from "./timeline.ts";

export interface StoredPerson extends Person {
  /** The id number as the vault sealed it, and its fingerprint. */
  readonly sealedIdNumber: Uint8Array;
  readonly fingerprint: string;
}

/** The next state of one person; without `before` a new one. The line of the history is written with it. */
export interface PersonWrite {
  readonly before: StoredPerson | undefined;
  readonly after: StoredPerson;
  readonly line: TimelineLine | undefined;
  readonly facts: readonly Fact[];
  /** The request for correction that this write fulfils; it must still be open. */
  readonly decided?: Decided;
  /** The merge of branches that moves the person; it alone may lead into a branch that it closed. */
  readonly mergeId?: string;
}

/** A request for correction in the list of those that wait, with the names of the fields only. */
export interface OpenCorrectionLine {
  readonly personId: string;
  readonly correctionId: string;
  readonly at: string;
  readonly fields: readonly FieldName[];
}

export interface Decided {
  readonly correction: Correction;
  readonly facts: readonly Fact[];
}

/** Why nothing was written, for one of the people. */
export interface WriteProblem {
  readonly personId: string;
  readonly problem: "id_number_taken" | "campus_id_taken" | "changed_meanwhile" | "decided_before" | "place_closed";
}

/** The receipt of the request, and the answer that a repeat of it gets. */
export interface Answered {
  readonly receipt: Receipt | undefined;
  readonly answer: unknown;
}

/** A sorted list of cards, and how the names, readings or numbers in it begin. */
export type CardList =
  | {
      readonly by: "place";
      readonly organizationId: string;
      readonly isEnded: boolean;
      /** How the readings of the names begin; everybody when absent. */
      readonly beginning?: string;
    }
  | { readonly by: "stage"; readonly stage: Stage }
  | { readonly by: "pinyin" | "initials" | "number"; readonly beginning: string };

export interface CardPage {
  readonly cards: PersonCard[];
  /** Where to go on; null at the end. */
  readonly next: string | null;
}

/** One transaction takes 100 items; a person whom a roster changes in everything, under a name of two readings, takes 14. */
export const maximumWrites = 7;

/** The questions that the use cases ask. Reads of one person are strongly consistent. */
export interface PersonStore {
  find(personId: string): Promise<StoredPerson | undefined>;
  /** The organisation alone, for authorisation. */
  findHome(personId: string): Promise<string | undefined>;
  findByCampusId(campusId: string): Promise<string | undefined>;
  /** Those of many who are known, in no order; may lag behind writes by moments. */
  findMany(personIds: readonly string[]): Promise<readonly StoredPerson[]>;
  /** Those of many who are known, by fingerprint of the id number. */
  findByFingerprints(fingerprints: readonly string[]): Promise<ReadonlyMap<string, StoredPerson>>;
  /** Writes all or none; an empty answer says that all is written. At most `maximumWrites` people at once. */
  write(writes: readonly PersonWrite[], answered?: Answered): Promise<readonly WriteProblem[]>;
  /** Adds a line that changes nothing of the record itself. */
  addLine(personId: string, line: TimelineLine, facts: readonly Fact[], answered?: Answered): Promise<void>;
  /** The oldest first; may lag behind writes by moments. */
  listOpenCorrections(page: {
    limit: number;
    from: string | undefined;
  }): Promise<{ readonly items: readonly OpenCorrectionLine[]; readonly next: string | null }>;
  findLine(personId: string, lineId: string): Promise<TimelineLine | undefined>;
  /** Replaces a request for correction that is still open; `false` when it no longer is. */
  decide(personId: string, decided: Decided, answered: Answered): Promise<boolean>;
  /** The latest first. */
  listLines(personId: string, page: { limit: number; cursor: string | undefined }): Promise<Page<TimelineLine>>;
  /** May lag behind writes by moments. */
  readCards(list: CardList, page: { limit: number; from: string | null }): Promise<CardPage>;
}
