import { sideBySide } from "../shared/side-by-side.ts";
import { type RollUpDependencies, rollUpReceipts, totalOf } from "./roll-up-receipts.ts";

export interface RecountDependencies extends RollUpDependencies {
  /** All of them, dissolved ones included. */
  readonly listOrganizations: () => Promise<readonly { readonly organizationId: string; readonly path: string }[]>;
}

/**
 * Counts all receipts of a message anew, from the leaves up: also takes numbers along of what was moved since. Units: for
 * each organisation of the university 4 reads, and the writes of what differs.
 */
export function recountReceipts(dependencies: RecountDependencies) {
  const rollUp = rollUpReceipts(dependencies);
  return async (messageId: string): Promise<{ organizations: number; corrected: number }> => {
    const all = [...(await dependencies.listOrganizations())].sort((one, other) => other.path.length - one.path.length);
    const ids = all.map(({ organizationId }) => organizationId);
    const before = await findTotals(dependencies, messageId, ids);
    await rollUp(messageId, ids);
    const after = await findTotals(dependencies, messageId, ids);
    const corrected = ids.filter((_, index) => before[index] !== after[index]).length;
    return { organizations: ids.length, corrected };
  };
}

async function findTotals(
  { store }: RecountDependencies,
  messageId: string,
  ids: readonly string[],
): Promise<string[]> {
  const tallies = await sideBySide(ids, (id) => store.findTally(messageId, id));
  return tallies.map((tally) => Object.values(totalOf(tally)).join());
}
