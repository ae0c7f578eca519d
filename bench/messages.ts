import { parseArgs } from "node:util";
import { BatchWriteCommand } from "@aws-sdk/lib-dynamodb";
import type { Reader } from "../lib/message/audience.ts";
import { type Batch, recipientsAtOnce } from "../lib/message/delivery.ts";
import { dynamodbDeliveryStore } from "../lib/message/delivery-store.dynamodb.ts";
import { dynamodbDigestStore } from "../lib/message/digest-store.dynamodb.ts";
import { mergeInbox } from "../lib/message/merge-inbox.ts";
import { messageIdFrom, type StoredMessage } from "../lib/message/message.ts";
import { dynamodbMessageStore } from "../lib/message/message-store.dynamodb.ts";
import { dynamodbReachStore } from "../lib/message/reach-store.dynamodb.ts";
import { dynamodbReceiptStore } from "../lib/message/receipt-store.dynamodb.ts";
import { rollUpReceipts } from "../lib/message/roll-up-receipts.ts";
import { sendDeliveries } from "../lib/message/send-deliveries.ts";
import { deliveryTable, messageTable } from "../lib/message/table.ts";
import { consumedUnits } from "../lib/runtime/consumed-units.ts";
import { startEngine } from "./members/engine.ts";
import { bytesByKind } from "./messages/growth.ts";
import { isWithinCeilings, readCeilings } from "./results/ceilings.ts";
import { pace } from "./results/paces.ts";
import { recordReads } from "./results/repeat-commands.ts";
import { saveResult } from "./results/results-file.ts";

/**
 * What messages cost at campuses of several sizes: posting must not grow with the people, nor an inbox. Deliveries stand
 * beside what the same engine takes of bare batches. `--sizes 100,5000` chooses; `--measured 50000` sends to more people than the 2,000
 * after which the numbers for each stay the same; `--inboxes 50000` opens those of so many different readers, one after the
 * other; `--check` holds the units to `ceilings.json`.
 */
const { values } = parseArgs({
  options: {
    sizes: { type: "string" },
    measured: { type: "string", default: "2000" },
    inboxes: { type: "string", default: "500" },
    check: { type: "boolean", default: false },
  },
});
const sizes = (values.sizes ?? (values.check ? "100" : "100,5000,50000")).split(",").map(Number);

const peoplePerBranch = 40;
const branchesPerSchool = 25;
const mostMeasured = Number(values.measured);
const mostInboxes = values.check ? 10 : Number(values.inboxes);
/** Of the same reads without our code: the pace shows after these. */
const mostBareInboxes = 500;
/** Of one channel at a time (`maxConcurrency` of its queue). */
const senders = 4;
const weekMs = 604_800_000;
const at = new Date("2026-11-22T02:00:00Z");

type Results = Record<string, number>;

function messageTo(organizationId: string, moment: Date): StoredMessage {
  return {
    messageId: messageIdFrom(moment, "0".repeat(20)),
    kind: "urgent",
    title: "关于做好年度民主评议党员工作的通知",
    body: "请各支部按照要求组织。".repeat(30),
    links: [],
    attachments: [],
    dueOn: null,
    needsConfirmation: true,
    isPinned: false,
    expiresOn: null,
    isQuiet: false,
    audience: { targets: [{ organizationId, scope: "subtree" }], categories: [], posts: [], personIds: [] },
    senderOrganizationId: organizationId,
    senderName: "常州大学党委",
    postedAt: moment.toISOString(),
    expected: null,
    remindsOf: null,
    recalled: null,
    corrected: null,
    version: 1,
    author: "bench",
  };
}

async function unitsOf(work: () => Promise<unknown>): Promise<{ read: number; write: number }> {
  consumedUnits.read = 0;
  consumedUnits.write = 0;
  await work();
  return { ...consumedUnits };
}

async function perSecond(count: number, work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return Math.round(count / ((performance.now() - startedAt) / 1000));
}

async function oneAfterTheOther(count: number, work: (number: number) => Promise<unknown>): Promise<void> {
  for (let number = 0; number < count; number++) await work(number);
}

