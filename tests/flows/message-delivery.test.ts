import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import type { Message } from "../../lib/message/message.ts";
import { demoAccounts } from "../../local/demo/demo-data.ts";
import { apiOf, people } from "../support/api-client.ts";
import { operatorClients } from "../support/operator.ts";
import { startTestProduct, type TestProduct } from "../support/product.ts";

const school = "cczu-petrochem";
const audience = { targets: [{ organizationId: school, scope: "subtree" }] };

interface Progress {
  readonly state: string;
  readonly recipients: number;
  readonly channels: {
    channel: string;
    sent: number;
    waiting: number;
    failed: Record<"no_address" | "declined" | "rejected" | "recalled" | "uncertain", number>;
  }[];
}

// Later tries wait for seconds, on a busy machine for many.
vi.setConfig({ testTimeout: 180_000 });

let product: TestProduct;
let api: ReturnType<typeof apiOf>;
beforeAll(async () => {
  product = await startTestProduct({ seed: "demo", demoData: inject("demoData") });
  await product.cloud.activity.quiesce(60_000);
  product.providers.outbox.clear();
  api = apiOf(product);
});
afterAll(async () => product?.stop());

const post = async (body: object) => {
  const { status, body: sent } = await api<Message>(`POST /api/organizations/${school}/messages`, {
    as: people.petrochemSecretary,
    // At any hour of the day.
    body: { kind: "urgent", audience, ...body },
  });
  expect(status, JSON.stringify(sent)).toBe(201);
  return sent;
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
  channels.length === 3 &&
  channels.every(({ sent, waiting, failed }) => {
    const lost = Object.values(failed).reduce((sum, count) => sum + count, 0);
    return waiting === 0 && sent + lost === recipients;
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
  const { faults } = product.cloud;
  faults.inject({ point: "queue-delivery", effect: { kind: "duplicate", copies: 2 }, times: 6 });
  faults.inject({ point: "event-delivery", effect: { kind: "duplicate", copies: 2 }, times: 3 });
  faults.inject({ point: "sdk", match: { service: "sns" }, effect: { kind: "drop-acknowledgement" }, times: 1 });
  const sent = await post({ title: "实验楼停电检修" });
  const progress = await settle(sent, isDone);
  faults.clear();
  expect(progress.recipients).toBe(sent.expected);
  const phones = arrived("sms", "实验楼停电检修").map(({ to }) => to);
  expect(new Set(phones).size).toBe(phones.length);
  expect(phones.length).toBe(channelOf(progress, "sms")?.sent);
  const cards = arrived("wecom", "实验楼停电检修").map(({ to }) => to);
  expect(cards.sort()).toEqual([...new Set(cards)].sort());
  expect(cards).toContain(people.member);
  expect(cards).not.toContain(people.computingSecretary);
  expect(arrived("email", "实验楼停电检修").map(({ to }) => to)).toEqual(["chen@example.edu.cn"]);
  expect(channelOf(progress, "email")?.failed.no_address).toBe((sent.expected ?? 0) - 1);
  const page = await (await fetch(product.providers.url)).text();
  expect(page).toContain("实验楼停电检修");
});

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

  product.providers.outbox.setMood("fine", people.member);
  product.cloud.clock.advance(60_000);
  // As if the other two channels had failed as well: who got it there already gets it no second time.
  const [letter = "{}"] = found;
  for (const channel of ["email", "sms"]) {
    const { sqs, queueOf } = operatorClients(product.cloud);
    const MessageBody = JSON.stringify({ ...JSON.parse(letter), channel });
    await sqs.send(new SendMessageCommand({ QueueUrl: queueOf("DeliveryDeadLetters"), MessageBody }));
  }
  const redrive = [...product.cloud.parts.functions.values()].find(({ name }) => name.includes("RedriveDeliveries"));
  const { payload } = (await redrive?.invoke({})) ?? {};
  expect(payload).toMatchObject({ sent: 3, unreadable: 0 });
  await settle(sent, isDone);
  expect(arrived("wecom", "台风停课").map(({ to }) => to)).toContain(people.member);
  const cards = arrived("wecom", "台风停课").map(({ to }) => to);
  expect(new Set(cards).size).toBe(cards.length);
});

test("a message to the holders of a post reaches them alone, late where a provider was down, and their names are for the head", async () => {
  const { outbox } = product.providers;
  const phone = demoAccounts().find(({ accountId }) => accountId === people.branchSecretary)?.person?.fields
    .mobile_phone;
  const to = arrived("sms", "实验楼停电检修").find((one) => one.to.endsWith(String(phone)))?.to;
  expect(to).toBeDefined();
  outbox.setMood("down", to);
  const sent = await post({ title: "书记例会改期", audience: { ...audience, posts: ["branch_secretary"] } });
  const isLate = (progress: Progress) =>
    progress.recipients > 1 && channelOf(progress, "sms")?.waiting === 1 && channelOf(progress, "wecom")?.waiting === 0;
  await settle(sent, isLate);
  expect(arrived("sms", "书记例会改期").map((one) => one.to)).not.toContain(to);
  outbox.setMood("fine", to);
  product.cloud.clock.advance(60_000);
  await settle(sent, isDone);
  expect(arrived("sms", "书记例会改期").filter((one) => one.to === to)).toHaveLength(1);
  const cards = arrived("wecom", "书记例会改期").map((one) => one.to);
  expect(cards).toContain(people.branchSecretary);
  expect(cards).not.toContain(people.member);
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
