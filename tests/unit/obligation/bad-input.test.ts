import { describe, expect, test } from "vitest";
import { deriveDuties } from "../../../lib/obligation/derive-duties.ts";
import type { OrganizationHistory } from "../../../lib/obligation/organization-history.ts";
import { recordTalk as talkRoute, waiveDuty as waiveRoute } from "../../../lib/obligation/routes.ts";
import { changePolicy, listRules } from "../../../lib/obligation/rule-settings.ts";
import { evaluateDisclosure } from "../../../lib/rules/evaluate/evaluate-disclosure.ts";
import { nationalPolicy } from "../../../lib/rules/policy.ts";
import { ruleContext } from "../../../lib/rules/rule-context.ts";
import { AppError } from "../../../lib/shared/errors.ts";
import { branchHistory, day } from "./branch-history.ts";
import { circumstances, contextOf, dutyPlatform, themeDay } from "./duty-platform.ts";

describe("a fact", () => {
  test("that comes before the duty it meets is remembered, and the duty comes up as met", async () => {
    const { follow, duty, namesOf } = dutyPlatform();
    await follow(themeDay("a", 1, "2026-02-05"), circumstances("2026-02-05"));
    expect(await duty("BR-22~2026-02")).toMatchObject({ state: "satisfied", version: 1 });
    expect(namesOf("BR-22~2026-02")).toEqual(["ObligationCreated", "ObligationSatisfied"]);
  });

  test("that comes twice changes nothing the second time", async () => {
    const { store, follow } = dutyPlatform();
    await follow(themeDay("a", 1, "2026-02-05"), circumstances("2026-02-05"));
    const { length } = store.saves;
    await follow(themeDay("a", 1, "2026-02-05"), circumstances("2026-02-05"));
    expect(store.saves).toHaveLength(length);
  });

  test("that is put right years later opens the old duty again, in the year to which it belongs, with one reminder", async () => {
    const { store, keep, follow, duty, sweepOn } = dutyPlatform(() => branchHistory({ judgedFrom: day("2024-01-01") }));
    await follow(themeDay("a", 1, "2024-03-05"), circumstances("2024-03-06"));
    await keep("branch-1", circumstances("2026-09-01"));
    await follow(themeDay("a", 2, "2024-03-05", false), circumstances("2026-09-02"));
    expect(await duty("BR-22~2024-03")).toMatchObject({ state: "overdue", satisfiedBy: [] });
    const [board] = await store.findBoards(2024, ["branch-1"]);
    expect(board?.cells.find(([dutyId]) => dutyId === "BR-22~2024-03")?.[2]).toBe("overdue");
    await sweepOn("2026-09-03");
    await sweepOn("2026-09-04");
    const lines = (await store.listReminders("branch-1", { from: "2026-01-01" })).flatMap((one) => one.lines);
    expect(lines.filter(({ dutyId }) => dutyId === "BR-22~2024-03").map(({ step }) => step)).toEqual(["talk"]);
  });
});

describe("an edition that changes between cause and due day", () => {
  test("leaves the duty under the edition of its cause, and says which", () => {
    const history = branchHistory({
      judgedFrom: day("2026-01-01"),
      facts: { id: "c1", kind: "grassroots_committee", fullMembers: 60, probationaryMembers: 2, hasCommittee: true },
    });
    const duties = deriveDuties(history, [], { on: day("2027-01-05"), policy: nationalPolicy });
    expect(duties.get("DEV-08~2026")).toMatchObject({ due: "2026-12-31", edition: "development-2014" });
    expect(duties.get("DEV-08~2026")?.explanation?.zh).toContain("（2014）");
    expect(duties.get("DEV-08~2027")).toMatchObject({ edition: "development-2026" });
  });
});

describe("an organisation", () => {
  test("that is dissolved or merged owes nothing more, keeps what it did, and is swept no more", async () => {
    let history: OrganizationHistory = branchHistory();
    const { store, follow, keep, duty, sweepOn } = dutyPlatform(() => history);
    await follow(themeDay("a", 1, "2026-01-05"), circumstances("2026-02-10"));
    history = branchHistory({ endedOn: day("2026-02-10") });
    await keep("branch-1", circumstances("2026-02-11"));
    expect(await duty("BR-22~2026-01")).toMatchObject({ state: "satisfied" });
    expect(await duty("BR-22~2026-02")).toMatchObject({ state: "cancelled" });
    const { length } = store.saves;
    await sweepOn("2026-03-01");
    expect(store.saves).toHaveLength(length);
  });

  test("that is moved keeps its duties, and follows the ladder of the place to which it belongs now", async () => {
    let line = ["university", "school", "branch-1"];
    const { store, keep, sweepOn } = dutyPlatform(() => branchHistory({ line }));
    await store.savePolicy(
      {
        version: 1,
        policy: {},
        judgedFrom: null,
        ladders: [
          {
            ruleId: null,
            organizationId: "faculty",
            ladder: {
              days: { ahead: null, due: null, head: 3, superior: null, talk: null },
              quiet: [],
              pushed: [],
              channels: {},
            },
          },
        ],
      },
      [],
      undefined,
    );
    await keep("branch-1", circumstances("2026-01-20"));
    const before = (await store.listDuties("branch-1")).map(({ dutyId }) => dutyId);
    line = ["university", "faculty", "branch-1"];
    await keep("branch-1", circumstances("2026-01-21"));
    expect((await store.listDuties("branch-1")).map(({ dutyId }) => dutyId)).toEqual(before);
    for (const date of ["2026-01-24", "2026-01-31", "2026-02-01", "2026-02-03"]) await sweepOn(date);
    const reminders = await store.listReminders("branch-1", { from: "2026-01-01" });
    const steps = reminders.flatMap(({ day: on, lines }) => lines.map(({ step }) => `${on} ${step}`));
    expect(new Set(steps)).toEqual(new Set(["2026-02-03 head"]));
  });
});

