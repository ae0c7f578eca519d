import { type Clock, chinaDay } from "../shared/clock.ts";
import { buildFact, type Circumstances, type Fact, type Outcome } from "../shared/event.ts";
import { changeLine } from "./change-line.ts";
import { OrganizationDissolved, OrganizationsMerged } from "./events.ts";
import { type Merge, peopleAt } from "./merge.ts";
import type { MergeStore, PartOfMerge } from "./merge-store.ts";
import type { Organization } from "./organization.ts";
import type { OrganizationStore } from "./organization-store.ts";
import type { PlaceGates } from "./place-gates.ts";

/** The people of a branch, as a merge asks for them. */
export interface BranchPeople {
  /**
   * Lets some people of one branch belong to another, each in one write of its own; gives how many were moved. `isEmpty`
   * says that nobody was left at the first one when it looked.
   */
  moveSome(move: {
    from: string;
    to: string;
    mergeId: string;
    circumstances: Circumstances;
  }): Promise<{ moved: number; isEmpty: boolean }>;
}

export interface RunMergeDependencies {
  readonly store: Pick<OrganizationStore, "find"> & MergeStore;
  readonly people: BranchPeople;
  readonly gates: PlaceGates;
  readonly clock: Clock;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** After so long a run gives up with an error, and the queue delivers the same fact again. */
  readonly runMilliseconds: number;
}

const pauseMilliseconds = 250;

/**
 * Carries a merge on from where it stands: people first, each in exactly one branch at any moment; then, when the counts
 * that follow their facts say that nobody is left, the sources are dissolved in one transaction. Repeats do no harm: who was
 * moved is no longer found. Units: 3 reads and 18 writes a person.
 */
export function runMerge(dependencies: RunMergeDependencies) {
  return async (mergeId: string, circumstances: Circumstances): Promise<Outcome> => {
    const { store, clock, wait, runMilliseconds } = dependencies;
    const deadline = clock().getTime() + runMilliseconds;
    for (;;) {
      const merge = await store.findMerge(mergeId);
      if (merge?.state !== "running") return "already_done";
      const isEmpty = await emptySources(dependencies, merge, circumstances, deadline);
      if (isEmpty && (await finish(dependencies, merge, circumstances))) return "done";
      if (clock().getTime() >= deadline) throw new Error(`merge ${mergeId} goes on in the next delivery`);
      await wait(pauseMilliseconds);
    }
  };
}

async function emptySources(
  { people, clock }: RunMergeDependencies,
  { sourceIds, targetId, mergeId }: Merge,
  circumstances: Circumstances,
  deadline: number,
): Promise<boolean> {
  let areEmpty = true;
  for (const from of sourceIds) {
    for (;;) {
      if (clock().getTime() >= deadline) return false;
      const { moved, isEmpty } = await people.moveSome({ from, to: targetId, mergeId, circumstances });
      areEmpty &&= isEmpty;
      if (moved === 0) break;
    }
  }
  return areEmpty;
}

/** `false` while somebody is still counted at a source. */
async function finish(
  { store, gates }: RunMergeDependencies,
  merge: Merge,
  circumstances: Circumstances,
): Promise<boolean> {
  const [target, ...sources] = await Promise.all([merge.targetId, ...merge.sourceIds].map((id) => getNode(store, id)));
  if (target === undefined || sources.some((source) => peopleAt(source) > 0)) return false;
  const parent = await getNode(store, target.parentId ?? "");
  const result = await store.finishMerge(merge, {
    target: {
      ...targetPart(target, sources, merge, circumstances),
      gate: gates.reopen(target.organizationId, merge.mergeId),
    },
    sources: sources.map((source) => ({
      ...sourcePart(source, target, merge, circumstances),
      gate: gates.closeEmpty(source.organizationId, merge.mergeId),
    })),
    parent,
  });
  return result === "done";
}

async function getNode(store: Pick<OrganizationStore, "find">, organizationId: string): Promise<Organization> {
  const node = await store.find(organizationId);
  if (node === undefined) throw new Error(`organisation ${organizationId} of a merge is missing`);
  return node;
}

function targetPart(
  before: Organization,
  sources: Organization[],
  merge: Merge,
  circumstances: Circumstances,
): Omit<PartOfMerge, "gate"> {
  const { mergeId, sourceIds, reason } = merge;
  const after = next(before, { mergeId: null }, circumstances);
  const fact = buildFact(OrganizationsMerged, circumstances, {
    subject: { kind: "organization", id: before.organizationId },
    occasion: mergeId,
    organizationId: before.organizationId,
    data: { version: after.version, mergeId, sourceIds },
  });
  return part(before, after, fact, circumstances, {
    kind: "merged_others",
    others: sources,
    reason,
    document: merge.document ?? undefined,
  });
}

function sourcePart(
  before: Organization,
  target: Organization,
  merge: Merge,
  circumstances: Circumstances,
): Omit<PartOfMerge, "gate"> {
  const { reason } = merge;
  const changes = {
    status: "dissolved",
    dissolvedOn: chinaDay(circumstances.at),
    dissolvedReason: reason,
    successorId: target.organizationId,
    mergeId: null,
  } as const;
  const after = next(before, changes, circumstances);
  const fact = buildFact(OrganizationDissolved, circumstances, {
    subject: { kind: "organization", id: before.organizationId },
    occasion: after.version,
    organizationId: before.organizationId,
    data: { version: after.version, formerParentId: before.parentId ?? "", successorId: target.organizationId },
  });
  return part(before, after, fact, circumstances, {
    kind: "merged_into",
    others: [target],
    reason,
    document: merge.document ?? undefined,
  });
}

function next(before: Organization, changes: Partial<Organization>, { at }: Circumstances): Organization {
  return { ...before, ...changes, version: before.version + 1, updatedAt: at.toISOString() };
}

function part(
  before: Organization,
  after: Organization,
  fact: Fact,
  circumstances: Circumstances,
  occasion: Parameters<typeof changeLine>[3],
): Omit<PartOfMerge, "gate"> {
  return { before, after, facts: [fact], lines: [changeLine(before, after, circumstances, occasion)] };
}
