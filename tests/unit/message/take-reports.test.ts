import { expect, test, vi } from "vitest";
import { deliveryIdOf } from "../../../lib/message/delivery.ts";
import type { StoredMessage } from "../../../lib/message/message.ts";
import { Preferences } from "../../../lib/message/preferences.ts";
import { takeReports } from "../../../lib/message/take-reports.ts";
import type { AppError } from "../../../lib/shared/errors.ts";
import { fakeDeliveryStore } from "./fake-delivery-store.ts";
import { fakeReachStore } from "./fake-reach-store.ts";

const messageId = "0mh000000-00000000000000000000";
const secret = "s".repeat(32);
const at = new Date("2026-11-22T02:00:00Z");
const circumstances = { at, correlationId: "c", actor: null };
const phone = "13800000001";

function intake() {
  const { store: deliveries, deliveries: stored, facts } = fakeDeliveryStore();
  const reach = fakeReachStore();
  const confirm = vi.fn(async () => undefined);
  const take = takeReports({
    deliveries,
    reach: reach.store,
    store: { find: async () => ({ senderOrganizationId: "school" }) as StoredMessage },
    isReportSecret: async (given) => given === secret,
    confirm,
  });
  const known = (recipientId: string, channel: "sms" | "email") => {
    const id = deliveryIdOf({ messageId, channel }, recipientId);
    stored.set(id, { state: "sent", batchId: "b", at: at.toISOString() });
    return id;
  };
  return {
    deliveries,
    facts,
    reach,
    confirm,
    known,
    post: (provider: "alibaba" | "tencent" | "ses", content: unknown, given = secret) =>
      take({ params: { provider, secret: given }, query: {}, body: { text: JSON.stringify(content) } }, circumstances),
  };
}

const alibaba = (outId: string, success: boolean, message = "") => ({
  phone_number: phone,
  send_time: "2026-11-22 10:00:00",
  report_time: "2026-11-22 10:00:03",
  success,
  err_code: success ? "DELIVERED" : "MK:0001",
  err_msg: message,
  sms_size: "1",
  biz_id: "12345",
  out_id: outId,
});

test("Alibaba's report counts each delivery once, and a dead number is kept, one that is off is not", async () => {
  const { post, known, deliveries, reach } = intake();
  const [arrived, dead, off] = ["per-a", "acc-2008.01", "per-c"].map((one) => known(one, "sms")) as [
    string,
    string,
    string,
  ];
  const all = [alibaba(arrived, true), alibaba(dead, false, "空号"), alibaba(off, false, "手机关机")];
  for (let times = 1; times <= 2; times++) expect(await post("alibaba", all)).toMatchObject({ code: 0, result: 0 });
  expect(await deliveries.countReports(messageId)).toEqual({ sms: { delivered: 1, bounced: 1, undelivered: 1 } });
  expect([...reach.preferences].map(([id, { bouncedPhone }]) => [id, bouncedPhone])).toEqual([["acc-2008.01", phone]]);
});

test("Tencent's report names the provider's own number of a delivery", async () => {
  const { post, known, deliveries } = intake();
  await deliveries.linkProviderId("serial-1", known("per-a", "sms"), at);
  const report = {
    user_receive_time: "2026-11-22 10:00:03",
    nationcode: "86",
    mobile: phone,
    report_status: "SUCCESS",
    errmsg: "DELIVRD",
    description: "用户短信送达成功",
    sid: "serial-1",
  };
  await post("tencent", [report, { ...report, sid: "of somebody else" }]);
  expect(await deliveries.countReports(messageId)).toEqual({ sms: { delivered: 1 } });
});

const told = (event: object) => ({
  Type: "Notification",
  Message: JSON.stringify({ mail: { messageId: "m-1" }, ...event }),
});

test.each([
  { event: { notificationType: "Delivery" }, outcome: "delivered", isKept: false },
  {
    event: {
      eventType: "Bounce",
      bounce: { bounceType: "Permanent", bouncedRecipients: [{ emailAddress: "a@b.cn", status: "5.1.1" }] },
    },
    outcome: "bounced",
    isKept: true,
  },
  {
    event: {
      notificationType: "Bounce",
      bounce: { bounceType: "Transient", bouncedRecipients: [{ emailAddress: "a@b.cn" }] },
    },
    outcome: "undelivered",
    isKept: false,
  },
  {
    event: { eventType: "Complaint", complaint: { complainedRecipients: [{ emailAddress: "a@b.cn" }] } },
    // It has arrived; its owner wants no more of them.
    outcome: "delivered",
    isKept: true,
  },
])("SES tells by a topic: $outcome, $event", async ({ event, outcome, isKept }) => {
  const { post, known, deliveries, reach, facts } = intake();
  await reach.store.savePreferences("per-a", Preferences.parse({ email: "a@b.cn" }));
  await deliveries.linkProviderId("m-1", known("per-a", "email"), at);
  for (let times = 1; times <= 2; times++) await post("ses", told(event));
  expect(await deliveries.countReports(messageId)).toEqual({ email: { [outcome]: 1 } });
  expect([...facts.values()].map(({ name, organizationId, data }) => ({ name, organizationId, data }))).toEqual(
    outcome === "delivered"
      ? []
      : [
          {
            name: "DeliveryFailed",
            organizationId: "school",
            data: { channel: "email", recipients: 1, reason: outcome },
          },
        ],
  );
  expect(JSON.stringify([...facts])).not.toMatch(/per-a|a@b\.cn/);
  expect(reach.preferences.get("per-a")?.bouncedEmail).toBe(isKept ? "a@b.cn" : null);
});

test("a topic is confirmed where SNS says, and nowhere else", async () => {
  const { post, confirm } = intake();
  const confirmation = (SubscribeURL: string) => ({ Type: "SubscriptionConfirmation", SubscribeURL });
  const right = "https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&Token=1";
  await post("ses", confirmation(right));
  for (const wrong of [
    "http://sns.us-east-1.amazonaws.com/",
    "https://sns.example.com/",
    "https://169.254.169.254/",
    "https://sns.us-east-1.amazonaws.com.example.com/",
  ]) {
    await post("ses", confirmation(wrong));
  }
  expect(confirm.mock.calls).toEqual([[right]]);
});

test("another address, and what no provider says, are refused and change nothing", async () => {
  const { post, known, deliveries } = intake();
  const id = known("per-a", "sms");
  const codes = await Promise.all([
    post("alibaba", [alibaba(id, true)], "wrong-".repeat(4)).catch(({ code }: AppError) => code),
    post("alibaba", { text: 1 }).catch(({ code }: AppError) => code),
    post("ses", { Type: "Notification", Message: "{" }).catch(({ code }: AppError) => code),
  ]);
  expect(codes).toEqual(["not_found", "malformed_request", "malformed_request"]);
  expect(await deliveries.countReports(messageId)).toEqual({});
  // Providers repeat for hours what is refused: what is not ours is passed over.
  await expect(post("alibaba", [alibaba("not one of ours", true)])).resolves.toMatchObject({ code: 0 });
});
