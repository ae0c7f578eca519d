import type { Fact } from "../shared/event.ts";
import type { StoredErasure } from "./erasure.ts";
import type { Answered, StoredPerson } from "./person-store.ts";

export interface ErasurePage {
  readonly items: readonly StoredErasure[];
  /** Where to go on; null at the end. */
  readonly next: string | null;
}

/** The questions that the use cases of deletion ask. */
export interface ErasureStore {
  find(personId: string): Promise<StoredErasure | undefined>;
  /** `false`: one is under way, or the record is not there in this version any more. */
  request(erasure: StoredErasure, fact: Fact, answered: Answered): Promise<boolean>;
  /** Ends a request without deleting anything. `false`: it is not there any more. */
  cancel(erasure: StoredErasure, fact: Fact, answered?: Answered): Promise<boolean>;
  /** The earliest due first; `until`: those due on that day or before. */
  list(query: { limit: number; from: string | undefined; until?: string }): Promise<ErasurePage>;
  /**
   * Removes the record and everything by which it is found, and says so, in one transaction. `false`: the record changed
   * meanwhile.
   */
  removeRecord(person: StoredPerson, fact: Fact): Promise<boolean>;
  /** Removes the history and open requests of a person whose record is gone, and at last the request itself. Repeatable. */
  removeTraces(erasure: StoredErasure): Promise<void>;
}
