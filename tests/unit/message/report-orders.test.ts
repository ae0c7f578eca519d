import { describe, expect, test } from "vitest";
import type { Content } from "../../../lib/message/content.ts";
import { deliver } from "../../../lib/message/deliver.ts";
import { type Channel, deliveryIdOf, reportedOutcomes } from "../../../lib/message/delivery.ts";
import type { StoredMessage } from "../../../lib/message/message.ts";
import { KeptPreferences, Preferences } from "../../../lib/message/preferences.ts";
import { readDeliveryProgress } from "../../../lib/message/progress.ts";
import { takeReports } from "../../../lib/message/take-reports.ts";
import { fakeDeliveryStore } from "./fake-delivery-store.ts";
import { fakeDigestStore, fakeReachStore } from "./fake-reach-store.ts";

const messageId = "0mh000000-00000000000000000000";
const email = "a@b.cn";
const phone = "13800000001";
const message = { messageId, senderOrganizationId: "school" } as StoredMessage;

/** A sender, a provider that reports, and the intake, over one table; `onCall` stands before each call of the table. */
function world(channel: Channel, onCall: (number: number) => void = () => undefined) {
  let now = Date.parse("2026-11-22T02:00:00Z");
  let calls = 0;
  const table = fakeDeliveryStore(() => onCall(++calls));
  const reach = fakeReachStore();
  const clock = () => new Date(now);
  let sent = 0;
  const content: Content = {
    isUrgent: true,
    isRecalled: false,
    organizationId: "school",
    noticeFor: async () => ({ ...message, kind: "urgent", title: "", body: "", senderName: "", dueOn: null }),
  };
  const take = takeReports({
    deliveries: table.store,
    reach: reach.store,
    store: { find: async () => message },
    isReportSecret: async () => true,
    confirm: async () => undefined,
  });
  const post = (provider: "ses" | "tencent" | "alibaba", told: unknown) =>
    take(
      { params: { provider, secret: "" }, query: {}, body: { text: JSON.stringify(told) } },
      { at: clock(), correlationId: "c", actor: null },
    );
  return {
    ...table,
    reach,
    sentTimes: () => sent,
    advance: (ms: number) => (now += ms),
    send: () =>
      deliver(
        {
          deliveries: table.store,
          digests: fakeDigestStore().store,
          reach: reach.store,
          gateways: {
            [channel]: {
              whenUncertain: "leave" as const,
              sendTo: async () => {
                sent += 1;
                return { state: "sent" as const, ...(channel === "email" && { providerId: "m-1" }) };
              },
            },
          },
          clock,
        },
        {
          batch: { batchId: "b", messageId, channel, recipientIds: ["p"], attempt: 0 },
          content,
          recipientId: "p",
          address: { name: "", campusId: null, mobilePhone: phone },
          preferences: KeptPreferences.parse({ email }),
        },
      ),
    reportBySes: (event: object) =>
      post("ses", { Type: "Notification", Message: JSON.stringify({ mail: { messageId: "m-1" }, ...event }) }),
    reportByAlibaba: (success: boolean, err_msg = "") =>
      post("alibaba", [{ phone_number: phone, success, err_msg, out_id: deliveryIdOf({ messageId, channel }, "p") }]),
    progress: async () => {
      const batch = { counts: { [table.deliveries.get(deliveryIdOf({ messageId, channel }, "p"))?.state ?? ""]: 1 } };
      const read = readDeliveryProgress({
        store: { find: async () => message },
        deliveries: {
          ...table.store,
          findExpansion: async () => ({
            messageId,
            state: "done",
            organizationIds: [],
            withCampus: false,
            position: 0,
            recipients: 1,
            channels: [channel],
            version: 1,
          }),
          listBatches: async () => [{ channel, ...batch }],
        },
      });
      const { channels } = await read({ params: { organizationId: "school", messageId }, query: {}, body: undefined });
      const { sent: told, delivered, waiting, failed } = channels[0] ?? { failed: {} };
      return {
        sent: told,
        delivered,
        waiting,
        ...Object.fromEntries(Object.entries(failed).filter(([, of]) => of > 0)),
      };
    },
  };
}

const bounce = {
  eventType: "Bounce",
  bounce: { bounceType: "Permanent", bouncedRecipients: [{ emailAddress: email }] },
};
const delivery = { eventType: "Delivery" };
const outOfOffice = { eventType: "Bounce", bounce: { bounceType: "Transient", bouncedRecipients: [] } };

const isTaken = (report: Promise<unknown>) =>
  report.then(
    () => true,
    () => false,
  );

