import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { ActivityView, AttendanceList } from "../../lib/activity/views.ts";
import { chinaDay } from "../../lib/shared/clock.ts";
import { correctBooks, readBooks } from "../support/activity-books.ts";
import { keepAttachments, takeAlong } from "../support/activity-documents.ts";
import { issuePass, openDoor } from "../support/activity-door.ts";
import { activityJourney, branch, idOf, inMinutes, record, times } from "../support/activity-journey.ts";
import { people } from "../support/api-client.ts";
import { eventually } from "../support/eventually.ts";
import { startTestProduct, type TestProduct } from "../support/product.ts";

let product: TestProduct;
let journey: ReturnType<typeof activityJourney>;
beforeAll(async () => {
  product = await startTestProduct({ seed: "demo", demoData: inject("demoData") });
  journey = activityJourney(product);
});
afterAll(async () => product?.stop());

const outsider = "2023140207";

describe("an activity", () => {
  test("goes from plan to ledger: held, checked in by three ways, recorded, confirmed, counted", async () => {
    const { api, accepted, create, step, attendance, settle } = journey;
    const draft = await create({
      ...times(-5, 115),
      alsoKinds: ["members_meeting"],
      retrospectiveReason: "网络故障，补录",
    });
    expect(draft, JSON.stringify(draft.body)).toMatchObject({ status: 201, body: { state: "draft", due: "members" } });
    const published = await step(draft.body, "publish");
    const { activityId } = published;

    await accepted(`POST /api/activities/${activityId}/leave`, { reason: "出差至南京" }, people.petrochemSecretary);
    const leaves = async (as: string) =>
      (await accepted<{ items: object[] }>(`GET /api/activities/${activityId}/leaves`, undefined, as)).items;
    expect(await leaves(people.branchSecretary)).toMatchObject([{ reason: "出差至南京", state: "requested" }]);
    for (const as of [people.deputySecretary, people.department]) {
      expect(JSON.stringify(await leaves(as))).not.toContain("南京");
    }
    const foreseen = await attendance(activityId);
    expect(foreseen).toMatchObject({ isFixed: false, counts: { due: 5 } });
    const onLeave = idOf(foreseen, "蒋国栋");
    const decision = `POST /api/activities/${activityId}/leaves/${onLeave}/decision`;
    expect((await api(decision, { as: people.deputySecretary, body: { decision: "granted" } })).status).toBe(403);
    await accepted(decision, { decision: "granted" }, people.branchSecretary);

    const passAt = await issuePass(product, activityId, people.deputySecretary);
    await expect(issuePass(product, activityId, people.computingSecretary)).rejects.toThrow("not_found");
    const noDoorYet = await api(`GET /api/activities/${activityId}/door`, { as: people.deputySecretary });
    expect(noDoorYet).toMatchObject({ status: 409, body: { reasonCode: "activity_is_published" } });

    const held = await step(published, "hold");
    const { code } = await accepted<{ code: string }>(
      `GET /api/activities/${activityId}/room-code`,
      undefined,
      people.deputySecretary,
    );
    const checkIn = (as: string, given: string) =>
      api(`POST /api/activities/${activityId}/check-in`, { as, body: { code: given } });
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, "0");
    expect(await checkIn(people.member, wrong)).toMatchObject({ status: 409, body: { reasonCode: "wrong_code" } });
    expect(await checkIn(people.member, code)).toMatchObject({ status: 200, body: { state: "present" } });
    expect(await checkIn(people.member, code)).toMatchObject({ status: 200, body: { state: "present" } });
    expect(await checkIn(outsider, code)).toMatchObject({ status: 200, body: { state: "question" } });

    const door = await openDoor(journey, activityId, people.committeeMember);
    expect(Object.fromEntries(door.people.map(({ name, isDue, state }) => [name, [isDue, state]]))).toEqual({
      许志远: [true, "due"],
      韩冰: [true, "due"],
      欧阳静: [true, "due"],
      陈晓东: [true, "present"],
      蒋国栋: [true, "leave"],
      林可欣: [false, "question"],
    });
    expect((await api(`GET /api/activities/${activityId}/door`, { as: people.member })).status).toBe(403);
    const [early, late] = [inMinutes(-20), inMinutes(-1)];
    const photograph = await passAt(new Date(early));
    const pass = await passAt(new Date(late));
    expect(await door.read(pass, new Date(late))).toEqual({ personId: idOf(foreseen, "韩冰") });
    expect(await door.read(photograph, new Date(late))).toEqual({ fault: "stale" });

    const scan = { personId: idOf(foreseen, "韩冰"), scannedAt: early, deviceId: "door-1", sequence: 1 };
    const shown = { pass, scannedAt: late, deviceId: "door-2", sequence: 2 };
    const card = { passId: people.committeeMember, scannedAt: late, deviceId: "door-2", sequence: 1 };
    const handIn = (scans: object[]) =>
      accepted(`POST /api/activities/${activityId}/scans`, { scans }, people.deputySecretary);
    for (const scans of [[shown, card], [scan], [shown, card]]) {
      expect(await handIn(scans)).toEqual({ accepted: scans.length, rejected: [] });
    }
    const nobody = { passId: "00000000", scannedAt: late, deviceId: "door-2", sequence: 9 };
    expect(await handIn([nobody, { ...shown, pass: photograph, sequence: 10 }])).toEqual({
      accepted: 0,
      rejected: [
        { index: 0, reason: "unknown_pass" },
        { index: 1, reason: "stale" },
      ],
    });

    const present = await attendance(activityId);
    expect(present.counts).toMatchObject({ due: 5, present: 3, leave: 1, questions: 1 });
    expect(present.items.find(({ name }) => name === "韩冰")?.scan).toMatchObject({ at: early, deviceId: "door-1" });
    const tick = { marks: [{ personId: idOf(foreseen, "许志远"), state: "present" }] };
    const ticked = await accepted<AttendanceList>(
      `POST /api/activities/${activityId}/attendance`,
      tick,
      people.committeeMember,
    );
    expect(ticked.counts).toMatchObject({ due: 5, present: 4 });

    await keepAttachments(journey, activityId);
    const recorded = await step(held, "record", { record }, people.committeeMember);
    expect(recorded.record?.resolutions[0]?.judgement).toMatchObject({
      due: 5,
      present: 4,
      isQuorate: true,
      isPassed: true,
    });
    expect(JSON.stringify(recorded.record)).toContain("第十一条");
    const confirm = { as: people.branchSecretary, body: { version: recorded.version } };
    const refusedWithQuestion = await api(`POST /api/activities/${activityId}/confirm`, confirm);
    expect(refusedWithQuestion).toMatchObject({ status: 409, body: { reasonCode: "questions_open" } });
    const guest = { marks: [{ personId: idOf(ticked, "林可欣"), state: "guest" }] };
    await accepted(`POST /api/activities/${activityId}/attendance`, guest, people.deputySecretary);
    expect(
      (await api(`POST /api/activities/${activityId}/confirm`, { ...confirm, as: people.deputySecretary })).status,
    ).toBe(403);
    await step(recorded, "confirm");
    await settle();

    const filed = await eventually(async () => {
      const found = await accepted<ActivityView>(
        `GET /api/activities/${activityId}`,
        undefined,
        people.branchSecretary,
      );
      expect(found).toMatchObject({
        state: "filed",
        record: { counts: { due: 5, present: 4, guests: 1, questions: 0 } },
      });
      return found;
    });
    await eventually(() => readBooks(journey, filed));
    await takeAlong(journey, filed);
    await correctBooks(journey, filed, idOf(foreseen, "陈晓东"));
  });

  test("keeps a record without a quorum, marked and explained, and takes it back for a better one", async () => {
    const { api, accepted, create, step, attendance } = journey;
    const given = { ...times(-400, -340), kind: "committee_meeting", title: "支委会", retrospectiveReason: "补录" };
    const held = await step(await step((await create(given)).body, "publish"), "hold");
    const list = await attendance(held.activityId);
    expect(list.items.map(({ name }) => name).sort()).toEqual(["许志远", "韩冰", "欧阳静"].sort());
    await accepted(
      `POST /api/activities/${held.activityId}/attendance`,
      { marks: [{ personId: idOf(list, "许志远"), state: "present" }] },
      people.branchSecretary,
    );
    const recorded = await step(held, "record", { record: { ...record, resolutions: [] } });
    expect(recorded.record).toMatchObject({ quorum: { due: 3, present: 1, isQuorate: false }, counts: { absent: 2 } });
    expect(recorded.record?.quorum?.explanations[0]?.text.zh).toContain("第十二条");
    const back = await step(recorded, "give-back", { remark: "请补充议题" });
    expect(back).toMatchObject({ state: "held", remark: "请补充议题" });
    const seenByMember = await api<ActivityView>(`GET /api/activities/${held.activityId}`, { as: people.member });
    expect(seenByMember.body).toMatchObject({ record: null, may: { manage: false, record: false, confirm: false } });
  });

  test("is refused where times, kind or organisation are wrong, each by its field", async () => {
    const { api, create, step } = journey;
    const faultsOf = async (more: object) => (await create(more)).body.errors?.map(({ field }) => field);
    expect(await faultsOf(times(180, 60))).toEqual(["body.endsAt"]);
    expect((await create({}, people.member)).status).toBe(403);
    expect((await create({ hostOrganizationId: "cczu-computing-b01" })).status).toBe(403);

    const first = await create(times(3_000, 3_060));
    const second = await create(times(3_030, 3_090));
    await step(first.body, "publish");
    const overlapping = await api(`POST /api/activities/${second.body.activityId}/publish`, {
      as: people.branchSecretary,
      body: { version: 1 },
    });
    expect(overlapping).toMatchObject({ status: 409, body: { reasonCode: "overlapping_time" } });
    const early = await api(`POST /api/activities/${first.body.activityId}/hold`, {
      as: people.branchSecretary,
      body: { version: 2 },
    });
    expect(early).toMatchObject({ status: 409, body: { reasonCode: "too_early" } });
    const cancelled = await step({ ...first.body, version: 2 }, "cancel", { reason: "时间冲突" });
    const checkIn = await api(`POST /api/activities/${cancelled.activityId}/check-in`, {
      as: people.member,
      body: { code: "123456" },
    });
    expect(checkIn).toMatchObject({ status: 409, body: { reasonCode: "activity_is_cancelled" } });
    expect((await api(`GET /api/activities/${cancelled.activityId}`, { as: people.computingSecretary })).status).toBe(
      404,
    );
  });

  test("gives its places in the order of signing up; a withdrawal moves the first who waits up", async () => {
    const { api, accepted, create, step } = journey;
    const given = { ...times(9_000, 9_120), kind: "volunteer_service", title: "校园清洁", capacity: 2 };
    const { activityId } = await step((await create(given)).body, "publish");
    const signUp = async (as: string) =>
      (await accepted<{ place: object }>(`POST /api/activities/${activityId}/sign-up`, {}, as)).place;
    expect(await signUp(people.member)).toEqual({ state: "in", position: 1 });
    expect(await signUp(people.deputySecretary)).toEqual({ state: "in", position: 2 });
    expect(await signUp(people.committeeMember)).toEqual({ state: "waiting", position: 1 });
    expect(await signUp(people.member)).toEqual({ state: "in", position: 1 });
    expect((await api(`POST /api/activities/${activityId}/sign-up`, { as: outsider, body: {} })).status).toBe(404);
    await accepted(`POST /api/activities/${activityId}/withdraw`, {}, people.member);
    const list = await accepted<{ items: object[] }>(
      `GET /api/activities/${activityId}/sign-ups`,
      undefined,
      people.branchSecretary,
    );
    expect(list.items).toMatchObject([
      { name: "韩冰", place: { state: "in", position: 1 } },
      { name: "欧阳静", place: { state: "in", position: 2 } },
    ]);
    const mine = await accepted<{ items: { activityId: string; own: object }[] }>(
      "GET /api/me/activities",
      undefined,
      people.committeeMember,
    );
    expect(mine.items.find((item) => item.activityId === activityId)?.own).toMatchObject({
      isDue: true,
      place: { state: "in", position: 2 },
    });
  });

  test("of a committee calls the members of all its branches", async () => {
    const { create, attendance } = journey;
    const given = { ...times(30_000, 30_060), kind: "secretary_party_lesson", title: "书记讲党课" };
    const lesson = await create({ ...given, hostOrganizationId: "cczu-petrochem" }, people.petrochemSecretary);
    const due = await attendance(lesson.body.activityId, people.petrochemSecretary);
    expect(due.items.map(({ name }) => name)).toEqual(expect.arrayContaining(["陈晓东", "何雨桐", "林可欣"]));
    expect(due.items.map(({ name }) => name)).not.toContain("赵一鸣");
  });

  test("is held together once the other organisation agrees", async () => {
    const { create, step, attendance } = journey;
    const partner = "cczu-petrochem-b08";
    const given = { ...times(20_000, 20_060), title: "联合主题党日", jointOrganizationIds: [partner] };
    const published = await step((await create(given)).body, "publish");
    expect(published.joint).toEqual([{ organizationId: partner, state: "invited" }]);
    expect((await attendance(published.activityId)).counts.due).toBe(5);
    const answer = { organizationId: partner, answer: "accepted" };
    const agreed = await step(published, "joint", answer, "20150072");
    expect(agreed.joint).toEqual([{ organizationId: partner, state: "accepted" }]);
    const moved = await step(agreed, "change", {
      jointOrganizationIds: [],
      activity: { kind: "theme_party_day", title: "独立主题党日", ...times(20_000, 20_060) },
    });
    expect(moved.joint).toEqual([{ organizationId: partner, state: "declined" }]);
    expect((await attendance(published.activityId)).counts.due).toBe(5);
  });
});

