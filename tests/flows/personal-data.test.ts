import { S3Client } from "@aws-sdk/client-s3";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { s3AuditArchive } from "../../lib/audit/audit-archive.s3.ts";
import type { AuditEntry } from "../../lib/audit/audit-entry.ts";
import { dynamodbAuditStore } from "../../lib/audit/audit-store.dynamodb.ts";
import { verifyEverything } from "../../lib/audit/compare-archive.ts";
import type { PersonView } from "../../lib/membership/person-view.ts";
import type { PersonalDataCopy } from "../../lib/membership/personal-data-copy.ts";
import { activityJourney, branch, record, times } from "../support/activity-journey.ts";
import { people } from "../support/api-client.ts";
import { operatorClients, tableNamed } from "../support/operator.ts";
import { makeIdNumber } from "../support/people.ts";
import { startTestProduct, type TestProduct } from "../support/product.ts";
import { type Trace, tracesOf } from "../support/traces.ts";

let product: TestProduct;
let journey: ReturnType<typeof activityJourney>;
beforeAll(async () => {
  product = await startTestProduct({ seed: "demo", demoData: inject("demoData") });
  await product.cloud.activity.quiesce(60_000);
  journey = activityJourney(product);
});
afterAll(async () => product?.stop());

/** Somebody of whom the demo campus has an account and no record. */
const account = people.campusPerson;
const idNumber = makeIdNumber("2004-05-06", "female");

/** Texts that stand nowhere else. */
const canary = {
  name: "屠无痕",
  phone: "19900076543",
  address: "无痕路七十六号",
  email: "wuhen@example.invalid",
  leave: "去看无痕湖",
  transfer: "转往无痕市",
  correction: "门牌写成了无痕",
  device: "无痕手机",
} as const;

async function register(): Promise<PersonView> {
  const fields = {
    name: canary.name,
    campus_id: account,
    mobile_phone: canary.phone,
    home_address: canary.address,
    admission_date: "2024-03-01",
    conversion_date: "2025-03-01",
  };
  const body = { organizationId: branch, stage: "full_member", idNumber, fields };
  return await journey.accepted<PersonView>("POST /api/people", body, people.department);
}

/** Lives through everything that leaves something about a person behind. */
async function live(personId: string): Promise<void> {
  const { accepted, create, step, settle } = journey;
  await settle();
  await accepted("PUT /api/my-message-preferences", { email: canary.email, isDigest: true }, account);
  const keys = { p256dh: "A".repeat(87), auth: "A".repeat(22) };
  const device = { endpoint: "https://push.example.invalid/wuhen", keys, device: canary.device };
  await accepted("POST /api/my-push-devices", device, account);
  await accepted("POST /api/calendar-feeds", { organizationId: null }, account);
  const correction = { fields: { home_address: "无痕路七十七号" }, note: canary.correction };
  await accepted("POST /api/me/record/corrections", correction, account);

  const meeting = await create({ ...times(-5, 115), retrospectiveReason: "网络故障，补录" });
  const published = await step(meeting.body, "publish");
  await accepted(`POST /api/activities/${published.activityId}/leave`, { reason: canary.leave }, account);
  const held = await step(published, "hold");
  const recorded = await step(held, "record", { record: { ...record, resolutions: [] } });
  await step(recorded, "confirm");

  const excursion = await create({ ...times(9_000, 9_120), kind: "volunteer_service", capacity: 3 });
  await step(excursion.body, "publish");
  await accepted(`POST /api/activities/${excursion.body.activityId}/sign-up`, {}, account);

  const message = {
    kind: "notice",
    isQuiet: true,
    title: "给一个人的通知",
    audience: { targets: [], personIds: [personId] },
  };
  const { messageId } = await accepted<{ messageId: string }>(
    "POST /api/organizations/cczu-petrochem-b01/messages",
    message,
    people.branchSecretary,
  );
  await settle();
  await accepted(`POST /api/messages/${messageId}/read`, {}, account);

  const task = { title: "整理资料", due: "2099-12-31", responsibleAccountId: account };
  await accepted(`POST /api/organizations/${branch}/tasks`, task, people.branchSecretary);
  const move = { toOrganizationId: "cczu-petrochem-b02", note: canary.transfer };
  const transfer = await accepted<{ transferId: string; version: number }>("POST /api/me/transfers", move, account);
  const posts = `POST /api/organizations/${branch}/appointments`;
  const post = { post: "committee_member", personId, from: "2026-01-05" };
  const { appointmentId } = await accepted<{ appointmentId: string }>(posts, post, people.department);
  const end = posts.replace("appointments", `appointments/${appointmentId}/end`);
  await accepted(end, { version: 1, lastDay: "2026-11-02" }, people.department);
  await leaveWhatTakesNights();
  const back = `POST /api/people/${personId}/transfers/${transfer.transferId}/withdraw`;
  await accepted(back, { version: transfer.version }, account);
  await settle();
}

