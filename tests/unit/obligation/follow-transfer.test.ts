import * as fc from "fast-check";
import { expect, test } from "vitest";
import { followTransfer, type TransferReport } from "../../../lib/obligation/follow-transfer.ts";
import { keepDuties } from "../../../lib/obligation/keep-duties.ts";
import { fakeObligationStore } from "../../support/fake-obligation-store.ts";
import { branchHistory } from "./branch-history.ts";
import { circumstances } from "./duty-platform.ts";

function setUp() {
  const store = fakeObligationStore();
  const describe = async (organizationId: string) => {
    const history = branchHistory({ organizationId });
    return { ...history, facts: history.facts && { ...history.facts, id: organizationId } };
  };
  const follow = followTransfer({ keep: keepDuties({ store, sources: { describe } }) });
  const transfersOf = async (organizationId: string) =>
    (await store.listDuties(organizationId))
      .filter(({ ruleId }) => ruleId === "EDU-10" || ruleId === "EDU-31")
      .map(({ dutyId, due, state, satisfiedBy }) => ({ dutyId, due, state, on: satisfiedBy[0]?.on }));
  return { store, follow, transfersOf };
}

const transfer = (transferId: string, version: number, more: Partial<TransferReport> = {}): TransferReport => ({
  transferId,
  version,
  fromOrganizationId: "old",
  toOrganizationId: "new",
  releasedOn: "2026-06-30",
  receivedOn: null,
  ...more,
});

test("whoever was released is a duty of both branches until the last of the day is received", async () => {
  const { follow, transfersOf } = setUp();
  await follow(transfer("t1", 2), circumstances("2026-06-30"));
  await follow(transfer("t2", 2), circumstances("2026-06-30"));
  const incoming = { dutyId: "EDU-10~letter_issued@2026-06-30", due: "2026-09-28", on: undefined };
  const outgoing = { dutyId: "EDU-31~transferred_out@2026-06-30", due: "2026-12-30", on: undefined };
  expect(await transfersOf("new")).toEqual([{ ...incoming, state: "open" }]);
  expect(await transfersOf("old")).toEqual([{ ...outgoing, state: "open" }]);

  await follow(transfer("t1", 3, { receivedOn: "2026-07-02" }), circumstances("2026-07-02"));
  expect(await transfersOf("new")).toEqual([{ ...incoming, state: "open" }]);
  await follow(transfer("t2", 3, { receivedOn: "2026-07-08" }), circumstances("2026-07-08"));
  expect(await transfersOf("new")).toEqual([{ ...incoming, state: "satisfied", on: "2026-07-08" }]);
  expect(await transfersOf("old")).toEqual([{ ...outgoing, state: "satisfied", on: "2026-07-08" }]);
});

test("the duty goes with a transfer that was refused or taken back, and there is none for one that was never released", async () => {
  const { follow, transfersOf } = setUp();
  await follow(transfer("t1", 2), circumstances("2026-06-30"));
  await follow(transfer("t1", 3, { releasedOn: null }), circumstances("2026-07-01"));
  await follow(transfer("t2", 2, { releasedOn: null }), circumstances("2026-07-01"));
  expect(await transfersOf("new")).toMatchObject([{ state: "cancelled" }]);
  expect(await transfersOf("old")).toMatchObject([{ state: "cancelled" }]);
});

test("reports of transfers in any order and any repetition give the same duties", async () => {
  const last = [
    transfer("t1", 3, { receivedOn: "2026-07-02" }),
    transfer("t2", 3, { releasedOn: null }),
    transfer("t3", 2, { releasedOn: "2026-07-01" }),
  ];
  const straight = setUp();
  for (const report of last) await straight.follow(report, circumstances("2026-07-10"));
  const expected = [await straight.transfersOf("new"), await straight.transfersOf("old")];
  const known = [transfer("t1", 2), transfer("t2", 2), ...last];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...known), { maxLength: 12 }), async (noise) => {
      const { follow, transfersOf } = setUp();
      for (const report of [...noise, ...last]) await follow(report, circumstances("2026-07-10"));
      const sorted = (duties: Awaited<ReturnType<typeof transfersOf>>) =>
        duties
          .filter(({ state }) => state !== "cancelled")
          .sort((one, other) => one.dutyId.localeCompare(other.dutyId));
      expect([sorted(await transfersOf("new")), sorted(await transfersOf("old"))]).toEqual(expected.map(sorted));
    }),
    { numRuns: 60 },
  );
});
