import { PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Message } from "../../lib/message/message.ts";
import { demoAccounts } from "../../local/demo/demo-data.ts";
import { apiOf, people } from "../support/api-client.ts";
import { operatorClients, tableNamed } from "../support/operator.ts";
import { startTestProduct, type TestProduct } from "../support/product.ts";

const school = "cczu-petrochem";
const branch = "cczu-petrochem-b01";
const audience = { targets: [{ organizationId: school, scope: "subtree" }] };

const wait = { timeout: 20_000 };

/** Nothing is pushed, so that nothing waits for the morning when the tests run at night. */
const quietNotice = { kind: "notice", isQuiet: true };

interface Line {
  readonly messageId: string;
  readonly title: string;
  readonly isRead: boolean;
  readonly isRecalled: boolean;
}
interface Receipts {
  readonly total: { expected: number | null; read: number; confirmed: number };
  readonly below: { organizationId: string; read: number; confirmed: number }[];
  readonly mayName: boolean;
}

let product: TestProduct;
let api: ReturnType<typeof apiOf>;
beforeAll(async () => {
  product = await startTestProduct({ seed: "demo", demoData: inject("demoData") });
  await product.settle();
  api = apiOf(product);
});
afterAll(async () => product?.stop());

const post = async (body: object, as: string = people.petrochemSecretary, from = school) =>
  await api<Message>(`POST /api/organizations/${from}/messages`, { as, body: { ...quietNotice, audience, ...body } });
const inboxOf = async (as: string, query = "") =>
  (await api<{ items: Line[] }>(`GET /api/my-messages${query}`, { as })).body.items;
const titlesOf = async (as: string) => (await inboxOf(as)).map(({ title }) => title);
const receiptsAt = async (organizationId: string, messageId: string, as: string) =>
  await api<Receipts>(`GET /api/organizations/${organizationId}/message-receipts/${messageId}`, { as });

