import type { Fact } from "../shared/event.ts";
import type { ChangeLine } from "./change-line.ts";
import type { Merge } from "./merge.ts";
import type { Organization } from "./organization.ts";
import type { ChangeResult, Consequences } from "./organization-store.ts";
import type { Gate } from "./place-gates.ts";

/** An organisation before and after, with what its write causes. */
export interface PartOfMerge {
  readonly before: Organization;
  readonly after: Organization;
  readonly facts: readonly Fact[];
  readonly lines: readonly ChangeLine[];
  readonly gate: Gate;
}

/** The questions that a merge asks beside those of the tree. */
export interface MergeStore {
  findMerge(mergeId: string): Promise<Merge | undefined>;
  /** Takes target and sources into the merge, all of them or none; nobody else changes them from then on. */
  startMerge(
    merge: Merge,
    parts: { target: PartOfMerge; sources: readonly PartOfMerge[] },
    receipt: Consequences["receipt"],
  ): Promise<ChangeResult>;
  /** Dissolves the sources, if nobody and nothing is left in them, and lets the target go. */
  finishMerge(
    merge: Merge,
    parts: { target: PartOfMerge; sources: readonly PartOfMerge[]; parent: Organization },
  ): Promise<ChangeResult>;
}
