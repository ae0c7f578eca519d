import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { fingerprintOf } from "../../lib/message/apply-report.ts";
import { deliveryIdOf } from "../../lib/message/delivery.ts";
import { dynamodbDeliveryStore } from "../../lib/message/delivery-store.dynamodb.ts";
import type { Message } from "../../lib/message/message.ts";
import { dynamodbReachStore } from "../../lib/message/reach-store.dynamodb.ts";
import { demoAccounts } from "../../local/demo/demo-data.ts";
import { courseOf } from "../../local/trace/course.ts";
import { drawCourse } from "../../local/trace/draw-course.ts";
import { linesWith } from "../../local/trace/log-lines.ts";
import { apiOf, people } from "../support/api-client.ts";
import { operatorClients, tableNamed } from "../support/operator.ts";
import { startTestProduct, type TestProduct } from "../support/product.ts";
import { linesNaming } from "../support/written-logs.ts";

const school = "cczu-petrochem";
const branch = "cczu-petrochem-b01";
const robotKey = "6f0b7a4e-2a0f-4b29-8e0c-1a2b3c4d5e6f";
const audience = { targets: [{ organizationId: school, scope: "subtree" }] };

interface Progress {
  readonly state: string;
  readonly recipients: number;
  readonly channels: {
    channel: string;
    sent: number;
    delivered: number;
    waiting: number;
    digest: number;
    failed: Record<"no_address" | "declined" | "bounced" | "rejected" | "recalled" | "uncertain", number>;
  }[];
}

// Later tries wait for seconds, on a busy machine for many.
vi.setConfig({ testTimeout: 180_000 });

let product: TestProduct;
let api: ReturnType<typeof apiOf>;
let device: ReturnType<TestProduct["providers"]["subscribe"]>;
let urgent: Message;
beforeAll(async () => {
  product = await startTestProduct({ seed: "demo", demoData: inject("demoData") });
  await product.cloud.activity.quiesce(60_000);
  product.providers.outbox.clear();
  api = apiOf(product);
});
afterAll(async () => product?.stop());

