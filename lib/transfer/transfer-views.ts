import { nationalPolicy } from "../rules/policy.ts";
import type { RequestContext } from "../shared/request-context.ts";
import { obstacleOf } from "./obstacle-of.ts";
import type { TransferPerson } from "./people-register.ts";
import { sidesOf, type TransferDependencies } from "./sides-of.ts";
import { type StoredTransfer, Transfer, type TransferView } from "./transfer.ts";
import { clocksOf } from "./transfer-clocks.ts";
import { isOpen, stepsFor } from "./transfer-states.ts";

/** Transfers as a list shows them: with the name, the days that count, and what the caller may do with each. */
export async function viewsOf(
  { people, branches, findPolicy }: TransferDependencies,
  transfers: readonly StoredTransfer[],
  context: RequestContext,
): Promise<TransferView[]> {
  const known = await people.findMany([...new Set(transfers.map(({ personId }) => personId))]);
  const paths = new Map<string, Promise<string | undefined>>();
  const findPath = (id: string) => {
    const path = paths.get(id) ?? branches.findPath(id);
    paths.set(id, path);
    return path;
  };
  const targets = await activeTargets(branches, transfers);
  // Only who is on the way has days that count.
  const policy = transfers.some(({ state }) => state === "released") ? await findPolicy() : nationalPolicy;
  return await Promise.all(
    transfers.map(async (transfer) => {
      const person = known.get(transfer.personId);
      const sides = await sidesOf(transfer, person?.campusId ?? null, { ...context, findPath });
      const obstacle = obstacleOf(transfer, person, targets.has(transfer.toOrganizationId));
      const steps = stepsFor(transfer, sides).filter(
        (step) => obstacle === null || step === "refuse" || step === "withdraw",
      );
      return {
        ...Transfer.parse(transfer),
        ...describe(transfer, person),
        obstacle,
        clocks: clocksOf(transfer, { now: context.at, policy }),
        steps,
      };
    }),
  );
}

function describe(transfer: StoredTransfer, person: TransferPerson | undefined) {
  const isShown = isOpen(transfer.state);
  return {
    personName: person?.name ?? null,
    stage: isShown ? (person?.stage ?? null) : null,
    campusId: isShown ? (person?.campusId ?? null) : null,
  };
}

async function activeTargets(
  branches: TransferDependencies["branches"],
  transfers: readonly StoredTransfer[],
): Promise<ReadonlySet<string>> {
  const ids = transfers.filter(({ state }) => isOpen(state)).map(({ toOrganizationId }) => toOrganizationId);
  const found = await Promise.all([...new Set(ids)].map((id) => branches.findBranch(id)));
  return new Set(found.flatMap((branch) => (branch?.isActive ? [branch.organizationId] : [])));
}