describe("a message to a school", () => {
  let sent: Message;

  test("says before it is sent how many people it reaches, and who", async () => {
    const { status, body } = await api<{ people: number; sample: { name: string }[]; week: { budget: number } }>(
      `POST /api/organizations/${school}/audience-preview`,
      { as: people.petrochemSecretary, body: { audience: { ...audience, categories: ["full_member"] } } },
    );
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.people).toBeGreaterThan(3);
    expect(body.sample.length).toBeGreaterThan(0);
    expect(body.week.budget).toBeGreaterThan(0);
  });

  test("is there at once for everybody below it, for nobody beside it, and once when it is sent twice", async () => {
    const body = { title: "关于报送学习计划的通知", body: "请各支部本周内报送。", needsConfirmation: true };
    const headers = { "idempotency-key": "message-to-the-school" };
    const call = { as: people.petrochemSecretary, body: { ...quietNotice, audience, ...body }, headers };
    const first = await api<Message>(`POST /api/organizations/${school}/messages`, call);
    expect(first.status, JSON.stringify(first.body)).toBe(201);
    const again = await api<Message>(`POST /api/organizations/${school}/messages`, call);
    expect(again.body.messageId).toBe(first.body.messageId);
    sent = first.body;
    expect((await inboxOf(people.member)).map(({ messageId }) => messageId)).toContain(sent.messageId);
    expect(await titlesOf(people.applicant)).toContain(sent.title);
    expect(await titlesOf(people.computingSecretary)).not.toContain(sent.title);
    expect(await titlesOf(people.campusPerson)).not.toContain(sent.title);
    const foreign = await api(`GET /api/messages/${sent.messageId}`, { as: people.computingSecretary });
    expect(foreign.status).toBe(404);
  });

  test("counts who reads and confirms it at every node, each once, with names for the direct head only", async () => {
    const readers = [people.member, people.deputySecretary, people.applicant];
    for (const as of [...readers, people.member]) {
      expect((await api(`POST /api/messages/${sent.messageId}/read`, { as, body: {} })).status).toBe(200);
    }
    const confirm = { as: people.member, body: {} };
    const [one, other] = await Promise.all([
      api(`POST /api/messages/${sent.messageId}/confirm`, confirm),
      api(`POST /api/messages/${sent.messageId}/confirm`, confirm),
    ]);
    expect([one.status, other.status]).toEqual([200, 200]);
    expect((await api(`POST /api/messages/${sent.messageId}/read`, { as: people.campusPerson, body: {} })).status).toBe(
      404,
    );
    await expect
      .poll(async () => (await receiptsAt(school, sent.messageId, people.petrochemSecretary)).body.total, wait)
      .toMatchObject({ read: 3, confirmed: 1 });
    const { body } = await receiptsAt(school, sent.messageId, people.petrochemSecretary);
    expect(body.below.find(({ organizationId }) => organizationId === branch)).toMatchObject({ read: 2, confirmed: 1 });
    await expect
      .poll(async () => (await receiptsAt("cczu", sent.messageId, people.department)).body.total.read, wait)
      .toBe(3);

    const names = `GET /api/organizations/${branch}/message-receipts/${sent.messageId}/people`;
    const own = await api<{ items: { name: string; confirmedAt: string | null }[] }>(names, {
      as: people.branchSecretary,
    });
    expect(own.body.items.filter(({ confirmedAt }) => confirmedAt !== null)).toHaveLength(1);
    expect((await api(names, { as: people.petrochemSecretary })).status).toBe(403);
    expect((await receiptsAt(school, sent.messageId, people.branchSecretary)).status).toBe(403);
  });

  test("has counts that a recount finds right, or puts right", async () => {
    const recount = [...product.cloud.parts.functions.values()].find(({ name }) => name.includes("RecountReceipts"));
    // The counts of the branch are there; those of the nodes above may still be on their way.
    await product.settle();
    const corrected = async () => {
      const result = await recount?.invoke({ messageId: sent.messageId });
      expect(result?.error).toBeUndefined();
      return result?.payload;
    };
    expect(await corrected()).toMatchObject({ corrected: 0 });
    const { dynamodb } = operatorClients(product.cloud);
    await dynamodb.send(
      new UpdateItemCommand({
        TableName: await tableNamed(product.cloud, "MessageTable"),
        Key: { pk: { S: `TALLY#${sent.messageId}#${branch}` }, sk: { S: "TALLY" } },
        UpdateExpression: "ADD ownRead :by, revision :one",
        ExpressionAttributeValues: { ":by": { N: "7" }, ":one": { N: "1" } },
      }),
    );
    expect(await corrected()).toMatchObject({ corrected: 1 });
    expect((await receiptsAt("cczu", sent.messageId, people.department)).body.total.read).toBe(3);
  });

  test("reminds by one press those who have not confirmed it", async () => {
    const key = `POST /api/organizations/${branch}/message-receipts/${sent.messageId}/nudge`;
    const headers = { "idempotency-key": "reminder-of-the-branch" };
    const nudged = await api<{ reminded: number }>(key, { as: people.branchSecretary, body: {}, headers });
    const repeated = await api(key, { as: people.branchSecretary, body: {}, headers });
    expect(repeated.body).toEqual(nudged.body);
    expect(nudged.status, JSON.stringify(nudged.body)).toBe(200);
    expect(nudged.body.reminded).toBeGreaterThan(0);
    expect((await api(key, { as: people.branchSecretary, body: {} })).body).toMatchObject({
      reasonCode: "nudged_today",
    });
    expect(await titlesOf(people.deputySecretary)).toContain(`提醒：${sent.title}`);
    expect(await titlesOf(people.member)).not.toContain(`提醒：${sent.title}`);
  });

  test("keeps its former text when it is corrected, and only its trace when it is taken back", async () => {
    const path = `/api/organizations/${school}/messages/${sent.messageId}`;
    const correction = { title: sent.title, body: "请各支部下周三前报送。", reason: "时间有变" };
    const corrected = await api<Message>(`POST ${path}/correct`, {
      as: people.petrochemSecretary,
      body: { correction, version: sent.version },
    });
    expect(corrected.status, JSON.stringify(corrected.body)).toBe(200);
    const seen = await api<{ message: { body: string }; editions: { body: string }[] }>(
      `GET /api/messages/${sent.messageId}`,
      { as: people.member },
    );
    expect(seen.body.message.body).toBe(correction.body);
    expect(seen.body.editions.map(({ body }) => body)).toEqual([sent.body]);
    const recall = { reason: "改为会上布置", version: sent.version };
    expect((await api(`POST ${path}/recall`, { as: people.petrochemSecretary, body: recall })).status).toBe(409);
    const recalled = await api<Message>(`POST ${path}/recall`, {
      as: people.petrochemSecretary,
      body: { ...recall, version: corrected.body.version },
    });
    expect(recalled.status).toBe(200);
    const trace = await api<{ message: { body: string; recalled: { reason: string } } }>(
      `GET /api/messages/${sent.messageId}`,
      { as: people.member },
    );
    expect(trace.body.message).toMatchObject({ body: "", recalled: { reason: recall.reason } });
    expect((await inboxOf(people.member)).find(({ messageId }) => messageId === sent.messageId)?.isRecalled).toBe(true);
  });
});