const branchOf = (person: number) => Math.floor(person / peoplePerBranch);
const parentOf = (id: string) =>
  id === "campus"
    ? null
    : id.startsWith("school")
      ? "campus"
      : `school-${Math.floor(Number(id.slice(7)) / branchesPerSchool)}`;

function readerOf(person: number): Reader {
  const branch = branchOf(person);
  const [organizationId, school] = [`branch-${branch}`, `school-${Math.floor(branch / branchesPerSchool)}`];
  return {
    recipientId: `p${person}`,
    category: "full_member",
    home: { organizationId, path: `/campus/${school}/${organizationId}/` },
    posts: [],
  };
}

async function measureAt(people: number): Promise<Results> {
  const engine = await startEngine();
  try {
    const messages = await engine.create(messageTable);
    const deliveries = await engine.create(deliveryTable);
    const store = dynamodbMessageStore(engine.client, messages);
    const receipts = dynamodbReceiptStore(engine.client, messages);
    const message = messageTo("campus", at);
    const posting = await unitsOf(() => store.post(message, { facts: [], receipt: undefined, answer: undefined }));
    const posted = await bytesByKind(engine.client, messages);

    // Forty weeks of a message a week at each node above those whose inboxes are opened.
    const inboxes = Math.min(mostInboxes, people);
    const paths = Array.from({ length: inboxes }, (_, person) => readerOf(person).home?.path ?? "");
    const nodes = new Set(paths.flatMap((path) => path.split("/").filter((node) => node !== "")));
    for (let week = 1; week <= 40; week++) {
      for (const [index, node] of [...nodes].entries()) {
        const earlier = messageTo(node, new Date(at.getTime() - week * weekMs - index));
        await store.post(earlier, { facts: [], receipt: undefined, answer: undefined });
      }
    }
    const openInbox = (person: number) => mergeInbox(store, readerOf(person), { before: undefined, at });
    let opening = 0;
    const inbox = await unitsOf(async () => {
      opening = await perSecond(inboxes, () => oneAfterTheOther(inboxes, openInbox));
    });
    const bareInbox = await recordReads(engine.client, () => openInbox(0));
    const bareInboxes = Math.min(inboxes, mostBareInboxes);
    const openingBare = await perSecond(bareInboxes, () => oneAfterTheOther(bareInboxes, bareInbox));
    const measured = Math.min(people, mostMeasured);
    const { messageId } = message;
    const reading = (person: number) => ({
      messageId,
      recipientId: `p${person}`,
      organizationId: `branch-${branchOf(person)}`,
      readAt: at.toISOString(),
      confirmedAt: null,
    });
    const receipt = await unitsOf(() => receipts.begin(reading(0)));
    for (let person = 1; person < measured; person++) await receipts.begin(reading(person));
    const touched = Array.from({ length: branchOf(measured - 1) + 1 }, (_, index) => `branch-${index}`);
    const rollUp = rollUpReceipts({ store: receipts, tree: { findPlace: async (id) => ({ parentId: parentOf(id) }) } });
    const startedAt = performance.now();
    const rolling = await unitsOf(() => rollUp(messageId, touched));
    const lag = Math.round(performance.now() - startedAt);
    const { below } = await receipts.findTally(messageId, "campus");
    if (below.read !== measured) throw new Error(`the roll-up counts ${below.read} of ${measured}`);

    const send = sendDeliveries({
      store,
      deliveries: dynamodbDeliveryStore(engine.client, { messages, deliveries }),
      digests: dynamodbDigestStore(engine.client, deliveries),
      reach: dynamodbReachStore(engine.client, messages),
      gateways: { wecom: { whenUncertain: "again", sendTo: async () => ({ state: "sent" }) } },
      findAddresses: async (ids) => new Map(ids.map((id) => [id, { name: id, campusId: id, mobilePhone: null }])),
      tryLater: async () => undefined,
      giveUp: async () => undefined,
      tellResults: () => undefined,
      clock: () => at,
    });
    const batches = Array.from(
      { length: Math.ceil(measured / recipientsAtOnce) },
      (_, index): Batch => ({
        batchId: `wecom-${index}`,
        messageId,
        channel: "wecom",
        recipientIds: Array.from({ length: recipientsAtOnce }, (__, offset) => `p${index * recipientsAtOnce + offset}`),
        attempt: 0,
      }),
    );
    const circumstances = { at, correlationId: "bench", actor: null };
    const sent = batches.length * recipientsAtOnce;
    let sending = { read: 0, write: 0 };
    const rate = await perSecond(sent, async () => {
      sending = await unitsOf(async () => {
        for (const batch of batches) await send(batch, circumstances);
      });
    });
    // As many as one queue feeds; other deliveries than before, because those are taken.
    const others = batches.map((batch) => ({ ...batch, recipientIds: batch.recipientIds.map((id) => `${id}-again`) }));
    const together = await perSecond(sent, async () => {
      const lanes = Array.from({ length: senders }, (_, lane) =>
        others.filter((__, index) => index % senders === lane),
      );
      await Promise.all(
        lanes.map(async (lane) => {
          for (const batch of lane) await send(batch, circumstances);
        }),
      );
    });
    const kept = await bytesByKind(engine.client, messages);
    const delivered = await bytesByKind(engine.client, deliveries);
    const ceiling = await perSecond(sent, async () => {
      for (const { recipientIds } of batches) {
        const requests = recipientIds.map((id) => ({
          PutRequest: { Item: { pk: `RAW#${id}`, sk: "RAW", id, state: "sent", batchId: "raw", at: at.toISOString() } },
        }));
        await engine.client.send(new BatchWriteCommand({ RequestItems: { [deliveries]: requests } }));
      }
    });
    return {
      "posting to everybody, writes": posting.write,
      "an inbox of three levels, reads": inbox.read / inboxes,
      "reading a message, writes": receipt.write,
      "roll-up of one receipt, writes": rolling.write / measured,
      "roll-up of all measured, ms": lag,
      "growth by a message, bytes": posted.sum("MESSAGE", "NODE", "SENT"),
      "growth by a reader, bytes": kept.sum("READERS", "PERSON") / measured,
      "growth by a branch that reads, bytes": kept.sum("TALLY") / touched.length,
      // Both rounds of them; kept for three months.
      "growth by a delivery, bytes": delivered.sum("DELIVERY", "PROGRESS") / (2 * sent),
      "a delivery, writes": sending.write / sent,
      "a delivery, reads": sending.read / sent,
      "deliveries a second, one sender": rate,
      [`deliveries a second, ${senders} senders`]: together,
      "bare batch writes a second": ceiling,
      "inboxes a second": opening,
      "their bare reads a second": openingBare,
    };
  } finally {
    await engine.stop();
  }
}

const columns: Results[] = [];
for (const size of sizes) columns.push(await measureAt(size));
const cell = (text: string | number) => String(text).padStart(10);
console.log(`${"people".padEnd(36)}${sizes.map(cell).join("")}`);
for (const name of Object.keys(columns[0] ?? {})) {
  console.log(name.padEnd(36) + columns.map((found) => cell(Math.round((found[name] ?? 0) * 10) / 10)).join(""));
}
if (values.check) {
  const ceilings = readCeilings("messages");
  const units = Object.entries(columns[0] ?? {}).filter(([name]) => name in ceilings);
  process.exitCode = isWithinCeilings("messages", Object.fromEntries(units)) ? 0 : 1;
} else {
  const largest = columns.at(-1) ?? {};
  const of = (name: string) => largest[name] ?? 0;
  const paces = [
    pace("opening an inbox", of("inboxes a second"), "the same reads, bare", of("their bare reads a second")),
    pace(
      `deliveries, ${senders} senders`,
      of(`deliveries a second, ${senders} senders`),
      "bare batch writes of one item each",
      of("bare batch writes a second"),
    ),
  ];
  saveResult("messages", { bySize: Object.fromEntries(sizes.map((size, index) => [size, columns[index]])), paces });
}
