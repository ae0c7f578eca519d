import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AppError } from "../../../lib/shared/errors.ts";
import { requestIncomingTransfer, requestOwnTransfer } from "../../../lib/transfer/request-transfer.ts";
import { requestTransfers } from "../../../lib/transfer/request-transfers.ts";
import { receiveTransfer, refuseTransfer, releaseTransfer, withdrawTransfer } from "../../../lib/transfer/take-step.ts";
import type { StoredTransfer } from "../../../lib/transfer/transfer.ts";
import { isOpen } from "../../../lib/transfer/transfer-states.ts";
import { startTables, type TestTables } from "../../support/dynamodb-table.ts";
import {
  branchIds,
  contextOf,
  department,
  personAccount,
  secretaryOf,
  startTransfers,
  type Transfers,
} from "./transfer-fixture.ts";

let tables: TestTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(async () => tables?.stop());

const branch = fc.constantFrom(...branchIds);
const deed = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constantFrom("send", "ask", "fetch"), branch }), weight: 4 },
  {
    arbitrary: fc.record({ kind: fc.constantFrom("release", "receive", "refuse", "withdraw"), branch }),
    weight: 6,
  },
  { arbitrary: fc.record({ kind: fc.constantFrom("move", "end", "return", "dissolve", "revive"), branch }), weight: 2 },
);
/** What people do one round after the other, those of a round at the same moment. */
const rounds = fc.array(fc.array(deed, { minLength: 1, maxLength: 4 }), { minLength: 3, maxLength: 8 });

async function all(transfers: Transfers, personId: string): Promise<StoredTransfer[]> {
  const page = await transfers.dependencies.store.listOfPerson(personId, { limit: 100, after: undefined });
  return page.transfers;
}

async function act(
  transfers: Transfers,
  personId: string,
  { kind, branch: at }: { kind: string; branch: string },
): Promise<void> {
  const { dependencies, setActive, change } = transfers;
  const toOrganizationId = at;
  const latest = (await all(transfers, personId))[0];
  const input = {
    query: {},
    params: { personId, transferId: latest?.transferId ?? "" },
    body: { version: latest?.version ?? 1, reason: "材料不全" },
  };
  switch (kind) {
    case "send": {
      const body = { personIds: [personId], toOrganizationId };
      await requestTransfers(dependencies)({ params: {}, query: {}, body }, department());
      return;
    }
    case "ask":
      await requestOwnTransfer(dependencies)(
        { params: {}, query: {}, body: { toOrganizationId } },
        contextOf(personAccount),
      );
      return;
    case "fetch": {
      const body = { toOrganizationId, campusId: personAccount, name: "陈晓东" };
      await requestIncomingTransfer(dependencies)({ params: {}, query: {}, body }, secretaryOf(at));
      return;
    }
    case "release":
      await releaseTransfer(dependencies)(input, department());
      return;
    case "receive":
      await receiveTransfer(dependencies)(input, department());
      return;
    case "refuse":
      await refuseTransfer(dependencies)(input, department());
      return;
    case "withdraw":
      await withdrawTransfer(dependencies)(input, contextOf(personAccount));
      return;
    case "move":
      await change(personId, { organizationId: at });
      return;
    case "end":
      await change(personId, { stage: "transferred_out" });
      return;
    case "return":
      await change(personId, { stage: "full_member" });
      return;
    default:
      await setActive(at, kind === "revive");
  }
}

async function attempt(deedDone: Promise<void>): Promise<void> {
  try {
    await deedDone;
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "internal") throw error;
  }
}

async function expectOnePlace({ persons, dependencies: { store } }: Transfers, personId: string): Promise<void> {
  const person = await persons.find(personId);
  const places = await Promise.all(
    branchIds.flatMap((organizationId) =>
      [true, false].map(async (isEnded) => {
        const list = { by: "place", organizationId, isEnded } as const;
        return (await persons.readCards(list, { limit: 10, from: null })).cards.map(() => organizationId);
      }),
    ),
  );
  expect(places.flat()).toEqual([person?.organizationId]);

  const { transfers } = await store.listOfPerson(personId, { limit: 100, after: undefined });
  const open = transfers.filter(({ state }) => isOpen(state));
  expect(open.length).toBeLessThanOrEqual(1);
  expect(await store.findOpen(personId)).toEqual(open[0]);

  const idsIn = async (status: "open" | "closed", direction: "out" | "in" | undefined) => {
    const lists = direction
      ? branchIds.map((organizationId) => ({ of: "branch", organizationId, direction }) as const)
      : [{ of: "university" } as const];
    const pages = await Promise.all(lists.map((list) => store.list(list, { status, limit: 100, after: undefined })));
    return pages.flatMap((page) => page.transfers.map(({ transferId }) => transferId)).sort();
  };
  for (const status of ["open", "closed"] as const) {
    const expected = transfers.filter(({ state }) => isOpen(state) === (status === "open"));
    const ids = expected.map(({ transferId }) => transferId).sort();
    for (const direction of ["out", "in", undefined] as const) expect(await idsIn(status, direction)).toEqual(ids);
  }

  const { items } = await persons.listLines(personId, { limit: 100, cursor: undefined });
  const moves = items.flatMap((line) => (line.kind === "changed" ? line.changes : []));
  const ways = moves
    .filter(({ field }) => field === "organization_id")
    .map(({ before, after }) => `${before}>${after}`);
  for (const { fromOrganizationId, toOrganizationId } of transfers.filter(({ state }) => state === "received")) {
    const position = ways.indexOf(`${fromOrganizationId}>${toOrganizationId}`);
    expect(position).not.toBe(-1);
    ways.splice(position, 1);
  }
}

test("lets a person belong to one branch and have one open transfer at most, under any interleaving", async () => {
  await fc.assert(
    fc.asyncProperty(rounds, async (plan) => {
      const transfers = await startTransfers(tables);
      const { personId } = await transfers.register({ fields: { campus_id: personAccount } });
      for (const round of plan) {
        await Promise.all(round.map((one) => attempt(act(transfers, personId, one))));
        await expectOnePlace(transfers, personId);
      }
    }),
    { numRuns: 12 },
  );
}, 60_000);