test("is refused outside of what the sender may send to, to nobody, and as a task without a day", async () => {
  const outside = await post({
    title: "越级通知",
    audience: { targets: [{ organizationId: "cczu", scope: "subtree" }] },
  });
  expect(outside.body).toMatchObject({ reasonCode: "audience_outside" });
  const nobody = await post({ title: "无人通知", audience: { targets: [] } });
  expect(nobody.body).toMatchObject({ reasonCode: "audience_empty" });
  expect((await post({ title: "任务", kind: "task" })).status).toBe(422);
  expect((await post({ title: "普通党员" }, people.member)).status).toBe(403);
});

const files = `/api/organizations/${school}/message-files`;

const upload = (content: string) =>
  api<{ attachmentId: string; fileName: string }>(`POST ${files}`, {
    as: people.petrochemSecretary,
    body: { fileName: "../安排?.docx.pdf", content: Buffer.from(content).toString("base64") },
  });

test("takes files along, for those whom it reaches, until it is taken back", async () => {
  const as = people.petrochemSecretary;
  const written = "%PDF-1.7 安排";
  const added = await upload(written);
  expect(added.status, JSON.stringify(added.body)).toBe(201);
  expect(added.body).toMatchObject({ fileName: "安排_docx.pdf", type: "pdf" });
  expect((await upload("#!/bin/sh")).status).toBe(409);
  const unwanted = await upload("%PDF-1.7 not this one");
  const remove = `POST ${files}/${unwanted.body.attachmentId}/remove`;
  expect((await api(remove, { as, body: {} })).status).toBe(200);
  expect((await api(remove, { as, body: {} })).status).toBe(404);
  const { attachmentId } = added.body;
  const other = await post({ title: "别人的附件", attachmentIds: [attachmentId] }, people.branchSecretary, branch);
  expect(other.status).not.toBe(201);
  const gone = await post({ title: "没有的附件", attachmentIds: [unwanted.body.attachmentId] });
  expect(gone.status).toBe(422);
  const sent = await post({ title: "学习安排", attachmentIds: [attachmentId] });
  expect(sent.status, JSON.stringify(sent.body)).toBe(201);
  expect(sent.body.attachments).toMatchObject([{ attachmentId, fileName: "安排_docx.pdf" }]);
  expect((await post({ title: "再用一次", attachmentIds: [attachmentId] })).status).toBe(422);

  const fetched = (reader: string) =>
    api<{ fileName: string; content: string }>(`GET /api/messages/${sent.body.messageId}/attachments/${attachmentId}`, {
      as: reader,
    });
  const got = await fetched(people.member);
  expect(Buffer.from(got.body.content, "base64").toString()).toBe(written);
  expect((await fetched(people.computingSecretary)).status).toBe(404);
  const recall = { reason: "安排有变", version: sent.body.version };
  expect(
    (await api(`POST /api/organizations/${school}/messages/${sent.body.messageId}/recall`, { as, body: recall }))
      .status,
  ).toBe(200);
  expect((await fetched(people.member)).status).toBe(404);
  const opened = await api<{ message: Message }>(`GET /api/messages/${sent.body.messageId}`, { as: people.member });
  expect(opened.body.message.attachments).toEqual([]);
});

test("at night, what nobody has sent of the files goes", async () => {
  const unsent = await upload("%PDF-1.7 nor this one");
  const sweep = [...product.cloud.parts.functions.values()].find(({ name }) => name.includes("SweepMessageFiles"));
  const time = new Date(Date.now() + 2 * 86_400_000).toISOString();
  expect((await sweep?.invoke({ time }))?.error).toBeUndefined();
  const remove = `POST ${files}/${unsent.body.attachmentId}/remove`;
  expect((await api(remove, { as: people.petrochemSecretary, body: {} })).status).toBe(404);
});