const orders = <Item>(items: readonly Item[]): Item[][] =>
  items.length < 2
    ? [[...items]]
    : items.flatMap((item, index) =>
        orders(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
      );

describe("reports of one delivery", () => {
  test.each(orders([delivery, outOfOffice, bounce]))("end alike in the order %#", async (...events) => {
    const { send, reach, reportBySes, progress, facts } = world("email");
    await reach.store.savePreferences("p", Preferences.parse({ email }));
    await send();
    for (const event of [...events, ...events]) await reportBySes(event);
    expect(await progress()).toEqual({ sent: 0, delivered: 0, waiting: 0, bounced: 1 });
    expect(reach.preferences.get("p")?.bouncedEmail).toBe(email);
    expect([...facts.values()].map(({ data }) => data.reason)).toContain("bounced");
  });

  test("a mail that has arrived stays so, whatever answers by itself", async () => {
    for (const events of [
      [delivery, outOfOffice],
      [outOfOffice, delivery],
    ]) {
      const { send, reportBySes, progress } = world("email");
      await send();
      for (const event of events) await reportBySes(event);
      expect(await progress()).toEqual({ sent: 1, delivered: 1, waiting: 0 });
    }
    expect(reportedOutcomes).toEqual(["undelivered", "delivered", "bounced"]);
  });
});

describe("a report by the provider's own id", () => {
  test("that comes before that id is known waits for it", async () => {
    const { send, reach, reportBySes, progress } = world("email");
    await reach.store.savePreferences("p", Preferences.parse({ email }));
    for (let times = 1; times <= 2; times++) await reportBySes(bounce);
    expect(reach.preferences.get("p")?.bouncedEmail).toBeNull();
    await send();
    expect(await progress()).toEqual({ sent: 0, delivered: 0, waiting: 0, bounced: 1 });
    expect(reach.preferences.get("p")?.bouncedEmail).toBe(email);
  });

  test("is lost nowhere and counted once, wherever it comes in between and whoever is killed", async () => {
    const outcomes = new Set<string>();
    // Nobody comes beyond 14 calls of the table; each of them may be the last of a life.
    for (let reportedAt = 1; reportedAt <= 14; reportedAt++) {
      for (let killedAt = 1; killedAt <= 14; killedAt++) {
        let report: Promise<boolean> | undefined;
        const { send, reach, reportBySes, progress, advance, sentTimes, deliveries } = world("email", (number) => {
          if (number === reportedAt) report ??= isTaken(reportBySes(bounce));
          if (number === killedAt) throw new Error("killed");
        });
        await reach.store.savePreferences("p", Preferences.parse({ email }));
        // The queue gives the batch again, the provider what was not answered.
        for (let life = 1; life <= 3; life++) {
          await send().catch(() => undefined);
          if (!(await (report ?? isTaken(reportBySes(bounce))))) report = undefined;
          advance(200_000);
        }
        const { state } = deliveries.get(deliveryIdOf({ messageId, channel: "email" }, "p")) ?? {};
        expect(sentTimes()).toBeLessThanOrEqual(1);
        const found = await progress();
        outcomes.add(JSON.stringify(found));
        if (state === "uncertain") continue;
        expect(found, `${reportedAt} ${killedAt}`).toEqual({ sent: 0, delivered: 0, waiting: 0, bounced: 1 });
        expect(reach.preferences.get("p")?.bouncedEmail).toBe(email);
      }
    }
    // Killed before it could note the id: then nobody can know which delivery the provider means.
    expect([...outcomes].sort()).toEqual(
      [
        { sent: 0, delivered: 0, waiting: 0, bounced: 1 },
        { sent: 0, delivered: 0, waiting: 0, uncertain: 1 },
      ]
        .map((one) => JSON.stringify(one))
        .sort(),
    );
  });
});

describe("a report by our own id", () => {
  test("tells that a killed sender had sent, before and after that was left open", async () => {
    for (const isLate of [false, true]) {
      let isKilled = true;
      const { send, reportByAlibaba, progress, advance, sentTimes } = world("sms", () => {
        if (sentTimes() === 1 && isKilled) throw new Error("killed");
      });
      await expect(send()).rejects.toThrow("killed");
      isKilled = false;
      advance(200_000);
      if (isLate) await send();
      expect(await progress()).toMatchObject(isLate ? { sent: 0, uncertain: 1 } : { waiting: 1 });
      await reportByAlibaba(true);
      await send();
      expect(await progress()).toEqual({ sent: 1, delivered: 1, waiting: 0 });
      expect(sentTimes()).toBe(1);
    }
  });

  test("keeps an SMS from going out a second time whose sender was answered nothing", async () => {
    const { send, reportByAlibaba, progress, sentTimes, deliveries } = world("sms");
    const id = deliveryIdOf({ messageId, channel: "sms" }, "p");
    deliveries.set(id, { state: "waiting", batchId: "b", at: "2026-11-22T02:00:00.000Z" });
    await reportByAlibaba(false, "空号");
    await send();
    expect(sentTimes()).toBe(0);
    expect(await progress()).toEqual({ sent: 0, delivered: 0, waiting: 0, bounced: 1 });
  });
});
