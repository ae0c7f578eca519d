import { SendMessageBatchCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Batch, type Channel, recipientsAtOnce } from "../../lib/message/delivery.ts";
import { messageIdFrom, type StoredMessage } from "../../lib/message/message.ts";
import { dynamodbMessageStore } from "../../lib/message/message-store.dynamodb.ts";
import { dynamodbReachStore } from "../../lib/message/reach-store.dynamodb.ts";
import { operatorClients, tableNamed } from "../support/operator.ts";
import { startTestProduct, type TestProduct } from "../support/product.ts";

/** `npm run test:deliveries` makes 10,000, which takes minutes; without a number nothing is started. */
const wanted = Number(process.env.DELIVERIES ?? 0);
/** Where a repeat is dropped, replaced, and where it would stand for everybody to see. */
const channels = ["wecom", "push", "group"] as const satisfies readonly Channel[];
type FaultyChannel = (typeof channels)[number];
const poison = 3;

vi.setConfig({ testTimeout: 15 * 60_000, hookTimeout: 120_000 });

let product: TestProduct | undefined;
beforeAll(async () => {
  if (wanted > 0) product = await startTestProduct({ seed: "empty" });
});
afterAll(async () => product?.stop());

const message: StoredMessage = {
  messageId: messageIdFrom(new Date("2026-11-22T02:00:00Z"), "0".repeat(20)),
  kind: "urgent",
  title: "全员演练",
  body: "",
  links: [],
  attachments: [],
  dueOn: null,
  needsConfirmation: false,
  isPinned: false,
  expiresOn: null,
  isQuiet: false,
  audience: { targets: [], categories: [], posts: [], personIds: [] },
  senderOrganizationId: "cczu",
  senderName: "常州大学党委",
  postedAt: "2026-11-22T02:00:00.000Z",
  expected: null,
  remindsOf: null,
  recalled: null,
  corrected: null,
  version: 1,
  author: "test",
};

/** Recipients of a channel by the name under which the outbox shows them. */
type Recipients = ReadonlyMap<string, string>;

async function createRecipients(
  { providers }: TestProduct,
  { documents, table, count }: { documents: DynamoDBDocumentClient; table: string; count: number },
) {
  const numbers = Array.from({ length: count }, (_, index) => String(index).padStart(12, "0"));
  const reach = dynamodbReachStore(documents, table);
  const recipients: Record<FaultyChannel, Recipients> = {
    wecom: new Map(numbers.map((number) => [`w${number}`, `acc-w${number}`])),
    push: new Map(numbers.map((number) => [`p${number}`, `acc-p${number}`])),
    group: new Map(numbers.map((number) => [`6f0b7a4e-2a0f-4b29-8e0c-${number}`, `grp-g${number}`])),
  };
  for (const [name, recipientId] of recipients.push) {
    const subscription = { ...providers.subscribe(name), device: name, addedAt: message.postedAt };
    await reach.saveSubscriptions(recipientId, [subscription]);
  }
  for (const [robotKey, recipientId] of recipients.group) {
    const organizationId = recipientId.slice("grp-".length);
    await reach.saveDecision({ organizationId, policy: null, robotKey, campusPeople: null, version: 1 }, 0, []);
  }
  return recipients;
}

function batchesFor(channel: Channel, recipients: Recipients): Batch[] {
  const ids = [...recipients.values()];
  return Array.from({ length: Math.ceil(ids.length / recipientsAtOnce) }, (_, index) => ({
    batchId: `${channel}-${index}`,
    messageId: message.messageId,
    channel,
    recipientIds: ids.slice(index * recipientsAtOnce, (index + 1) * recipientsAtOnce),
    attempt: 0,
  }));
}

/** Everything that can go wrong between a queue, a sender, the table and the providers, at random. */
function letEverythingFail({ faults }: TestProduct["cloud"]): void {
  const sender = { functionName: "SendDeliveries" };
  faults.inject({ point: "queue-delivery", match: sender, effect: { kind: "duplicate", copies: 2 }, probability: 0.1 });
  faults.inject({
    point: "queue-delivery",
    match: sender,
    effect: { kind: "drop-acknowledgement" },
    probability: 0.05,
  });
  faults.inject({ point: "queue-delivery", match: sender, effect: { kind: "throttle" }, probability: 0.03 });
  faults.inject({
    point: "queue-delivery",
    match: sender,
    effect: { kind: "delay", milliseconds: 50 },
    probability: 0.1,
  });
  const table = { ...sender, service: "dynamodb" };
  faults.inject({ point: "sdk", match: table, effect: { kind: "throttle" }, probability: 0.01 });
  faults.inject({ point: "sdk", match: table, effect: { kind: "drop-acknowledgement" }, probability: 0.003 });
  // A sender ends between sending and noting it.
  const end = { kind: "fail", status: 400, code: "AccessDeniedException" } as const;
  faults.inject({ point: "sdk", match: { ...table, action: "UpdateItem" }, effect: end, probability: 0.003 });
}