test("to the holders of posts reaches them and nobody else, and a person named alone", async () => {
  const toSecretaries = await post({ title: "致各支部书记", audience: { ...audience, posts: ["branch_secretary"] } });
  expect(toSecretaries.status, JSON.stringify(toSecretaries.body)).toBe(201);
  expect(toSecretaries.body.expected).toBeGreaterThan(0);
  expect(await titlesOf(people.branchSecretary)).toContain("致各支部书记");
  expect(await titlesOf(people.member)).not.toContain("致各支部书记");
  const found = await api<{ items: { personId: string }[] }>(`GET /api/people?q=${people.member}`, {
    as: people.department,
  });
  const personId = found.body.items[0]?.personId ?? "";
  const named = await post({
    title: "祝您政治生日快乐",
    kind: "greeting",
    audience: { targets: [], personIds: [personId] },
  });
  expect(named.status, JSON.stringify(named.body)).toBe(201);
  expect(await titlesOf(people.member)).toContain("祝您政治生日快乐");
  expect(await titlesOf(people.deputySecretary)).not.toContain("祝您政治生日快乐");
});

test("follows people who change their branch at once, in both directions", async () => {
  const place = { targets: [{ organizationId: "cczu-petrochem-b02", scope: "self" }] };
  const before = await post({
    title: "本支部事务",
    audience: { targets: [{ organizationId: branch, scope: "self" }] },
  });
  const there = await api<Message>("POST /api/organizations/cczu/messages", {
    as: people.department,
    body: { ...quietNotice, title: "二支部事务", audience: place },
  });
  // Nobody may be in the list of that branch yet.
  expect([201, 409]).toContain(there.status);
  const found = await api<{ items: { personId: string }[] }>(`GET /api/people?q=${people.member}`, {
    as: people.department,
  });
  const personId = found.body.items[0]?.personId ?? "";
  const { body: person } = await api<{ version: number }>(`GET /api/people/${personId}`, { as: people.department });
  expect(await titlesOf(people.member)).toContain("本支部事务");
  const moved = await api(`POST /api/people/${personId}/move`, {
    as: people.department,
    body: { version: person.version, organizationId: "cczu-petrochem-b02" },
  });
  expect(moved.status, JSON.stringify(moved.body)).toBe(200);
  expect(await titlesOf(people.member)).not.toContain("本支部事务");
  expect((await api(`GET /api/messages/${before.body.messageId}`, { as: people.member })).status).toBe(404);
  // Once the lists have it. That the move is told by mail as well waits for the morning when the tests run at night.
  const welcome = () =>
    api<Message>("POST /api/organizations/cczu/messages", {
      as: people.department,
      body: { ...quietNotice, title: "欢迎来到二支部", audience: place },
    });
  await expect.poll(async () => (await welcome()).status, wait).toBe(201);
  expect(await titlesOf(people.member)).toContain("欢迎来到二支部");
});

test("the inbox shows what is pinned first, finds by words, and is emptied of marks in one step", async () => {
  await post({ title: "长期置顶说明", isPinned: true, expiresOn: "2099-12-31" });
  await post({ title: "一般工作通知" });
  const titles = await titlesOf(people.branchSecretary);
  expect(titles[0]).toBe("长期置顶说明");
  expect(
    (await inboxOf(people.branchSecretary, `?q=${encodeURIComponent("一般工作")}`)).map(({ title }) => title),
  ).toEqual(["一般工作通知"]);
  const pages: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: { body: { items: Line[]; nextCursor: string | null } } = await api(
      `GET /api/my-messages?limit=2${cursor && `&cursor=${cursor}`}`,
      { as: people.branchSecretary },
    );
    pages.push(...page.body.items.map(({ title }) => title));
    cursor = page.body.nextCursor;
  }
  expect(pages).toEqual(titles);
  const unread = async () =>
    (await api<{ count: number }>("GET /api/my-messages/unread", { as: people.branchSecretary })).body.count;
  const lines = await inboxOf(people.branchSecretary);
  expect(await unread()).toBe(lines.filter(({ isRead, isRecalled }) => !isRead && !isRecalled).length);
  const upTo = lines
    .map(({ messageId }) => messageId)
    .sort()
    .at(-1);
  const marked = await api("POST /api/my-messages/read-all", { as: people.branchSecretary, body: { upTo } });
  expect(marked.status).toBe(200);
  expect(await unread()).toBe(0);
});