/** What the round of reminders and the page of a recipient of feedback would leave. */
async function leaveWhatTakesNights(): Promise<void> {
  const client = DynamoDBDocumentClient.from(operatorClients(product.cloud).dynamodb);
  const put = async (table: string, Item: Record<string, unknown>) =>
    await client.send(new PutCommand({ TableName: await tableNamed(product.cloud, table), Item }));
  const digest = { accountId: account, day: "2026-11-02", parts: new Set([`committee#${branch}`]) };
  await put("ObligationTable", { pk: `ACCOUNT#${account}`, sk: "DIGEST#2026-11-02", ...digest });
  await put("FeedbackTable", { pk: `RECIPIENT#${account}`, sk: "KEY", publicKey: "A".repeat(87), version: 1 });
  await put("FeedbackTable", {
    pk: `NOTICE#${account}`,
    sk: "fbc-1#2026-11-02",
    campaignId: "fbc-1",
    day: "2026-11-02",
  });
}

/** What a schedule does every night, on a later day. */
async function runOn(days: number, job: string): Promise<void> {
  const found = [...product.cloud.parts.functions.values()].find(({ name }) => name.includes(job));
  const time = new Date(Date.now() + days * 86_400_000).toISOString();
  expect((await found?.invoke({ time }))?.error).toBeUndefined();
  await journey.settle();
}

const eraseOn = async (days: number) => await runOn(days, "ErasePeople");

const tableOf = ({ place }: Trace) => /([A-Z]\w+)Table/.exec(place)?.[1] ?? place;
const placesOf = (traces: readonly Trace[]) => [...new Set(traces.map(tableOf))].sort();

/**
 * What is allowed to be left, because it names nobody: ids that lead nowhere any more. Everything with an expiry is gone before the
 * day of the deletion, or within the time that the inventory of personal information states.
 */
