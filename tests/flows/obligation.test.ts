import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { ActivityView, AttendanceList } from "../../lib/activity/views.ts";
import type { DutyView } from "../../lib/obligation/duty.ts";
import { dynamodbObligationStore } from "../../lib/obligation/obligation-store.dynamodb.ts";
import type { DutyCounts, RulePolicy } from "../../lib/obligation/routes.ts";
import { addMonths } from "../../lib/rules/calendar/periods.ts";
import { addDays } from "../../lib/rules/calendar/plain-date.ts";
import { chinaDay } from "../../lib/shared/clock.ts";
import { apiOf, people } from "../support/api-client.ts";
import { eventually } from "../support/eventually.ts";
import { operatorClients, tableNamed } from "../support/operator.ts";
import { makeIdNumber } from "../support/people.ts";
import { peopleToRemind } from "../support/people-to-remind.ts";
import { startTestProduct, type TestProduct } from "../support/product.ts";

const branch = "cczu-petrochem-b01";
const today = chinaDay(new Date());

let product: TestProduct;
let api: ReturnType<typeof apiOf>;
beforeAll(async () => {
  product = await startTestProduct({ seed: "demo", demoData: inject("demoData") });
  await product.cloud.activity.quiesce(60_000);
  api = apiOf(product);
});
afterAll(async () => product?.stop());

