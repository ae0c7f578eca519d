import type { Fact } from "../shared/event.ts";
import type { Receipt } from "../shared/request-context.ts";
import type { StoredTransfer } from "./transfer.ts";

/** Writes of other contexts that stand or fall with the step; only adapters look inside. */
export type Alongside = readonly object[];

/** What is written together with the next state of a transfer. */
export interface Consequences {
  readonly facts: readonly Fact[];
  readonly receipt: Receipt | undefined;
  readonly answer: unknown;
  readonly alongside?: Alongside;
}

/** An older transfer that a new one takes the place of. */
export interface Overtaken {
  readonly transfer: StoredTransfer;
  readonly fact: Fact;
}

export type InsertResult = "done" | "has_open_transfer";
/** "elsewhere_changed": what should be written alongside did not hold any more. */
export type SaveResult = "done" | "changed_meanwhile" | "elsewhere_changed";

/** A list of transfers: of one branch, or of the whole university. */
export type TransferList =
  | { readonly of: "branch"; readonly organizationId: string; readonly direction: "out" | "in" }
  | { readonly of: "university" };

/** The transfer after which a page begins. */
export type TransferKey = Pick<StoredTransfer, "personId" | "transferId">;

export interface TransferPage {
  readonly transfers: StoredTransfer[];
  readonly hasMore: boolean;
}

/** The questions that the use cases ask. Reads of one transfer are strongly consistent, lists may lag by moments. */
export interface TransferStore {
  find(personId: string, transferId: string): Promise<StoredTransfer | undefined>;
  findOpen(personId: string): Promise<StoredTransfer | undefined>;
  /** A person has one open transfer at most; who comes second writes nothing. */
  insert(transfer: StoredTransfer, consequences: Consequences, overtaken: Overtaken | undefined): Promise<InsertResult>;
  /** Writes the next version of an open transfer. */
  save(next: StoredTransfer, consequences: Consequences): Promise<SaveResult>;
  /** Open ones oldest first, closed ones newest first. */
  list(
    list: TransferList,
    page: { status: "open" | "closed"; limit: number; after: TransferKey | undefined },
  ): Promise<TransferPage>;
  /** Newest first. */
  listOfPerson(personId: string, page: { limit: number; after: TransferKey | undefined }): Promise<TransferPage>;
}