describe("a superior", () => {
  test("who waives or talks without a reason is refused by the contract", () => {
    for (const reason of ["", "  ", "无"]) {
      expect(waiveRoute.body?.safeParse({ reason, version: 1 }).success).toBe(false);
      expect(talkRoute.body?.safeParse({ note: reason, version: 1 }).success).toBe(false);
    }
  });
});

describe("a setting", () => {
  const settings = (override: { ruleId: string; limit: string; value: number }) => ({
    params: undefined as never,
    query: undefined as never,
    body: {
      version: 0,
      judgedFrom: null,
      ladders: [],
      policy: {
        overrides: [{ ...override, since: day("2026-01-01"), decidedBy: "党委会" }],
        readings: [],
        editionStarts: {},
        holidayYears: [],
      },
    },
  });

  test("looser than the rule is refused at its field, in both languages, and nothing is stored", async () => {
    const { store } = dutyPlatform();
    const change = changePolicy({ store });
    const looser = { ruleId: "BR-23", limit: "count", value: 0 };
    const refusal = await change(settings(looser), contextOf("2026-03-01")).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(AppError);
    expect(refusal).toMatchObject({ code: "validation_failed" });
    const [error] = (refusal as AppError).options.errors ?? [];
    expect(error?.field).toBe("body.policy.overrides.0");
    expect(error?.reason.zh).toContain("更宽");
    expect(error?.reason.en).toContain("looser");
    expect(await store.findPolicy()).toBeUndefined();
  });

  test("stricter than the rule binds from its day on and shows itself", async () => {
    const { store, keep, duty } = dutyPlatform();
    await changePolicy({ store })(settings({ ruleId: "BR-22", limit: "count", value: 2 }), contextOf("2026-01-02"));
    await keep("branch-1", circumstances("2026-01-20"));
    expect((await duty("BR-22~2026-01"))?.explanation?.zh).toContain("本校规定更严");
    expect((await duty("BR-22~2026-01"))?.explanation?.zh).toContain("党委会");
  });
});

describe("a decision that a later release refuses", () => {
  const lapsed = { ruleId: "BR-22", limit: "count", value: 0, since: day("2026-01-01"), decidedBy: "党委会" };
  const policy = { overrides: [lapsed], readings: [], editionStarts: {}, holidayYears: [] };
  const stored = { version: 1, judgedFrom: null, ladders: [], policy };
  const empty = { params: undefined as never, query: undefined as never };

  test("stops no duty, is shown as no longer valid, and keeps nobody from changing something else", async () => {
    const { store, keep, duty } = dutyPlatform();
    await store.savePolicy(stored, [], undefined);
    await keep("branch-1", circumstances("2026-01-20"));
    expect((await duty("BR-22~2026-01"))?.explanation?.zh).not.toContain("本校规定");
    const shown = await listRules({ store })(
      { ...empty, query: {}, body: undefined as never },
      contextOf("2026-01-20"),
    );
    expect(shown.refused).toMatchObject([{ about: "BR-22", value: "0", decidedBy: "党委会" }]);
    expect(shown.items.find(({ id }) => id === "BR-22")?.limits[0]?.override).toBeNull();

    const change = changePolicy({ store });
    const stricter = { ...lapsed, ruleId: "BR-09", value: 2 };
    const body = { ...stored, policy: { ...policy, overrides: [lapsed, stricter] } };
    expect(await change({ ...empty, body }, contextOf("2026-01-21"))).toMatchObject({ version: 2 });
    const again = {
      ...body,
      version: 2,
      policy: { ...policy, overrides: [lapsed, { ...lapsed, since: day("2026-02-01") }] },
    };
    await expect(change({ ...empty, body: again }, contextOf("2026-01-22"))).rejects.toMatchObject({
      options: { errors: [{ field: "body.policy.overrides.1" }] },
    });
  });
});

test("holidays that are not announced yet give the careful day, and the result says so", () => {
  const { obligations } = evaluateDisclosure(ruleContext(day("2026-12-31")), {
    organizationId: "branch-1",
    requests: [{ id: "r1", requestedOn: "2026-12-31" }],
  });
  expect(obligations.map(({ due }) => due)).toEqual(["2027-01-03"]);
  expect(obligations[0]?.explanation.text.zh).toContain("2027 年节假日安排尚未公布或未录入");
  expect(obligations[0]?.explanation.text.en).toContain("2027 are not announced");
});