function isStated({ place, key, item }: Trace): boolean {
  if (typeof item.expiresAt === "number")
    return /^(RECEIPT#|DELIVERY#|DIGEST#|PERSON#\S+ ERAS(ED|URE_ENDED)$)/.test(key);
  if (place.includes("AuditTable")) return true;
  // Minutes and messages of organisations; the record of who acted for an organisation.
  if (place.includes("ActivityTable")) return /^ACTIVITY#\S+ (ACTIVITY|VERSION#)/.test(key);
  if (place.includes("MessageTable")) return /^(MESSAGE#\S+ (MESSAGE|EDITION#)|SENT#)/.test(key);
  return place.includes("ObligationTable") && /^ORG#\S+ DUTY#/.test(key);
}

test("a person gets a copy of everything, is deleted on request, and leaves no trace that names anybody", async () => {
  const { api, accepted } = journey;
  const { personId, version } = await register();
  await live(personId);
  const secrets = [...Object.values(canary), idNumber];
  const ids = [personId, account];

  const { status, body: copy } = await api<PersonalDataCopy>("POST /api/me/record/export", { as: account });
  expect(status).toBe(200);
  for (const text of Object.values(canary)) expect(JSON.stringify(copy)).toContain(text);
  expect(copy.parts.map(({ context }) => context).sort()).toEqual([
    "activity",
    "feedback",
    "identity",
    "ledger",
    "message",
    "obligation",
    "organization",
    "statistics",
    "transfer",
  ]);
  expect(JSON.stringify(copy)).not.toMatch(/p256dh|"hash"|sealedIdNumber/);
  const handOut = `POST /api/people/${personId}/personal-data`;
  expect((await api(handOut, { as: people.branchSecretary })).status).toBe(403);
  expect((await accepted<PersonalDataCopy>(handOut, undefined, people.department)).parts).toHaveLength(9);

  const key = `POST /api/people/${personId}/erasure`;
  const request = { version, reason: "asked_by_person" };
  expect(await api(key, { as: people.department, body: request })).toMatchObject({
    status: 409,
    body: { reasonCode: "still_here" },
  });
  const left = await accepted<PersonView>(
    `POST /api/people/${personId}/stage`,
    { version, transition: "transfer_out", on: "2026-11-01" },
    people.department,
  );
  await journey.settle();
  const body = { ...request, version: left.version };
  expect((await api(key, { as: people.petrochemSecretary, body })).status).toBe(403);
  await accepted(key, body, people.department);
  await accepted(`${key}/cancel`, {}, people.department);
  await accepted(key, body, people.department);
  const listed = await accepted<{ items: object[] }>("GET /api/erasures", undefined, people.department);
  expect(listed.items).toMatchObject([{ personId, name: canary.name, reason: "asked_by_person" }]);

  await eraseOn(29);
  const before = await tracesOf(product, [...secrets, ...ids]);
  expect(placesOf(before)).toEqual(
    expect.arrayContaining([
      "Activity",
      "Audit",
      "Feedback",
      "Identity",
      "Ledger",
      "Membership",
      "Message",
      "Obligation",
      "Organization",
      "Statistics",
      "Transfer",
    ]),
  );
  for (const text of secrets.filter((one) => one !== idNumber)) {
    expect(
      before.some(({ found }) => found.includes(text)),
      text,
    ).toBe(true);
  }

  await eraseOn(31);
  const after = await tracesOf(product, [...secrets, ...ids]);
  expect(after.filter((trace) => !isStated(trace)).map(({ place, key: at, found }) => [place, at, found])).toEqual([]);
  const named = after.filter(({ found }) => found.some((text) => secrets.includes(text)));
  expect(named.filter(({ key: at }) => !at.startsWith("RECEIPT#")).map(({ key: at }) => at)).toEqual([]);

  expect((await api(`GET /api/people/${personId}`, { as: people.department })).status).toBe(404);
  expect((await api("GET /api/me/record", { as: account })).status).toBe(404);
  const logs = product.cloud.logs.lines().map(({ text }) => text);
  for (const text of secrets) expect(logs.filter((line) => line.includes(text))).toEqual([]);
  const trail = await accepted<{ items: AuditEntry[] }>(
    "GET /api/audit-entries?limit=100",
    undefined,
    people.auditAdministrator,
  );
  const actions = trail.items.filter(({ subject }) => subject.id === personId).map(({ action }) => action);
  expect(actions).toEqual(
    expect.arrayContaining(["PersonErased", "ErasureRequested", "ErasureCancelled", "PersonalDataHandedOut"]),
  );
  // The number is free for somebody else.
  await register();
}, 120_000);

test("the audit trail of all this is copied to the locked bucket, and every entry is what was copied", async () => {
  // Entries that are still on their way would be there, and not yet copied.
  await product.settle();
  await runOn(0, "ExportAuditChain");
  const { cloud } = product;
  const { endpoint, region, operator: credentials } = cloud.aws;
  const arns = [...cloud.outputs.values()].flatMap((stack) => [...stack.values()]);
  const bucket = arns.find((value) => /:s3:::.*auditarchive/i.test(value))?.split(":::")[1] ?? "";
  const report = await verifyEverything({
    store: dynamodbAuditStore(
      DynamoDBDocumentClient.from(operatorClients(cloud).dynamodb),
      await tableNamed(cloud, "AuditTable"),
    ),
    archive: s3AuditArchive(new S3Client({ endpoint, region, credentials, forcePathStyle: true }), bucket),
  })();
  expect(report.brokenAt).toBeNull();
  expect(report.compared).toBe(report.verified);
  expect(report.verified).toBeGreaterThan(100);
});