test("a monthly plan makes its drafts once, whoever makes them and however often", async () => {
  const { accepted } = journey;
  const plan = await accepted<{ planId: string; version: number }>(
    "POST /api/activity-plans",
    {
      organizationId: branch,
      kind: "theme_party_day",
      title: "每月主题党日",
      on: { by: "weekday", week: 5, weekday: 5 },
      startTime: "15:00",
      durationMinutes: 90,
      fromMonth: chinaDay(new Date()).slice(0, 7),
    },
    people.branchSecretary,
  );
  const drafts = async () => {
    const { items } = await accepted<{ items: { title: string; state: string }[] }>(
      `GET /api/activities?organizationId=${branch}&limit=100`,
      undefined,
      people.branchSecretary,
    );
    return items.filter(({ title }) => title === "每月主题党日").length;
  };
  const made = await drafts();
  expect(made).toBeGreaterThanOrEqual(2);
  const job = [...product.cloud.parts.functions.values()].find(({ name }) => name.includes("DraftActivities"));
  for (let run = 1; run <= 2; run++)
    expect((await job?.invoke({ time: new Date().toISOString() }))?.error).toBeUndefined();
  expect(await drafts()).toBe(made);
  await accepted(`POST /api/activity-plans/${plan.planId}/end`, { version: plan.version }, people.branchSecretary);
  const { items } = await accepted<{ items: { state: string }[] }>(
    `GET /api/activity-plans?organizationId=${branch}`,
    undefined,
    people.member,
  );
  expect(items).toMatchObject([{ state: "ended" }]);
  expect((await accepted<{ items: object[] }>("GET /api/activity-kinds", undefined, people.member)).items).toHaveLength(
    14,
  );
});