test("an audience that is used often is kept under a name", async () => {
  const key = `/api/organizations/${school}/saved-audiences`;
  const saved = await api<{ savedId: string }>(`POST ${key}`, {
    as: people.petrochemSecretary,
    body: { name: "全院正式党员", audience: { ...audience, categories: ["full_member"] } },
  });
  expect(saved.status, JSON.stringify(saved.body)).toBe(201);
  const list = async () =>
    (await api<{ items: { name: string }[] }>(`GET ${key}`, { as: people.petrochemSecretary })).body.items;
  expect((await list()).map(({ name }) => name)).toEqual(["全院正式党员"]);
  const removed = await api(`DELETE ${key}/${saved.body.savedId}`, { as: people.petrochemSecretary });
  expect(removed.status).toBe(200);
  expect(await list()).toEqual([]);
  const outbox = await api<{ items: Message[] }>(`GET /api/organizations/${school}/messages`, {
    as: people.petrochemSecretary,
  });
  expect(outbox.body.items.length).toBeGreaterThan(2);
});

test("a member is greeted once by the own branch on the day of the Party birthday", async () => {
  const greetingsOf = async (as: string) => (await inboxOf(as, "?kind=greeting")).length;
  const before = { member: await greetingsOf(people.member), deputy: await greetingsOf(people.deputySecretary) };
  const greet = [...product.cloud.parts.functions.values()].find(({ name }) => name.includes("GreetBirthdays"));
  const admitted = demoAccounts().find(({ accountId }) => accountId === people.member)?.person?.fields.admission_date;
  const time = `${new Date().getUTCFullYear() + 1}-${String(admitted).slice(5)}T00:00:00Z`;
  for (let times = 1; times <= 2; times++) {
    expect((await greet?.invoke({ time }))?.error).toBeUndefined();
  }
  expect(await greetingsOf(people.member)).toBe(before.member + 1);
  expect(await greetingsOf(people.deputySecretary)).toBe(before.deputy);
});

test("what a killed sender left open is told, and not sent again where each one costs", async () => {
  const { faults, clock } = product.cloud;
  // Stopped when it wants to note what it has sent; what the night holds back of other messages does not matter here.
  faults.inject({
    point: "sdk",
    match: { service: "dynamodb", action: "UpdateItem", functionName: "SendDeliveries" },
    effect: { kind: "fail", status: 400, code: "AccessDeniedException" },
    times: 4,
  });
  const target = { organizationId: branch, scope: "self" };
  const { body: sent } = await post({
    kind: "urgent",
    isQuiet: false,
    title: "紧急集合",
    audience: { targets: [target] },
  });
  const arrived = (channel: string) =>
    product.providers.outbox.sent.filter(
      (one) => one.channel === channel && (one.title + one.text).includes("紧急集合"),
    );
  await expect.poll(() => Math.min(arrived("sms").length, arrived("wecom").length), wait).toBeGreaterThan(0);
  // The queue gives the batches again, and the senders of the first time are taken for lost.
  clock.advance(400_000);
  const stateOf = async (channel: string) => {
    const key = `GET /api/organizations/${school}/messages/${sent.messageId}/delivery`;
    const { body } = await api<{
      recipients: number;
      channels: { channel: string; sent: number; failed: Record<string, number> }[];
    }>(key, { as: people.petrochemSecretary });
    const found = body.channels.find((one) => one.channel === channel);
    const { no_address = 0, uncertain = 0 } = found?.failed ?? {};
    const told = found?.sent ?? 0;
    return {
      isDone: told + no_address + uncertain === body.recipients,
      arrived: arrived(channel).length - told - uncertain,
    };
  };
  for (const channel of ["sms", "wecom"]) {
    await expect.poll(() => stateOf(channel), wait).toEqual({ isDone: true, arrived: 0 });
    const to = arrived(channel).map((one) => one.to);
    expect(new Set(to).size, channel).toBe(to.length);
  }
  faults.clear();
});

test("a receipt that cannot be counted is set aside for the operator", async () => {
  const { dynamodb, messagesIn } = operatorClients(product.cloud);
  const Item = { pk: { S: "READERS#of-a-message#of-nowhere" }, sk: { S: "somebody" } };
  await dynamodb.send(new PutItemCommand({ TableName: await tableNamed(product.cloud, "MessageTable"), Item }));
  const look = async () => {
    // Each of the tries waits longer than the one before.
    product.cloud.clock.advance(60_000);
    return (await messagesIn("ReceiptCounterDeadLetters")).length;
  };
  await expect.poll(look, { timeout: 50_000, interval: 50 }).toBe(1);
});
