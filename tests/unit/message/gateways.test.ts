import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ChannelSettings } from "../../../lib/message/channel-settings.ts";
import type { Address, Gateway } from "../../../lib/message/channels/gateway.ts";
import { gatewaysOf } from "../../../lib/message/channels/gateways.ts";
import { isPushService } from "../../../lib/message/channels/web-push.ts";
import type { Channel, Outcome } from "../../../lib/message/delivery.ts";
import { type LocalProviders, startLocalProviders } from "../../../local/outbox/start-outbox.ts";

const message = {
  messageId: "0mh000000-00000000000000000000",
  kind: "urgent" as const,
  title: "停电检修",
  body: "请提前关机。",
  senderName: "石化学院党委",
  dueOn: "2026-12-01",
};
const nobody: Address = { name: "", campusId: null, mobilePhone: null };
const robotKey = "6f0b7a4e-2a0f-4b29-8e0c-1a2b3c4d5e6f";

let providers: LocalProviders;
const forgotten: string[] = [];
beforeAll(async () => {
  providers = await startLocalProviders(0, Date.now);
});
afterAll(() => providers.stop());
beforeEach(() => {
  providers.outbox.clear();
  forgotten.length = 0;
});

function gateway(channel: Channel, changes: Record<string, unknown> = {}): Gateway {
  const settings = ChannelSettings.parse({
    ...JSON.parse(providers.channels("https://dangjian.example.edu.cn")),
    ...changes,
  });
  const forget = async (_: string, endpoint: string) => void forgotten.push(endpoint);
  const found = gatewaysOf(settings, { clock: () => new Date(), forget })[channel];
  if (found === undefined) throw new Error(`no gateway for ${channel}`);
  return found;
}
const account = () => ({ endpoint: providers.url, keyId: "AKIDLOCAL", secret: "local", region: "test-1" });
const ses = () => ({ email: { ...account(), from: "dangjian@example.edu.cn" } });
const sms = (provider: string) => ({ sms: { ...account(), provider, signName: "常州大学", template: "1" } });
const send = async (found: Gateway, address: Partial<Address>): Promise<Outcome | null> =>
  await found.sendTo({ ...nobody, ...address }, { message, deliveryId: "delivery", recipientId: "per-1" });

const throttled: Outcome = { state: "retry", reason: "throttled" };
const unavailable: Outcome = { state: "retry", reason: "unavailable" };
const rejected: Outcome = { state: "failed", reason: "rejected" };

const ways: readonly {
  name: string;
  channel: Channel;
  to: string;
  address: (to: string) => Partial<Address>;
  settings?: () => Record<string, unknown>;
  wrong?: string;
}[] = [
  { name: "SMTP", channel: "email", to: "a@b.cn", address: (email) => ({ email }), wrong: "bounced@b.cn" },
  {
    name: "SES",
    channel: "email",
    to: "a@b.cn",
    address: (email) => ({ email }),
    settings: ses,
    wrong: "bounced@b.cn",
  },
  { name: "Alibaba", channel: "sms", to: "13800000001", address: (mobilePhone) => ({ mobilePhone }) },
  {
    name: "Tencent",
    channel: "sms",
    to: "+8613800000001",
    address: (mobilePhone) => ({ mobilePhone }),
    settings: () => sms("tencent"),
  },
  {
    name: "SNS",
    channel: "sms",
    to: "+8613800000001",
    address: (mobilePhone) => ({ mobilePhone }),
    settings: () => sms("sns"),
    wrong: "+12",
  },
  { name: "WeCom", channel: "wecom", to: "20180016", address: (campusId) => ({ campusId }) },
  {
    name: "WeCom robot",
    channel: "group",
    to: robotKey,
    address: (key) => ({ robotKey: key }),
    wrong: "00000000-2a0f-4b29-8e0c-1a2b3c4d5e6f",
  },
];

