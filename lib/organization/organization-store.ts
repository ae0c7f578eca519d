import type { Fact } from "../shared/event.ts";
import type { Page } from "../shared/page.ts";
import type { Receipt } from "../shared/request-context.ts";
import type { ChangeLine } from "./change-line.ts";
import type { Organization } from "./organization.ts";
import type { Gate } from "./place-gates.ts";

export interface SubtreeQuery {
  readonly root: Pick<Organization, "organizationId" | "path">;
  readonly status: "active" | "dissolved" | "all";
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** As much of an organisation as tells what stands below another one. */
export type OutlineEntry = Pick<Organization, "organizationId" | "kind">;

/** What is written together with a change: the fact that it caused, its line of the history, the receipt of the request. */
export interface Consequences {
  readonly facts: readonly Fact[];
  /** Of the history. */
  readonly lines: readonly ChangeLine[];
  readonly receipt: Receipt | undefined;
}

export type InsertResult = "done" | "id_taken" | "name_taken" | "parent_changed";
export type ChangeResult = "done" | "name_taken" | "changed_meanwhile";

/** A node that moves along with its superior; `childCount` proves that none of its children was overlooked. */
export interface Follower {
  readonly organization: Organization;
  readonly newPath: string;
}

/** A move whose followers are carried along behind it; there is one at a time. */
export interface MoveLease {
  readonly organizationId: string;
  /** The version that the move made. */
  readonly version: number;
  readonly formerPath: string;
  readonly path: string;
}

/** As what a person counts at an organisation; null: as nothing any more. */
export type CountedAs = "candidate" | "probationary_member" | "full_member" | null;

/** Where a person counts, by the latest version of the person that was heard of. */
export interface Standing {
  readonly personId: string;
  readonly organizationId: string;
  readonly countedAs: CountedAs;
  readonly version: number;
}

/** A person on the way from one place of the counts to another; without `former` counted for the first time. */
export interface CountMove {
  readonly standing: Standing;
  readonly former: Standing | undefined;
}

/** So many people are moved in one write: a transaction takes 100 items, and a person moves from one place to another. */
export const mostMoves = 33;

/** The questions that the use cases ask. Reads of single nodes are strongly consistent. */
export interface OrganizationStore {
  find(organizationId: string): Promise<Organization | undefined>;
  /** The path alone, for authorisation; may lag behind a move by moments. */
  findPath(organizationId: string): Promise<string | undefined>;
  findName(organizationId: string): Promise<string | undefined>;
  /** The one organisation without a superior. */
  findRootId(): Promise<string | undefined>;
  listSubtree(query: SubtreeQuery): Promise<Page<Organization>>;
  /** Everything below the node, dissolved ones included, without the node. May lag behind writes by moments. */
  listDescendants(node: Pick<Organization, "organizationId" | "path">): Promise<Organization[]>;
  /** The node and everything below it, dissolved ones included, in the order of their paths. May lag behind writes by moments. */
  listOutline(root: Pick<Organization, "organizationId" | "path">): Promise<readonly OutlineEntry[]>;
  insert(node: Organization, parent: Organization | undefined, consequences: Consequences): Promise<InsertResult>;
  rename(before: Organization, after: Organization, consequences: Consequences): Promise<ChangeResult>;
  move(
    move: {
      before: Organization;
      after: Organization;
      formerParent: Organization;
      parent: Organization;
      followers: readonly Follower[];
      /** For a move whose followers come later. */
      lease?: MoveLease | undefined;
    },
    consequences: Consequences,
  ): Promise<ChangeResult>;
  findMoveLease(): Promise<MoveLease | undefined>;
  /** Gives one follower its new path, if it is still as it was seen; else nothing happens. */
  carryFollower(follower: Follower): Promise<void>;
  endMove(lease: MoveLease): Promise<void>;
  changeTerm(before: Organization, after: Organization, consequences: Consequences): Promise<ChangeResult>;
  dissolve(
    change: { before: Organization; after: Organization; parent: Organization; gate: Gate },
    consequences: Consequences,
  ): Promise<ChangeResult>;
  /** The history of one organisation, the latest line first. */
  listLines(organizationId: string, page: { limit: number; cursor: string | undefined }): Promise<Page<ChangeLine>>;
  /** Where people are counted now, by person; whoever was never counted is left out. */
  findStandings(personIds: readonly string[]): Promise<ReadonlyMap<string, Standing>>;
  /** Says how many people its committee has; nothing where the organisation has ended. */
  saveCommitteeSize(organizationId: string, size: number): Promise<void>;
  /** Takes people from one place of the counts to another, all in one write; `false` when somebody else was first with one. */
  saveStandings(moves: readonly CountMove[]): Promise<boolean>;
}