const accepted = async <Body>(key: string, body: object, as: string = people.petrochemSecretary): Promise<Body> => {
  const answer = await api<Body>(key, { as, body });
  expect(answer.status, `${key}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
  return answer.body;
};
/** Registered by one test, absent in another. */
let newcomer = "";

const listDuties = async (state: "unfinished" | "all", as: string = people.branchSecretary) =>
  (await api<{ items: DutyView[] }>(`GET /api/organizations/${branch}/duties?state=${state}`, { as })).body.items;

describe("the university's settings", () => {
  test("say from when on is judged, and the duties of a branch come up with article and arithmetic", async () => {
    const { body } = await api<RulePolicy>("GET /api/rule-policy", { as: people.department });
    expect(body.version).toBeGreaterThan(0);
    const duties = await listDuties("unfinished");
    const meeting = duties.find(({ ruleId }) => ruleId === "BR-09");
    expect(meeting?.explanation?.zh).toMatch(/支部.*条例.*条/);
    expect(duties.some(({ state }) => state === "overdue")).toBe(true);
    expect(duties.every(({ due }) => due === null || due >= (body.judgedFrom ?? ""))).toBe(true);
  });

  test("are stricter only: a looser number is refused at its field, and nothing changes", async () => {
    const { body: before } = await api<RulePolicy>("GET /api/rule-policy", { as: people.department });
    const looser = { ruleId: "BR-09", limit: "count", value: 0, since: today, decidedBy: "党委会" };
    const answer = await api<{ errors: { field: string; reason: string }[] }>("PUT /api/rule-policy", {
      as: people.department,
      body: { ...pick(before), policy: { ...before.policy, overrides: [looser] } },
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0]?.field).toBe("body.policy.overrides.0");
    expect(answer.body.errors[0]?.reason).toContain("更宽");
    const { body: after } = await api<RulePolicy>("GET /api/rule-policy", { as: people.department });
    expect(after.version).toBe(before.version);
  });
});

const pick = ({ version, policy, judgedFrom, ladders }: RulePolicy) => ({ version, policy, judgedFrom, ladders });

describe("an overdue duty", () => {
  test("carries the talk that the superior recorded", async () => {
    const [duty] = (await listDuties("unfinished")).filter(({ state }) => state === "overdue");
    const key = `POST /api/organizations/${branch}/duties/${duty?.dutyId}/talk`;
    const body = { note: "已约谈支部书记，约定本周内补开", version: duty?.version };
    const talked = await api<DutyView>(key, { as: people.petrochemSecretary, body });
    expect(talked.body).toMatchObject({ state: "overdue", talk: { note: body.note } });
  });

  test("is waived by the superior with a reason, not by the branch itself", async () => {
    const [duty] = (await listDuties("unfinished")).filter(({ state }) => state === "overdue");
    const key = `POST /api/organizations/${branch}/duties/${duty?.dutyId}/waive`;
    const body = { reason: "因校区搬迁停止活动一个月", version: duty?.version };
    expect((await api(key, { as: people.branchSecretary, body })).status).toBe(403);
    expect((await api(key, { as: people.petrochemSecretary, body: { ...body, reason: "" } })).status).toBe(422);
    const waived = await api<DutyView>(key, { as: people.petrochemSecretary, body });
    expect(waived.body).toMatchObject({ state: "waived", waiver: { reason: body.reason } });
    expect((await api(key, { as: people.petrochemSecretary, body })).status).toBe(409);
  });
});

describe("a task", () => {
  test("goes from the superior to the person responsible and back, each step once", async () => {
    const assigned = await api<DutyView>(`POST /api/organizations/${branch}/tasks`, {
      as: people.petrochemSecretary,
      body: { title: "报送年度党员教育计划", due: addDays(today, 5), responsibleAccountId: people.member },
      headers: { "idempotency-key": "task-of-the-matrix" },
    });
    expect(assigned.status).toBe(201);
    const again = await api<DutyView>(`POST /api/organizations/${branch}/tasks`, {
      as: people.petrochemSecretary,
      body: { title: "报送年度党员教育计划", due: addDays(today, 5), responsibleAccountId: people.member },
      headers: { "idempotency-key": "task-of-the-matrix" },
    });
    expect(again.body.dutyId).toBe(assigned.body.dutyId);
    const mine = await api<{ items: DutyView[] }>("GET /api/my-duties", { as: people.member });
    expect(mine.body.items.map(({ dutyId }) => dutyId)).toEqual([assigned.body.dutyId]);

    const at = `/api/organizations/${branch}/tasks/${assigned.body.dutyId}`;
    const evidence = [{ kind: "note", value: "计划已交党委办公室" }];
    const submit = { as: people.member, body: { evidence, version: assigned.body.version } };
    expect((await api(`POST ${at}/submit`, { ...submit, as: people.applicant })).status).toBe(404);
    const submitted = await api<DutyView>(`POST ${at}/submit`, submit);
    expect(submitted.body.state).toBe("submitted");
    const decide = { decision: "returned", reason: "请补充经费一栏", version: submitted.body.version };
    const returned = await api<DutyView>(`POST ${at}/decide`, { as: people.petrochemSecretary, body: decide });
    expect(returned.body).toMatchObject({ state: "open", task: { returnedReason: "请补充经费一栏" } });
    const second = await api<DutyView>(`POST ${at}/submit`, {
      as: people.member,
      body: { evidence, version: returned.body.version },
    });
    const accepted = await api<DutyView>(`POST ${at}/decide`, {
      as: people.petrochemSecretary,
      body: { decision: "accepted", version: second.body.version },
    });
    expect(accepted.body.state).toBe("satisfied");
    const left = await api<{ items: DutyView[] }>("GET /api/my-duties", { as: people.member });
    expect(left.body.items).toEqual([]);
  });
});

describe("the superior", () => {
  test("sees the grid in the order of the tree, and figures that are the sum of it", async () => {
    const year = today.slice(0, 4);
    const grid = await api<{ items: { organizationId: string; cells: { state: string }[] }[] }>(
      `GET /api/organizations/cczu-petrochem/duty-grid?year=${year}&limit=100`,
      { as: people.petrochemSecretary },
    );
    expect(grid.body.items[0]?.organizationId).toBe("cczu-petrochem");
    const cells = grid.body.items.flatMap((row) => row.cells);
    const figures = await api<{
      total: DutyCounts;
      overdue: { organizationId: string }[];
      rules: { ruleId: string; counts: DutyCounts }[];
    }>(`GET /api/organizations/cczu-petrochem/duty-figures?year=${year}`, { as: people.petrochemSecretary });
    const count = (state: string) => cells.filter((cell) => cell.state === state).length;
    expect(figures.body.total).toMatchObject({
      onTime: count("satisfied"),
      overdue: count("overdue"),
      waived: count("waived"),
    });
    expect(figures.body.total.overdue).toBeGreaterThan(0);
    const own = figures.body.rules.find(({ counts }) => counts.overdue > 0);
    const ofRule = await api<{ items: { dutyId: string }[] }>(
      `GET /api/organizations/cczu-petrochem/counted-duties?year=${year}&outcome=overdue&rule=${own?.ruleId}`,
      { as: people.petrochemSecretary },
    );
    expect(ofRule.body.items).toHaveLength(own?.counts.overdue ?? 0);
    expect(ofRule.body.items.every(({ dutyId }) => dutyId.startsWith(`${own?.ruleId}~`))).toBe(true);
    const behind = await api<{ items: { state: string; organizationName: string }[]; nextCursor: string | null }>(
      `GET /api/organizations/cczu-petrochem/counted-duties?year=${year}&outcome=overdue`,
      { as: people.petrochemSecretary },
    );
    expect(behind.body.nextCursor).toBeNull();
    expect(behind.body.items).toHaveLength(figures.body.total.overdue);
    expect(figures.body.overdue.length).toBeGreaterThan(0);
  });
});

describe("a duty that no record of the platform meets", () => {
  test("is met by a report with evidence, and owed again when the report is taken back", async () => {
    const duty = (await listDuties("unfinished")).find(({ isReportable }) => isReportable);
    const at = `POST /api/organizations/${branch}/duties/${duty?.dutyId}`;
    const report = (evidence: object[]) =>
      api<DutyView>(`${at}/report`, {
        as: people.branchSecretary,
        body: { on: today, evidence, version: duty?.version },
      });
    expect((await report([{ kind: "activity", value: "act-of-nobody" }])).status).toBe(422);
    const met = await report([{ kind: "note", value: "材料存党委办公室" }]);
    expect(met.body).toMatchObject({ report: { on: today }, isReportable: false });
    expect(["satisfied", "late"]).toContain(met.body.state);
    const body = { reason: "材料不全，请补充", version: met.body.version };
    const open = await api<DutyView>(`${at}/withdraw-report`, { as: people.petrochemSecretary, body });
    expect(open.body).toMatchObject({ state: duty?.state, report: null, withdrawnReason: body.reason });
  });
});

test("a member out of contact is a duty of the branch until the member is found", async () => {
  const list = await api<{ items: { personId: string }[] }>(
    `GET /api/people?organizationId=${branch}&stage=full_member`,
    { as: people.department },
  );
  const personId = list.body.items[0]?.personId;
  const change = async (fields: object) => {
    const { body } = await api<{ version: number }>(`GET /api/people/${personId}`, { as: people.department });
    const sent = { as: people.department, body: { fields, version: body.version } };
    return (await api(`POST /api/people/${personId}/change`, sent)).status;
  };
  const search = async () => (await listDuties("all")).filter(({ ruleId }) => ruleId === "EDU-17");
  expect(await search()).toEqual([]);
  expect(await change({ is_lost_contact: true })).toBe(422);
  expect(await change({ is_lost_contact: true, lost_contact_date: today })).toBe(200);
  await eventually(async () => expect(await search()).toMatchObject([{ state: "open", origin: "rule" }]));
  expect(await change({ is_lost_contact: false })).toBe(200);
  await eventually(async () => expect(await search()).toMatchObject([{ state: "satisfied" }]));
});

describe("a member of little Party age", () => {
  const other = "cczu-petrochem-b02";
  const converted = addDays(today, -100);

  test("as a branch secretary is something for the superior to look at, until the day is put right", async () => {
    const person = await accepted<{ personId: string; version: number }>("POST /api/people", {
      organizationId: branch,
      stage: "full_member",
      idNumber: makeIdNumber("1999-03-04", "male"),
      fields: {
        name: "秦新任",
        admission_date: addMonths(converted, -12),
        conversion_date: converted,
        campus_id: "20990001",
      },
    });
    newcomer = person.personId;
    await eventually(() =>
      accepted(`POST /api/organizations/${other}/appointments`, {
        post: "branch_secretary",
        personId: newcomer,
        from: today,
      }),
    );
    const asked = async () => {
      const path = `GET /api/organizations/${other}/duties?state=all`;
      const { body } = await api<{ items: DutyView[] }>(path, { as: people.petrochemSecretary });
      return body.items.filter(({ ruleId }) => ruleId === "BR-34");
    };
    await eventually(async () => expect(await asked()).toMatchObject([{ state: "open", due: null }]));
    const [duty] = await asked();
    expect(duty?.explanation?.zh).toMatch(/1 年.*第二十三条.*不作为违规/);
    expect(JSON.stringify(duty)).not.toMatch(/20990001|per-/);
    const { version } = (await api<{ version: number }>(`GET /api/people/${newcomer}`, { as: people.department })).body;
    const fields = { admission_date: "2017-05-01", conversion_date: "2018-05-01" };
    await accepted(`POST /api/people/${newcomer}/change`, { fields, version });
    await eventually(async () => expect(await asked()).toMatchObject([{ state: "cancelled" }]));
  });

  test("who misses what the branch holds is no duty yet: the time has to pass", async () => {
    const startsAt = `${addMonths(addDays(today, 1), -5)}T06:30:00.000Z`;
    const endsAt = startsAt.replace("06:30", "08:30");
    const at = { hostOrganizationId: branch, kind: "theme_party_day", title: "补录的主题党日", startsAt, endsAt };
    const step = async (name: string, { activityId, version }: ActivityView, body: object = {}) =>
      await accepted<ActivityView>(
        `POST /api/activities/${activityId}/${name}`,
        { version, ...body },
        people.branchSecretary,
      );
    const draft = await accepted<ActivityView>(
      "POST /api/activities",
      { ...at, retrospectiveReason: "补录" },
      people.branchSecretary,
    );
    const held = await step("hold", await step("publish", draft));
    const attendance = `/api/activities/${held.activityId}/attendance`;
    const list = await api<AttendanceList>(`GET ${attendance}`, { as: people.branchSecretary });
    const others = list.body.items.filter(({ personId }) => personId !== newcomer);
    expect(others).toHaveLength(list.body.items.length - 1);
    const marks = others.map(({ personId }) => ({ personId, state: "present" }));
    await accepted(`POST ${attendance}`, { marks }, people.branchSecretary);
    const recorded = await step("record", held, { record: { chairId: null, recorderId: null, items: [] } });
    await step("confirm", recorded);
    await product.settle();
    expect((await listDuties("all")).filter(({ ruleId }) => ruleId === "EDU-22")).toEqual([]);
  });
});

test("every rule can be read with its article, edition and numbers", async () => {
  const rules = await api<{ items: { id: string; citations: { zh: string }[] }[] }>("GET /api/rules", {
    as: people.member,
  });
  expect(rules.body.items.length).toBeGreaterThan(150);
  expect(rules.body.items.find(({ id }) => id === "BR-09")?.citations[0]?.zh).toContain("条例");
});

test("the morning sweep reminds those who hold the posts, and a round after it tells each of them once", async () => {
  const lines = (text: string) => product.cloud.logs.lines().filter((line) => line.text.includes(text));
  const runsOf = (job: string) => lines(`"job":"${job}"`);
  const countsOf = async (job: string, run: number) => {
    await expect.poll(() => runsOf(job).length, { timeout: 120_000 }).toBeGreaterThan(run);
    return (JSON.parse(runsOf(job)[run]?.text ?? "{}") as { counts: Record<string, number> }).counts;
  };
  const today = chinaDay(new Date(product.cloud.clock.now()));
  const until = (day: string, time: string) => Date.parse(`${day}T${time}+08:00`) - product.cloud.clock.now();
  // At night today's round is still to come; what was entered today is looked at again tomorrow.
  if (until(today, "07:10:00") > 0) {
    product.cloud.clock.advance(until(today, "07:10:00"));
    await product.cloud.activity.quiesce(90_000);
  }
  const [swept, toldBefore] = [runsOf("sweep-duties").length, runsOf("tell-digests").length];
  const tomorrow = addDays(today, 1);
  product.cloud.clock.advance(until(tomorrow, "06:40:00"));
  const counted = await countsOf("sweep-duties", swept);
  expect(counted.organizations).toBeGreaterThan(100);
  // The member who missed the branch's theme day five months ago.
  expect(counted.people).toBe(1);
  const duties = dynamodbObligationStore(
    DynamoDBDocumentClient.from(operatorClients(product.cloud).dynamodb),
    await tableNamed(product.cloud, "Obligation"),
  );
  const absences = (await duties.listDuties(branch)).filter(({ ruleId }) => ruleId === "EDU-22");
  expect(absences).toMatchObject([{ state: "open", what: { zh: expect.stringContaining("1人") } }]);
  await product.cloud.activity.quiesce(90_000);
  product.cloud.clock.advance(until(tomorrow, "07:10:00"));
  const told = await peopleToRemind(product.cloud, tomorrow);
  expect((await countsOf("tell-digests", toldBefore)).people).toBe(told.size);
  // Duties of the demo campus are overdue on every day, so that a superior has something to be told.
  expect(told).toContain(people.petrochemSecretary);
  const round = [...product.cloud.parts.functions.values()].find(({ name }) => name.includes("TellDigests"));
  await round?.invoke({ time: new Date(product.cloud.clock.now()).toISOString() });
  expect(await countsOf("tell-digests", toldBefore + 1)).toEqual({ people: 0 });
}, 240_000);
