import { expect, test } from "vitest";
import { definePolicy, nationalPolicy } from "../../../lib/rules/policy.ts";
import type { StoredTransfer } from "../../../lib/transfer/transfer.ts";
import { clocksOf } from "../../../lib/transfer/transfer-clocks.ts";
import { stepsFor, type TransferSide, type TransferState } from "../../../lib/transfer/transfer-states.ts";

const released: StoredTransfer = {
  transferId: "0mh000000-00000000000000000000",
  personId: "per-00000000000000000000",
  fromOrganizationId: "b1",
  toOrganizationId: "b2",
  state: "released",
  requestedBy: "home",
  // In China already the second of March.
  requestedAt: "2026-03-01T20:00:00.000Z",
  releasedAt: "2026-03-01T20:00:00.000Z",
  closedAt: null,
  note: null,
  refusal: null,
  version: 1,
  requester: "1",
  releaser: "1",
  closer: null,
};

const dueDays = (transfer: StoredTransfer, now: string, policy = nationalPolicy) =>
  clocksOf(transfer, { now: new Date(now), policy }).map(({ ruleId, dueOn, status }) => [ruleId, dueOn, status]);

test("counts the validity of the letter and the time for a new one from the day of the release", () => {
  expect(dueDays(released, "2026-05-31T10:00:00Z")).toEqual([
    ["EDU-10", "2026-05-31", "open"],
    ["EDU-28", "2026-09-02", "open"],
  ]);
  expect(dueDays(released, "2026-05-31T16:00:00Z")[0]).toEqual(["EDU-10", "2026-05-31", "overdue"]);
});

test("counts the university's own days of a letter", () => {
  const own = { ruleId: "EDU-10", limit: "validity", value: 30, since: "2026-01-01", decidedBy: "校党委会" } as const;
  const [letter] = dueDays(released, "2026-03-10T10:00:00Z", definePolicy({ overrides: [own] }));
  expect(letter).toEqual(["EDU-10", "2026-04-01", "open"]);
});

test("runs no clock before the release and after the end", () => {
  expect(dueDays({ ...released, state: "requested", releasedAt: null }, "2026-05-31T10:00:00Z")).toEqual([]);
  expect(dueDays({ ...released, state: "received" }, "2026-05-31T10:00:00Z")).toEqual([]);
});

test.each<[TransferState, TransferSide, TransferSide, string[]]>([
  ["requested", "person", "person", ["withdraw"]],
  ["requested", "person", "home", ["release", "refuse", "withdraw"]],
  ["requested", "person", "target", ["refuse"]],
  ["requested", "target", "target", ["refuse", "withdraw"]],
  ["released", "home", "home", ["withdraw"]],
  ["released", "home", "target", ["receive", "refuse"]],
  ["received", "home", "home", []],
  ["refused", "home", "target", []],
])("a transfer that is %s, asked for by the %s, leaves the %s: %j", (state, requestedBy, side, steps) => {
  expect(stepsFor({ state, requestedBy }, new Set([side]))).toEqual(steps);
});