const post = async (content: object) => {
  const { status, headers, body } = await api<Message>(`POST /api/organizations/${school}/messages`, {
    as: people.petrochemSecretary,
    // At any hour of the day.
    body: { kind: "urgent", audience, ...content },
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return { ...body, requestId: headers.get("x-request-id") ?? "" };
};
const progressOf = async ({ messageId }: Message) =>
  (
    await api<Progress>(`GET /api/organizations/${school}/messages/${messageId}/delivery`, {
      as: people.petrochemSecretary,
    })
  ).body;
const channelOf = (progress: Progress, wanted: string) => progress.channels.find(({ channel }) => channel === wanted);
const arrived = (channel: string, title: string) =>
  product.providers.outbox.sent.filter((one) => one.channel === channel && (one.title + one.text).includes(title));
/** What an organisation says about the channels of its messages. */
async function decide(organizationId: string, decision: object): Promise<Record<string, unknown>> {
  const key = `/api/organizations/${organizationId}/message-channels`;
  const before = await api<{ version: number }>(`GET ${key}`, { as: people.petrochemSecretary });
  const body = { version: before.body.version, ...decision };
  const after = await api<Record<string, unknown>>(`PUT ${key}`, { as: people.petrochemSecretary, body });
  expect(after.status, JSON.stringify(after.body)).toBe(200);
  return after.body;
}
/** Waits for a state of the progress; what is put off comes nearer when the clock is moved. */
async function settle(sent: Message, isReached: (progress: Progress) => boolean): Promise<Progress> {
  const wait = { timeout: 8_000, interval: 200 };
  for (let round = 1; round <= 12; round++) {
    const isThere = await expect
      .poll(async () => isReached(await progressOf(sent)), wait)
      .toBe(true)
      .then(
        () => true,
        () => false,
      );
    if (isThere) return await progressOf(sent);
    product.cloud.clock.advance(60_000);
  }
  throw new Error(JSON.stringify(await progressOf(sent)));
}
const isDone = ({ state, recipients, channels }: Progress) =>
  state === "done" &&
  channels.length >= 4 &&
  channels.every(({ channel, sent, waiting, digest, failed }) => {
    const lost = Object.values(failed).reduce((sum, count) => sum + count, 0);
    return waiting === 0 && (channel === "group" ? sent + lost > 0 : sent + digest + lost === recipients);
  });

test("an urgent message goes out once to everybody by each channel that reaches them, whatever is delivered twice", async () => {
  const saved = await api("PUT /api/my-message-preferences", {
    as: people.member,
    body: { email: "chen@example.edu.cn", declined: [] },
  });
  expect(saved.status, JSON.stringify(saved.body)).toBe(200);
  expect((await api("GET /api/my-message-preferences", { as: people.member })).body).toMatchObject({
    email: "chen@example.edu.cn",
  });
  device = product.providers.subscribe("手机");
  for (let times = 1; times <= 2; times++) {
    const added = await api("POST /api/my-push-devices", { as: people.member, body: { ...device, device: "手机" } });
    expect(added.status, JSON.stringify(added.body)).toBe(201);
  }
  const devices = await api<{ publicKey: string; items: object[] }>("GET /api/my-push-devices", { as: people.member });
  expect(devices.body).toMatchObject({ publicKey: product.providers.pushPublicKey, items: [{ device: "手机" }] });
  expect(JSON.stringify(devices.body)).not.toContain(device.endpoint);
  await decide(branch, { own: null, robotKey });
  const dead = phoneOf(people.member);
  product.providers.outbox.setMood("dead_number", dead);
  const { faults } = product.cloud;
  faults.inject({ point: "queue-delivery", effect: { kind: "duplicate", copies: 2 }, times: 6 });
  faults.inject({ point: "event-delivery", effect: { kind: "duplicate", copies: 2 }, times: 3 });
  faults.inject({ point: "sdk", match: { service: "sns" }, effect: { kind: "drop-acknowledgement" }, times: 1 });
  const sent = await post({ title: "实验楼停电检修" });
  urgent = sent;
  const progress = await settle(sent, isDone);
  faults.clear();
  expect(progress.recipients).toBe(sent.expected);
  const phones = arrived("sms", "实验楼停电检修").map(({ to }) => to);
  expect(new Set(phones).size).toBe(phones.length);
  expect(phones).toContain(dead);
  // The provider reports later what arrived; who cannot be reached is told so, and asked for another number.
  await expect
    .poll(async () => channelOf(await progressOf(sent), "sms"), { timeout: 10_000, interval: 200 })
    .toMatchObject({ sent: phones.length - 1, delivered: phones.length - 1, failed: { bounced: 1 } });
  expect((await api("GET /api/my-message-preferences", { as: people.member })).body).toMatchObject({
    bouncedPhone: dead,
    email: "chen@example.edu.cn",
  });
  const cards = arrived("wecom", "实验楼停电检修").map(({ to }) => to);
  expect(cards.sort()).toEqual([...new Set(cards)].sort());
  expect(cards).toContain(people.member);
  expect(cards).not.toContain(people.computingSecretary);
  expect(arrived("email", "实验楼停电检修").map(({ to }) => to)).toEqual(["chen@example.edu.cn"]);
  expect(channelOf(progress, "email")?.failed.no_address).toBe((sent.expected ?? 0) - 1);
  expect(arrived("push", "实验楼停电检修").map(({ to }) => to)).toEqual(["手机"]);
  expect(arrived("group", "实验楼停电检修").map(({ to }) => to)).toEqual([robotKey]);
  const page = await (await fetch(product.providers.url)).text();
  expect(page).toContain("实验楼停电检修");
  // The course of the request leads over the expansion to every channel.
  const course = async () =>
    drawCourse(courseOf(await linesWith(product.dataDirectory, sent.requestId), sent.requestId)).join("\n");
  await expect.poll(course, { timeout: 10_000, interval: 200 }).toMatch(/ExpandMessage {2}done in/);
  for (const channel of ["sms", "wecom", "email", "push", "group"]) {
    expect(await course()).toMatch(new RegExp(`SendDeliveries {2}${channel}: [1-9]\\d* sent`));
  }
});

/** As SES does by way of a topic. */
const reportBySes = (event: object, secret = product.providers.reportSecret) =>
  fetch(`${product.url}/api/delivery-reports/ses/${secret}`, {
    method: "POST",
    headers: { "content-type": "text/plain; charset=UTF-8" },
    body: JSON.stringify({ Type: "Notification", Message: JSON.stringify(event) }),
  });

test("a report is taken from whoever knows its address, and what belongs to no delivery is passed over", async () => {
  const event = { eventType: "Delivery", mail: { messageId: "of somebody else" } };
  expect((await reportBySes(event, "x".repeat(36))).status).toBe(404);
  const taken = await reportBySes(event);
  expect([taken.status, await taken.json()]).toEqual([200, { code: 0, msg: "OK", result: 0, errmsg: "OK" }]);
});

test("mail that comes back later counts as failed, is told once, and its address is asked for anew", async () => {
  const { dynamodb } = operatorClients(product.cloud);
  const [messages, deliveries] = await Promise.all(
    ["MessageTable", "MessageDeliveryTable"].map((name) => tableNamed(product.cloud, name)),
  );
  const store = dynamodbDeliveryStore(DynamoDBDocumentClient.from(dynamodb), {
    messages: messages ?? "",
    deliveries: deliveries ?? "",
  });
  const found = await api<{ items: { personId: string }[] }>(`GET /api/people?q=${people.member}`, {
    as: people.petrochemSecretary,
  });
  const deliveryId = deliveryIdOf({ ...urgent, channel: "email" }, found.body.items[0]?.personId ?? "");
  const mail = { messageId: "id of the provider" };
  const bouncedRecipients = [{ emailAddress: "chen@example.edu.cn" }];
  const emailOf = async () => channelOf(await progressOf(urgent), "email");
  const report = async (event: object) => expect((await reportBySes({ mail, ...event })).status).toBe(200);
  // It may come before the sender has noted the provider's id, and is kept until then.
  await report({ eventType: "Delivery" });
  await report({ eventType: "Bounce", bounce: { bounceType: "Permanent", bouncedRecipients } });
  const early = await store.linkProviderId(mail.messageId, deliveryId, new Date());
  expect({ ...early, outcomes: [...early.outcomes].sort() }).toEqual({
    outcomes: ["bounced", "delivered"],
    dead: [fingerprintOf("chen@example.edu.cn")],
  });
  await report({ eventType: "Delivery" });
  expect(await emailOf()).toMatchObject({ sent: 1, delivered: 1, failed: { bounced: 0 } });
  for (let times = 1; times <= 2; times++) {
    await report({ eventType: "Bounce", bounce: { bounceType: "Permanent", bouncedRecipients } });
    await report({ eventType: "Delivery" });
  }
  expect(await emailOf()).toMatchObject({ sent: 0, delivered: 0, failed: { bounced: 1 } });
  expect((await api("GET /api/my-message-preferences", { as: people.member })).body).toMatchObject({
    bouncedEmail: "chen@example.edu.cn",
  });
  const tellings = () =>
    product.cloud.logs
      .lines()
      .filter(({ text }) => text.includes("facts_relayed") && text.includes(`DeliveryFailed/${urgent.messageId}`));
  // Of the number that was dead before, and of this address.
  await expect.poll(() => tellings().length, { timeout: 10_000, interval: 100 }).toBe(2);
});

test("somebody who stands in no list is told outside of the application, having asked for it", async () => {
  const body = { email: "guest@example.edu.cn", declined: [] };
  expect((await api("PUT /api/my-message-preferences", { as: people.campusPerson, body })).status).toBe(200);
  // As if a member had asked as well, before the admission.
  const { dynamodb } = operatorClients(product.cloud);
  const table = await tableNamed(product.cloud, "MessageTable");
  await dynamodbReachStore(DynamoDBDocumentClient.from(dynamodb), table).enrol(people.member);
  const everywhere = { targets: [{ organizationId: "cczu", scope: "subtree" }], categories: ["campus_person"] };
  const sent = await api<Message>("POST /api/organizations/cczu/messages", {
    as: people.department,
    body: { kind: "urgent", title: "全校停水", audience: everywhere },
  });
  expect(sent.status, JSON.stringify(sent.body)).toBe(201);
  const told = () => [...arrived("email", "全校停水"), ...arrived("wecom", "全校停水")].map(({ to }) => to).sort();
  await expect.poll(told, { timeout: 20_000, interval: 200 }).toEqual([people.campusPerson, body.email].sort());
});

function phoneOf(account: string): string {
  return String(demoAccounts().find(({ accountId }) => accountId === account)?.person?.fields.mobile_phone);
}

/** A letter of another channel to whom this one names: a batch of its own, as each belongs to one channel. */
function copyOf(letter: string, channel: string): string {
  const batch = JSON.parse(letter) as { batchId: string; channel: string; pending: string[] };
  if (channel === batch.channel) return letter;
  return JSON.stringify({ ...batch, channel, batchId: `copy-${channel}`, recipientIds: batch.pending });
}

test("a provider that is down for one is tried again, then set aside alone, and a redrive heals it", async () => {
  product.providers.outbox.setMood("down", people.member);
  const sent = await post({ title: "台风停课" });
  const letters = () => operatorClients(product.cloud).messagesIn("DeliveryDeadLetters");
  await settle(sent, (progress) => (channelOf(progress, "wecom")?.sent ?? 0) === (sent.expected ?? 0) - 1);
  let found: string[] = [];
  for (let round = 1; round <= 15 && found.length === 0; round++) {
    // Each try waits longer than the one before; the clock brings it nearer.
    product.cloud.clock.advance(60_000);
    const look = async () => {
      found = await letters();
      return found.length;
    };
    await expect
      .poll(look, { timeout: 2_000, interval: 200 })
      .toBe(1)
      .catch(() => undefined);
  }
  expect(found.map((letter) => (JSON.parse(letter) as { pending: string[] }).pending.length)).toEqual([1]);
  expect(arrived("wecom", "台风停课").map(({ to }) => to)).not.toContain(people.member);
  const phones = arrived("sms", "台风停课").map(({ to }) => to);
  expect(phones.length).toBeGreaterThan(0);
  expect(phones).not.toContain(phoneOf(people.member));

  product.providers.outbox.setMood("fine", people.member);
  product.cloud.clock.advance(60_000);
  const { sqs, queueOf } = operatorClients(product.cloud);
  const poison = { QueueUrl: queueOf("DeliveryDeadLetters"), MessageBody: "poison" };
  // As if the other channels had failed as well: who got it there already gets it no second time.
  const [letter = "{}"] = found;
  const channels = ["email", "sms", "wecom", "push", "group"];
  for (const channel of channels.filter((one) => one !== "wecom")) {
    await sqs.send(new SendMessageCommand({ ...poison, MessageBody: copyOf(letter, channel) }));
  }
  await sqs.send(new SendMessageCommand(poison));
  const listed = () =>
    api<{ items: { channel: string | null; recipients: number }[] }>("GET /api/message-dead-letters", {
      as: people.systemAdministrator,
    });
  const before = await listed();
  expect(before.body.items.map(({ channel }) => channel ?? "unreadable").sort()).toEqual([
    "email",
    "group",
    "push",
    "sms",
    "unreadable",
    "wecom",
  ]);
  expect(JSON.stringify(before.body)).not.toContain("台风停课");
  expect((await api("GET /api/message-dead-letters", { as: people.petrochemSecretary })).status).toBe(403);
  const redriven = await api("POST /api/message-dead-letters/redrive", { as: people.systemAdministrator, body: {} });
  expect(redriven.body).toEqual({ sent: 5, unreadable: 1 });
  product.cloud.clock.advance(61_000);
  expect((await listed()).body.items).toMatchObject([{ channel: null }]);
  const redrive = [...product.cloud.parts.functions.values()].find(({ name }) => name.includes("RedriveDeliveries"));
  for (const channel of channels) {
    await sqs.send(new SendMessageCommand({ ...poison, MessageBody: copyOf(letter, channel) }));
  }
  const { payload } = (await redrive?.invoke({})) ?? {};
  expect(payload).toMatchObject({ sent: 5, unreadable: 1 });
  await settle(sent, isDone);
  expect(arrived("wecom", "台风停课").map(({ to }) => to)).toContain(people.member);
  const cards = arrived("wecom", "台风停课").map(({ to }) => to);
  expect(new Set(cards).size).toBe(cards.length);
  expect(channelOf(await progressOf(sent), "email")?.failed.bounced).toBe(1);
});

test("a message to the holders of a post reaches them alone, late where a provider was down, and their names are for the head", async () => {
  const { outbox } = product.providers;
  const to = phoneOf(people.branchSecretary);
  outbox.setMood("down", to);
  outbox.setMood("down", "书记的手机");
  const phoneOfSecretary = product.providers.subscribe("书记的手机");
  await api("POST /api/my-push-devices", { as: people.branchSecretary, body: { ...phoneOfSecretary, device: "手机" } });
  const sent = await post({ title: "书记例会改期", audience: { ...audience, posts: ["branch_secretary"] } });
  const isLate = (progress: Progress) =>
    progress.recipients > 1 && channelOf(progress, "sms")?.waiting === 1 && channelOf(progress, "wecom")?.waiting === 0;
  await settle(sent, isLate);
  expect(arrived("sms", "书记例会改期").map((one) => one.to)).not.toContain(to);
  outbox.setMood("fine", to);
  outbox.setMood("fine", "书记的手机");
  product.cloud.clock.advance(60_000);
  await settle(sent, isDone);
  expect(arrived("push", "书记例会改期").map((one) => one.to)).toEqual(["书记的手机"]);
  expect(arrived("sms", "书记例会改期").filter((one) => one.to === to)).toHaveLength(1);
  const cards = arrived("wecom", "书记例会改期").map((one) => one.to);
  expect(cards).toContain(people.branchSecretary);
  expect(cards).not.toContain(people.member);
  expect(arrived("group", "书记例会改期")).toEqual([]);
  const names = await api<{ items: { name: string }[] }>(
    `GET /api/organizations/cczu-petrochem-b01/message-receipts/${sent.messageId}/people`,
    { as: people.branchSecretary },
  );
  expect(names.body.items.map(({ name }) => name)).toEqual(["许志远"]);
});

test("what nobody asked to push stays in the inbox, and a delivery that is over cannot be paused", async () => {
  const sent = await post({ title: "内部资料", kind: "notice", isQuiet: true });
  const progress = await settle(sent, ({ state }) => state === "done");
  expect(progress.channels).toEqual([]);
  const pause = await api(`POST /api/organizations/${school}/messages/${sent.messageId}/delivery/pause`, {
    as: people.petrochemSecretary,
    body: {},
  });
  expect(pause.body).toMatchObject({ reasonCode: "not_under_way" });
});

test("channels that an organisation leaves out are left out, also below it", async () => {
  const decided = await decide(school, { own: { ordinary: ["wecom"], urgent: ["wecom"] } });
  expect(decided).toMatchObject({ effective: { urgent: ["wecom"] }, hasRobot: false });
  const below = await decide(branch, { own: { ordinary: ["email", "wecom"], urgent: ["email", "wecom"] } });
  expect(below).toMatchObject({ allowed: { urgent: ["wecom"] }, effective: { urgent: ["wecom"] }, hasRobot: true });
  const sent = await post({ title: "校园网维护" });
  const progress = await settle(
    sent,
    ({ state, channels }) => state === "done" && channels.every(({ waiting }) => waiting === 0),
  );
  expect(progress.channels.map(({ channel }) => channel)).toEqual(["wecom"]);
  await decide(school, { own: null });
});

test("whoever asked for one mail a day gets one in the morning", async () => {
  const saved = await api("PUT /api/my-message-preferences", {
    as: people.member,
    body: { email: "chen@example.edu.cn", isDigest: true, quietHours: { from: 0, to: 0 } },
  });
  expect(saved.status, JSON.stringify(saved.body)).toBe(200);
  // Its owner asked the browser for no more notifications.
  product.providers.unsubscribe(device);
  const titles = ["读书会报名", "志愿者招募"];
  for (const title of titles) {
    const sent = await post({ title, kind: "notice" });
    await settle(sent, (progress) => channelOf(progress, "email")?.digest === 1);
    expect(arrived("email", title)).toEqual([]);
  }
  const devices = await api<{ items: object[] }>("GET /api/my-push-devices", { as: people.member });
  expect(devices.body.items).toEqual([]);
  const start = [...product.cloud.parts.functions.values()].find(({ name }) => name.includes("StartDigests"));
  // Of today for what came before seven, of tomorrow for everything later.
  for (const days of [0, 1]) {
    const time = new Date(Date.now() + days * 86_400_000).toISOString();
    const { error } = (await start?.invoke({ time })) ?? {};
    expect(error).toBeUndefined();
  }
  await expect.poll(() => arrived("email", "2条消息汇总"), { timeout: 20_000 }).toHaveLength(1);
  for (const title of titles) expect(arrived("email", title)).toHaveLength(1);
});

test("a message is paused with what its senders have begun, and goes on", async () => {
  const { outbox } = product.providers;
  const steer = async (sent: Message, step: "pause" | "resume") =>
    await api<Progress>(`POST /api/organizations/${school}/messages/${sent.messageId}/delivery/${step}`, {
      as: people.petrochemSecretary,
      body: {},
    });
  outbox.setMood("down");
  const sent = await post({ title: "食堂改造" });
  const everyWay = ["sms", "wecom", "group"];
  await settle(sent, (progress) => everyWay.every((channel) => (channelOf(progress, channel)?.waiting ?? 0) > 0));
  const paused = await steer(sent, "pause");
  expect(paused.body.state, JSON.stringify(paused.body)).toBe("paused");
  expect((await steer(sent, "pause")).body).toMatchObject({ reasonCode: "not_under_way" });
  // Those for whom a former test said that all is well have got it.
  const standing = () => everyWay.map((channel) => arrived(channel, "食堂改造").length);
  const begun = standing();
  outbox.setMood("fine");
  const senderRuns = () =>
    product.cloud.logs
      .lines()
      .filter(({ functionName, text }) => functionName.includes("SendDeliveries") && text.includes("work_handled"))
      .length;
  const before = senderRuns();
  product.cloud.clock.advance(60_000);
  await expect.poll(() => senderRuns() - before, { timeout: 20_000 }).toBeGreaterThanOrEqual(everyWay.length);
  expect(standing()).toEqual(begun);
  expect((await steer(sent, "resume")).body.state).toBe("running");
  product.cloud.clock.advance(130_000);
  await settle(sent, isDone);
  for (const [index, count] of standing().entries()) expect(count).toBeGreaterThanOrEqual((begun[index] ?? 0) + 1);
});

test("no log has a word of a message, or of those whom it reached", () => {
  const reached = product.providers.outbox.sent.map(({ to }) => to).filter((to) => to.length >= 8);
  const phones = reached.filter((to) => /^1\d{10}$/.test(to));
  expect(phones.length).toBeGreaterThan(0);
  expect(linesNaming(product, ["实验楼停电检修", "chen@example.edu.cn", robotKey, device.endpoint, ...phones])).toEqual(
    [],
  );
});
