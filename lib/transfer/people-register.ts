import type { Circumstances } from "../shared/event.ts";
import type { Alongside } from "./transfer-store.ts";

/** A person, as far as a transfer needs. */
export interface TransferPerson {
  readonly personId: string;
  readonly name: string;
  readonly campusId: string | null;
  readonly stage: string;
  readonly hasEnded: boolean;
  readonly organizationId: string;
}

/** What this context asks of the people. */
export interface PeopleRegister {
  find(personId: string): Promise<TransferPerson | undefined>;
  findByCampusId(campusId: string): Promise<TransferPerson | undefined>;
  /** Many at once, for lists; may lag behind writes by moments. */
  findMany(personIds: readonly string[]): Promise<ReadonlyMap<string, TransferPerson>>;
  /**
   * Lets the person belong to another branch, as a plan to be written with the transfer: it holds only while the person is
   * as read here and the branch is active. Undefined when the person is not at `from` any more.
   */
  planMove(
    move: { personId: string; from: string; to: string },
    circumstances: Circumstances,
  ): Promise<Alongside | undefined>;
}

export interface Branch {
  readonly organizationId: string;
  readonly path: string;
  readonly isActive: boolean;
}

/** What this context asks of the organisation tree. */
export interface BranchDirectory {
  /** Only organisations that hold membership relations. */
  findBranch(organizationId: string): Promise<Branch | undefined>;
  findPath(organizationId: string): Promise<string | undefined>;
  /** The branches below an organisation, dissolved ones included; the organisation itself when it is a branch. */
  listBranches(organizationId: string): Promise<{ isBranch: boolean; branchIds: ReadonlySet<string> }>;
}