test.runIf(wanted > 0)(
  `of ${wanted} deliveries none is made twice and none is lost, whatever fails, and a redrive heals the poison`,
  async () => {
    if (product === undefined) throw new Error("the product is started before");
    const { cloud, providers } = product;
    const { dynamodb, sqs, queueOf, messagesIn } = operatorClients(cloud);
    const documents = DynamoDBDocumentClient.from(dynamodb, { marshallOptions: { removeUndefinedValues: true } });
    const messages = await tableNamed(cloud, "MessageTable");
    const deliveries = await tableNamed(cloud, "MessageDeliveryTable");
    await dynamodbMessageStore(documents, messages).post(message, { facts: [], receipt: undefined, answer: undefined });
    const each = Math.floor(wanted / channels.length);
    const recipients = await createRecipients(product, { documents, table: messages, count: each });
    for (const channel of channels) {
      const names = [...recipients[channel].keys()];
      for (const name of names.slice(0, poison)) providers.outbox.setMood("down", name);
      // Of a group nobody could tell the second answer from the first.
      if (channel === "group") continue;
      for (const name of names.slice(poison, poison + Math.ceil(each / 50)))
        providers.outbox.setMood("answers_twice", name);
    }
    const letters = queueOf("DeliveryDeadLetters");
    const bodies = channels
      .flatMap((channel) => batchesFor(channel, recipients[channel]))
      .map((one) => JSON.stringify(one));
    for (let start = 0; start < bodies.length; start += 10) {
      const Entries = bodies.slice(start, start + 10).map((MessageBody, index) => ({ Id: String(index), MessageBody }));
      await sqs.send(new SendMessageBatchCommand({ QueueUrl: letters, Entries }));
    }
    await sqs.send(new SendMessageCommand({ QueueUrl: letters, MessageBody: "no batch" }));
    const redrive = [...cloud.parts.functions.values()].find(({ name }) => name.includes("RedriveDeliveries"));
    const redriven = async () => ((await redrive?.invoke({}))?.payload as { sent: number } | undefined)?.sent ?? 0;

    letEverythingFail(cloud);
    const startedAt = performance.now();
    let sent = 0;
    while (sent < bodies.length) sent += await redriven();
    const states = async () => {
      const found = new Map<string, string>();
      let start: Record<string, unknown> | undefined;
      do {
        const page = await documents.send(
          new ScanCommand({ TableName: deliveries, ...(start && { ExclusiveStartKey: start }) }),
        );
        for (const { sk, id, state } of page.Items ?? []) if (sk === "DELIVERY") found.set(String(id), String(state));
        start = page.LastEvaluatedKey;
      } while (start !== undefined);
      return found;
    };
    const open = async () => {
      // What waits for its next try, or for a sender that is lost, comes nearer; not so fast that a sender at work seems lost.
      cloud.clock.advance(20_000);
      const settled = [...(await states()).values()].filter((state) => state === "sent" || state === "uncertain");
      return channels.length * (each - poison) - settled.length;
    };
    // From some point on things go well again, as they do.
    await expect.poll(open, { timeout: 8 * 60_000, interval: 2_000 }).toBeLessThan(wanted * 0.05);
    cloud.faults.clear();
    await expect.poll(open, { timeout: 3 * 60_000, interval: 2_000 }).toBe(0);
    const seconds = (performance.now() - startedAt) / 1000;

    // Nobody twice; nobody left out, but where it is said that nobody can know.
    const arrived = (channel: Channel) =>
      providers.outbox.sent.filter((one) => one.channel === channel).map(({ to }) => to);
    for (const channel of channels) {
      const to = arrived(channel);
      expect(new Set(to).size, channel).toBe(to.length);
      const uncertain = [...(await states())].filter(
        ([id, state]) => id.includes(`.${channel}.`) && state === "uncertain",
      );
      if (channel !== "group") expect(uncertain).toEqual([]);
      expect(to.length).toBeGreaterThanOrEqual(each - poison - uncertain.length);
    }

    // The dead letters hold the poison and nothing else.
    const left = new Set<string>();
    const collect = async () => {
      cloud.clock.advance(60_000);
      for (const body of await messagesIn("DeliveryDeadLetters")) {
        if (body === "no batch") continue;
        for (const id of (JSON.parse(body) as Batch).pending ?? []) left.add(id);
      }
      return left.size;
    };
    const poisoned = channels.flatMap((channel) => [...recipients[channel].values()].slice(0, poison));
    await expect.poll(collect, { timeout: 120_000, interval: 300 }).toBe(poisoned.length);
    expect([...left].sort()).toEqual([...poisoned].sort());
    for (const name of channels.flatMap((one) => [...recipients[one].keys()].slice(0, poison))) {
      providers.outbox.setMood("fine", name);
    }
    const healed = async () => {
      cloud.clock.advance(61_000);
      await redriven();
      return channels.reduce((sum, channel) => {
        const first = new Set([...recipients[channel].keys()].slice(0, poison));
        return sum + arrived(channel).filter((to) => first.has(to)).length;
      }, 0);
    };
    await expect.poll(healed, { timeout: 60_000, interval: 500 }).toBe(poisoned.length);
    if (wanted >= 1_000) console.log(`${wanted} deliveries in ${seconds.toFixed(0)} s with every fault at random`);
  },
);