describe.each(ways)("$name", ({ channel, to, address, settings, wrong }) => {
  const own = () => gateway(channel, settings?.() ?? {});

  test("sends what the provider takes, with its title", async () => {
    expect(await send(own(), address(to))).toMatchObject({ state: "sent" });
    expect(providers.outbox.sent).toMatchObject([{ channel, to }]);
    expect(JSON.stringify(providers.outbox.sent)).toContain("停电检修");
  });

  test("tries again later what the provider throttles, and what it cannot take now", async () => {
    const found = own();
    providers.outbox.setMood("throttled", to);
    expect(await send(found, address(to))).toEqual(throttled);
    providers.outbox.setMood("down", to);
    const outcome = await send(found, address(to)).catch(() => unavailable);
    expect(outcome).toEqual(unavailable);
    expect(providers.outbox.sent).toEqual([]);
  });

  test("reaches nobody who has no such address", async () => {
    expect(await send(own(), {})).toBeNull();
  });

  test.runIf(wrong !== undefined)("gives up what the provider refuses for good", async () => {
    expect(await send(own(), address(wrong ?? ""))).toEqual(rejected);
  });
});

describe("notifications of browsers", () => {
  test("arrive encrypted and signed, once on each device, a repeat in place of the first", async () => {
    const pushes = [providers.subscribe("phone"), providers.subscribe("laptop")];
    const found = gateway("push");
    expect(await send(found, { pushes })).toEqual({ state: "sent" });
    expect(await send(found, { pushes })).toEqual({ state: "sent" });
    expect(providers.outbox.sent.map(({ to, title, text }) => ({ to, title, text }))).toEqual([
      { to: "phone", title: "【石化学院党委】紧急通知：停电检修", text: `/messages/${message.messageId}` },
      { to: "laptop", title: "【石化学院党委】紧急通知：停电检修", text: `/messages/${message.messageId}` },
    ]);
  });

  test("forget a browser that is gone, and go to the one that is left", async () => {
    const [gone, left] = [providers.subscribe("phone"), providers.subscribe("laptop")];
    providers.unsubscribe(gone);
    expect(await send(gateway("push"), { pushes: [gone, left] })).toEqual({ state: "sent" });
    expect(forgotten).toEqual([gone.endpoint]);
    expect(await send(gateway("push"), { pushes: [gone] })).toEqual({ state: "failed", reason: "no_address" });
  });

  test("wait for a push service that is away or throttles", async () => {
    const pushes = [providers.subscribe("phone")];
    providers.outbox.setMood("throttled", "phone");
    expect(await send(gateway("push"), { pushes })).toEqual(throttled);
    providers.outbox.setMood("down", "phone");
    expect(await send(gateway("push"), { pushes })).toEqual(unavailable);
  });

  test("are never sent to a machine that is no push service", async () => {
    const { keys } = providers.subscribe("phone");
    const pushes = [{ endpoint: "http://169.254.169.254/latest/meta-data", keys }];
    expect(await send(gateway("push"), { pushes })).toEqual({ state: "failed", reason: "no_address" });
    const services = ["fcm.googleapis.com", ".push.apple.com"];
    expect(isPushService("https://web.push.apple.com/x", services)).toBe(true);
    expect(isPushService("https://fcm.googleapis.com/fcm/send/x", services)).toBe(true);
    expect(isPushService("http://fcm.googleapis.com/fcm/send/x", services)).toBe(false);
    expect(isPushService("https://fcm.googleapis.com.evil.example/x", services)).toBe(false);
    expect(isPushService("https://evilpush.apple.com/x", services)).toBe(false);
  });
});

test("the page of what was sent lets a night pass when somebody presses its button", async () => {
  let nights = 0;
  providers.onNight(async () => void nights++);
  expect(await (await fetch(providers.url)).text()).toContain('action="/night"');
  await fetch(`${providers.url}/night`, { method: "POST", redirect: "manual" });
  expect(nights).toBe(1);
});
