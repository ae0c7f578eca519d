import { afterEach, describe, expect, test } from "vitest";
import { emptyDecision } from "../../../lib/message/channel-policy.ts";
import type { Address, Outgoing } from "../../../lib/message/channels/gateway.ts";
import { type Batch, type Channel, deliveryIdOf, type Outcome } from "../../../lib/message/delivery.ts";
import { expandMessage } from "../../../lib/message/expand-message.ts";
import type { StoredMessage } from "../../../lib/message/message.ts";
import { Preferences } from "../../../lib/message/preferences.ts";
import { type BatchResults, sendDeliveries } from "../../../lib/message/send-deliveries.ts";
import { startDigests } from "../../../lib/message/start-digests.ts";
import { seededRandom } from "../../../local/seeded-random.ts";
import { fakeDeliveryStore } from "./fake-delivery-store.ts";
import { fakeDigestStore, fakeReachStore } from "./fake-reach-store.ts";

const messageId = "0mh000000-00000000000000000000";
const message: StoredMessage = {
  messageId,
  kind: "urgent",
  title: "停电检修",
  body: "",
  links: [],
  attachments: [],
  dueOn: null,
  needsConfirmation: false,
  isPinned: false,
  expiresOn: null,
  isQuiet: false,
  audience: { targets: [{ organizationId: "school", scope: "subtree" }], categories: [], posts: [], personIds: [] },
  senderOrganizationId: "school",
  senderName: "石化学院党委",
  postedAt: "2026-11-22T02:00:00.000Z",
  expected: 10_000,
  remindsOf: null,
  recalled: null,
  corrected: null,
  version: 1,
  author: "20080107",
};
const circumstances = { at: new Date("2026-11-22T02:00:00Z"), correlationId: "c", actor: null };

/** A queue, a provider and a clock around the two use cases. */
function world(
  options: {
    answer?: (to: string) => Outcome | "timeout";
    pause?: () => void;
    current?: () => StoredMessage;
    channel?: Channel;
    dropsRepeats?: boolean;
  } = {},
) {
  const { answer = () => ({ state: "sent" }), current = () => message, channel = "sms" } = options;
  let now = Date.parse("2026-11-22T02:00:00Z");
  const fake = fakeDeliveryStore(options.pause);
  const reach = fakeReachStore(options.pause);
  const digests = fakeDigestStore();
  const titles: string[] = [];
  const arrived: string[] = [];
  const queue: Batch[] = [];
  const letters: Batch[] = [];
  const results: BatchResults[] = [];
  const clock = () => new Date(now);
  const send = sendDeliveries({
    store: { find: async () => current() },
    deliveries: fake.store,
    reach: reach.store,
    digests: digests.store,
    gateways: {
      [channel]: {
        whenUncertain: options.dropsRepeats === true ? "again" : "leave",
        sendTo({ mobilePhone: to }: Address, { deliveryId, message: { title } }: Outgoing) {
          if (to === null) return null;
          // A line that breaks, or a provider that is too slow, throws.
          const outcome = answer(to);
          if (outcome === "timeout") return Promise.reject(new Error("timeout"));
          const isDropped = options.dropsRepeats === true && arrived.includes(deliveryId);
          if (outcome.state === "sent" && !isDropped) {
            arrived.push(deliveryId);
            titles.push(title);
          }
          return Promise.resolve(outcome);
        },
      },
    },
    findAddresses: async (ids) =>
      new Map(ids.map((id) => [id, { name: id, campusId: id, mobilePhone: id === "nobody" ? null : id }])),
    tryLater: async (batch) => void queue.push(batch),
    giveUp: async (batch) => void letters.push(batch),
    tellResults: (told) => results.push(told),
    clock,
  });
  return {
    ...fake,
    reach,
    digests,
    titles,
    send: (batch: Batch) => send(batch, circumstances),
    arrived,
    queue,
    letters,
    results,
    advance: (ms: number) => (now += ms),
  };
}

const batchOf = (recipientIds: string[], channel: Channel = "sms"): Batch => ({
  batchId: `${channel}-0-0`,
  messageId,
  channel,
  recipientIds,
  attempt: 0,
});
const id = (recipientId: string, channel: Channel = "sms") => deliveryIdOf({ messageId, channel }, recipientId);

describe("a batch of deliveries", () => {
  test("is sent once, however often the queue brings it, with two workers at once too", async () => {
    const { send, arrived } = world();
    const batch = batchOf(["a", "b"]);
    await Promise.all([send(batch), send(batch)]);
    await send(batch);
    expect(arrived.sort()).toEqual([id("a"), id("b")]);
  });

  test("tells who has no number, and who did not want it, and goes on", async () => {
    const quiet = { ...message, kind: "notice" as const };
    const { send, arrived, reach, batches, results } = world({ current: () => quiet });
    await reach.store.savePreferences("b", Preferences.parse({ declined: ["sms"] }));
    await send(batchOf(["nobody", "b", "c"]));
    expect(arrived).toEqual([id("c")]);
    expect([...batches.values()][0]?.counts).toEqual({ no_address: 1, declined: 1, sent: 1 });
    await send(batchOf(["nobody", "b", "c"]));
    expect(results).toEqual([
      { channel: "sms", sent: 1, failed: 2, putOff: 0 },
      { channel: "sms", sent: 0, failed: 0, putOff: 0 },
    ]);
  });

  test("waits for the morning unless it is urgent", async () => {
    let kind: StoredMessage["kind"] = "notice";
    const { send, arrived, queue, advance, results } = world({ current: () => ({ ...message, kind }) });
    advance(13 * 3_600_000);
    await send(batchOf(["a"]));
    expect(arrived).toEqual([]);
    expect(queue).toMatchObject([{ attempt: 0, pending: ["a"] }]);
    expect(results).toEqual([{ channel: "sms", sent: 0, failed: 0, putOff: 1 }]);
    kind = "urgent";
    await send(batchOf(["a"]));
    expect(arrived).toEqual([id("a")]);
  });

  test("goes to nobody any more once the message was taken back", async () => {
    const { send, arrived, batches } = world({ current: () => ({ ...message, recalled: { at: "", reason: "" } }) });
    await send(batchOf(["a"]));
    expect(arrived).toEqual([]);
    expect([...batches.values()][0]?.counts).toEqual({ recalled: 1 });
  });

  test("waits while its message is paused, without losing a try", async () => {
    const { send, arrived, queue, expansions } = world();
    const paused = {
      messageId,
      organizationIds: [],
      withCampus: false,
      position: 0,
      recipients: 1,
      channels: ["sms" as const],
      version: 1,
    };
    expansions.set(messageId, { ...paused, state: "paused" });
    await send(batchOf(["a"]));
    expect(arrived).toEqual([]);
    expansions.set(messageId, { ...paused, state: "done" });
    const [waiting] = queue.splice(0);
    expect(waiting).toMatchObject({ attempt: 0 });
    await send(waiting as Batch);
    expect(arrived).toEqual([id("a")]);
  });

  test("tells somebody who wants that of several messages in one mail, and of urgent ones at once", async () => {
    let kind: StoredMessage["kind"] = "notice";
    const { send, arrived, titles, reach, digests, batches, queue } = world({
      channel: "email",
      current: () => ({ ...message, kind }),
    });
    await reach.store.savePreferences("a", Preferences.parse({ isDigest: true, email: "a@example.edu.cn" }));
    const second = "0mh000000-00000000000000000001";
    await send(batchOf(["a", "b"], "email"));
    await send({ ...batchOf(["a"], "email"), messageId: second });
    expect(arrived).toEqual([id("b", "email")]);
    expect([...batches.values()][0]?.counts).toEqual({ sent: 1, digest: 1 });
    const start = startDigests({ digests: digests.store, send: async (batch) => void queue.push(batch) });
    expect(await start(new Date("2026-11-22T23:30:00Z"))).toEqual({ digests: 1 });
    const [mail] = queue.splice(0);
    for (let copy = 1; copy <= 2; copy++) await send(mail as Batch);
    expect(titles.at(-1)).toBe("2条消息汇总");
    expect(arrived).toHaveLength(2);
    kind = "urgent";
    await send({ ...batchOf(["a"], "email"), messageId: "0mh000000-00000000000000000002" });
    expect(titles.at(-1)).toBe("停电检修");
  });

  test("does not try an address again that bounced, until somebody gives it anew", async () => {
    let tries = 0;
    const { send, batches, reach, facts } = world({
      channel: "email",
      answer: () => {
        tries += 1;
        return { state: "failed", reason: "rejected" };
      },
    });
    const preferences = Preferences.parse({ email: "old@example.edu.cn" });
    await reach.store.savePreferences("a", preferences);
    await send(batchOf(["a"], "email"));
    await send({ ...batchOf(["a"], "email"), messageId: "0mh000000-00000000000000000001" });
    expect(tries).toBe(1);
    expect([...batches.values()].map(({ counts }) => counts)).toEqual([{ rejected: 1 }, { bounced: 1 }]);
    // Told of the try; of the second message, nothing was tried.
    expect([...facts.values()].map(({ data }) => data)).toEqual([
      { channel: "email", recipients: 1, reason: "rejected" },
    ]);
    await reach.store.savePreferences("a", preferences);
    await send({ ...batchOf(["a"], "email"), messageId: "0mh000000-00000000000000000002" });
    expect(tries).toBe(2);
  });

  test("sends no SMS to a number that turned out dead, but to another one", async () => {
    const { send, arrived, batches, reach } = world();
    await reach.store.noteBounce("a", "sms", "a");
    await reach.store.noteBounce("b", "sms", "a former number");
    await send(batchOf(["a", "b"]));
    expect(arrived).toEqual([id("b")]);
    expect([...batches.values()][0]?.counts).toEqual({ bounced: 1, sent: 1 });
  });

  test("tries again alone whom a slow provider has not answered for, and fails nobody else", async () => {
    const { send, arrived, queue, batches } = world({ answer: (to) => (to === "b" ? "timeout" : { state: "sent" }) });
    await send(batchOf(["a", "b", "c"]));
    expect(arrived).toEqual([id("a"), id("c")]);
    expect(queue).toMatchObject([{ attempt: 1, pending: ["b"] }]);
    expect([...batches.values()][0]?.counts).toEqual({ sent: 2, waiting: 1 });
  });

  test("counts those of others who were not tried this time", async () => {
    const { send, queue, batches } = world({
      answer: (to) => (to === "b" ? { state: "retry", reason: "throttled" } : { state: "sent" }),
    });
    await send(batchOf(["a", "b", "nobody"]));
    await send(queue.shift() as Batch);
    expect([...batches.values()][0]?.counts).toEqual({ sent: 1, waiting: 1, no_address: 1 });
  });

  test("gives up one recipient after five tries, alone, and a redrive heals it", async () => {
    let isDown = true;
    const { send, arrived, queue, letters, facts } = world({
      answer: (to) => (to === "poison" && isDown ? { state: "retry", reason: "unavailable" } : { state: "sent" }),
    });
    await send(batchOf(["a", "poison", "b"]));
    for (let batch = queue.shift(); batch !== undefined; batch = queue.shift()) await send(batch);
    expect(arrived).toEqual([id("a"), id("b")]);
    expect(letters).toMatchObject([{ pending: ["poison"] }]);
    expect([...facts.values()]).toMatchObject([
      { name: "DeliveryFailed", data: { channel: "sms", recipients: 1, reason: "unreachable" } },
    ]);
    isDown = false;
    for (const letter of letters) await send(letter);
    expect(arrived).toEqual([id("a"), id("b"), id("poison")]);
  });

  test("sets nobody aside because another sender has them", async () => {
    const { send, deliveries, queue, letters, advance, arrived } = world();
    deliveries.set(id("a"), { state: "sending", batchId: "sms-0-0", at: "2026-11-22T02:00:00.000Z" });
    await send(batchOf(["a"]));
    for (let times = 1; times <= 6; times++) {
      advance(15_000);
      await send(queue.shift() as Batch);
    }
    expect(letters).toEqual([]);
    deliveries.set(id("a"), { state: "waiting", batchId: "sms-0-0", at: "2026-11-22T02:01:00.000Z" });
    await send(queue.shift() as Batch);
    expect(arrived).toEqual([id("a")]);
  });

  test("leaves a delivery alone whose sender was killed, where each one costs", async () => {
    let isKilled = true;
    const { send, arrived, batches, advance, queue } = world({
      pause: () => {
        if (arrived.length === 1 && isKilled) throw new Error("killed");
      },
    });
    await expect(send(batchOf(["a"]))).rejects.toThrow("killed");
    isKilled = false;
    await send(batchOf(["a"]));
    expect(queue).toHaveLength(1);
    advance(600_000);
    await send(batchOf(["a"]));
    expect(arrived).toEqual([id("a")]);
    expect([...batches.values()][0]?.counts).toEqual({ uncertain: 1 });
  });
});

test("of 50,000 deliveries one that always fails is set aside alone, and holds up nobody", async () => {
  const { send, arrived, queue, letters } = world({
    channel: "wecom",
    answer: (to) => (to === "p31415" ? { state: "retry", reason: "unavailable" } : { state: "sent" }),
  });
  for (let start = 0; start < 50_000; start += 25) {
    const recipientIds = Array.from({ length: 25 }, (_, index) => `p${start + index}`);
    await send({ ...batchOf(recipientIds, "wecom"), batchId: `wecom-${start}` });
  }
  expect(arrived).toHaveLength(49_999);
  for (let batch = queue.shift(); batch !== undefined; batch = queue.shift()) {
    expect(batch.pending).toEqual(["p31415"]);
    await send(batch);
  }
  expect(letters.map(({ pending }) => pending)).toEqual([["p31415"]]);
  expect(new Set(arrived).size).toBe(49_999);
});

test.each([
  // WeCom drops a repeat by itself, so that what is uncertain is sent again; a repeated SMS would arrive, and cost.
  { channel: "wecom" as const, dropsRepeats: true },
  { channel: "sms" as const, dropsRepeats: false },
])(
  "of 10,000 deliveries by $channel none arrives twice and none is lost, with every fault at random",
  async ({ channel, dropsRepeats }) => {
    const random = seededRandom(20_261_122);
    let faults = 0.02;
    const poison = new Set(["p1234", "p7777"]);
    const { send, arrived, queue, letters, advance, deliveries } = world({
      channel,
      dropsRepeats,
      answer: (to) => {
        if (poison.has(to)) return { state: "retry", reason: "unavailable" };
        return random() < faults ? { state: "retry", reason: "throttled" } : { state: "sent" };
      },
      pause: () => {
        // Killed at any call of the store: before it was sent, and between sending and noting it.
        if (random() < faults / 20) throw new Error("killed");
      },
    });
    const waiting: Batch[] = [];
    for (let start = 0; start < 10_000; start += 25) {
      const recipientIds = Array.from({ length: 25 }, (_, index) => `p${start + index}`);
      waiting.push({ batchId: `${channel}-${start}`, messageId, channel, recipientIds, attempt: 0 });
    }
    for (let round = 1; waiting.length > 0; round++) {
      const batch = waiting.splice(Math.floor(random() * Math.min(5, waiting.length)), 1)[0] as Batch;
      for (let copies = random() < 0.1 ? 2 : 1; copies > 0; copies--) {
        await send(batch).catch(() => waiting.push(batch));
      }
      waiting.push(...queue.splice(0));
      // A killed sender is taken for lost after a while.
      if (round % 50 === 0) advance(130_000);
      if (round > 2_000) faults = 0;
    }
    expect(new Set(arrived).size).toBe(arrived.length);
    // Where a repeat would arrive, a sender that was killed leaves it open whether there was a first time.
    const open = [...deliveries.values()].filter(({ state }) => state === "uncertain").length;
    if (dropsRepeats) expect(open).toBe(0);
    expect(arrived.length).toBeGreaterThanOrEqual(10_000 - poison.size - open);
    const settled = [...deliveries.values()].filter(({ state }) => state === "sent" || state === "uncertain");
    expect(settled).toHaveLength(10_000 - poison.size);
    expect(new Set(letters.flatMap(({ pending = [] }) => pending))).toEqual(poison);
  },
);

describe("the expansion of a message", () => {
  const places = new Map(
    // More than one page, most of them without anybody.
    ["school", ...Array.from({ length: 13 }, (_, index) => `b${index + 1}`)].map((organizationId) => [
      organizationId,
      {
        organizationId,
        parentId: "root",
        path: `/root/school/${organizationId}/`,
        name: "",
        kind: "student_branch",
        isActive: true,
      },
    ]),
  );
  const lists = new Map([
    ["b1", ["a", "b"]],
    ["b2", ["b", "c"]],
    ["b3", Array.from({ length: 60 }, (_, index) => `m${index}`)],
  ]);
  function expansion(current: () => StoredMessage, publish: (batches: readonly Batch[]) => Promise<void>) {
    const fake = fakeDeliveryStore();
    const reach = fakeReachStore();
    const expand = expandMessage({
      store: { find: async () => current() },
      deliveries: fake.store,
      places: {
        find: async (organizationId) => places.get(organizationId),
        findPath: async () => undefined,
        listBelow: async () => [...places.values()].filter(({ organizationId }) => organizationId !== "school"),
      },
      people: {
        listAt: async (organizationId) =>
          (lists.get(organizationId) ?? []).map((personId) => ({
            personId,
            name: "",
            organizationId,
            category: "full_member",
          })),
        findReader: async (accountId) => ({
          recipientId: `acc-${accountId}`,
          // Of those who once said that they want to be told, one has been admitted since, and one belongs elsewhere.
          category: accountId === "admitted" ? "full_member" : "campus_person",
          home: { organizationId: "root", path: accountId === "elsewhere" ? "/other/" : "/root/school/" },
          posts: [],
        }),
      },
      posts: { listHolders: async () => [], findNames: async () => new Map(), hasPost: () => false },
      reach: reach.store,
      isConfigured: (channel) => !["email", "push"].includes(channel),
      publish,
      clock: () => new Date("2026-11-22T02:00:00Z"),
    });
    return { ...fake, reach, expand: () => expand(messageId, "request-1") };
  }

  test("makes batches of 25 for each channel that is set up, and repeats them alike after a cut", async () => {
    const published: Batch[] = [];
    let isCut = true;
    const { expand, expansions } = expansion(
      () => message,
      async (batches) => {
        published.push(...batches);
        if (isCut) throw new Error("killed");
      },
    );
    await expect(expand()).rejects.toThrow("killed");
    const first = published.splice(0);
    isCut = false;
    expect(await expand()).toBe("done");
    expect(published).toEqual(first);
    expect(await expand()).toBe("already_done");
    const sms = published.filter(({ channel }) => channel === "sms").flatMap(({ recipientIds }) => recipientIds);
    expect(sms.sort()).toEqual(["a", "b", "c", ...(lists.get("b3") ?? [])].sort());
    expect(published.every(({ recipientIds }) => recipientIds.length <= 25)).toBe(true);
    expect(new Set(published.map(({ correlationId }) => correlationId))).toEqual(new Set(["request-1"]));
    expect(new Set(published.map(({ channel }) => channel))).toEqual(new Set(["sms", "wecom"]));
    expect(expansions.get(messageId)).toMatchObject({ state: "done", recipients: 63 });
  });

  test("uses of the channels that are set up only those that the message names", async () => {
    const published: Batch[] = [];
    const named = { ...message, channels: ["wecom" as const, "email" as const] };
    const { expand } = expansion(
      () => named,
      async (batches) => void published.push(...batches),
    );
    await expand();
    expect(new Set(published.map(({ channel }) => channel))).toEqual(new Set(["wecom"]));
  });

  test("tells the groups of organisations that have a robot, of what is for everybody there", async () => {
    const published: Batch[] = [];
    let audience = message.audience;
    const { expand, reach, expansions } = expansion(
      () => ({ ...message, audience }),
      async (batches) => void published.push(...batches),
    );
    reach.decisions.set("b2", { ...emptyDecision("b2"), robotKey: "key" });
    await expand();
    const groups = () => published.filter(({ channel }) => channel === "group").map(({ recipientIds }) => recipientIds);
    expect(groups()).toEqual([["grp-b2"]]);
    published.length = 0;
    expansions.clear();
    audience = { ...audience, categories: ["applicant"] };
    await expand();
    expect(groups()).toEqual([]);
  });

  test("reaches campus people who want to be told, where the message is for them", async () => {
    const published: Batch[] = [];
    let categories: StoredMessage["audience"]["categories"] = ["campus_person"];
    const { expand, reach, expansions } = expansion(
      () => ({ ...message, audience: { ...message.audience, categories } }),
      async (batches) => void published.push(...batches),
    );
    for (const accountId of ["guest", "admitted", "elsewhere"]) await reach.store.enrol(accountId);
    expect(await expand()).toBe("done");
    const reached = () =>
      published.filter(({ channel }) => channel === "wecom").flatMap(({ recipientIds }) => recipientIds);
    expect(reached()).toEqual(["acc-guest"]);
    expect(expansions.get(messageId)).toMatchObject({ state: "done", recipients: 1 });
    published.length = 0;
    expansions.clear();
    categories = ["full_member"];
    await expand();
    expect(reached()).not.toContain("acc-guest");
  });

  describe("while it is under way", () => {
    const late = "b12";
    afterEach(() => void lists.delete(late));
    const reached = (published: readonly Batch[]) =>
      published.filter(({ channel }) => channel === "wecom").flatMap(({ recipientIds }) => recipientIds);

    test("neither passes over nor doubles an organisation that moves", async () => {
      lists.set(late, ["late"]);
      const published: Batch[] = [];
      const { expand, expansions } = expansion(
        () => message,
        async (batches) => {
          published.push(...batches);
          const before = places.get(late);
          if (before !== undefined) places.set(late, { ...before, path: `/root/elsewhere/${late}/` });
        },
      );
      await expand();
      expect(reached(published).filter((one) => one === "late")).toHaveLength(1);
      expect(expansions.get(messageId)).toMatchObject({ state: "done", recipients: 64 });
    });

    test("reaches nobody more once the message is taken back", async () => {
      lists.set(late, ["late"]);
      const published: Batch[] = [];
      const { expand, expansions } = expansion(
        () => (published.length === 0 ? message : { ...message, recalled: { at: "", reason: "" } }),
        async (batches) => void published.push(...batches),
      );
      await expand();
      expect(reached(published)).toContain("a");
      expect(reached(published)).not.toContain("late");
      expect(expansions.get(messageId)?.state).toBe("recalled");
    });

    test("makes the same deliveries with two workers at once", async () => {
      lists.set(late, ["late"]);
      const published: Batch[] = [];
      const { expand, expansions } = expansion(
        () => message,
        async (batches) => void published.push(...batches),
      );
      await Promise.all([expand(), expand()]);
      const recipientsOf = new Map(published.map(({ batchId, recipientIds }) => [batchId, recipientIds.join()]));
      for (const { batchId, recipientIds } of published) expect(recipientsOf.get(batchId)).toBe(recipientIds.join());
      expect(new Set(reached(published)).size).toBe(64);
      expect(expansions.get(messageId)).toMatchObject({ state: "done", recipients: 64 });
    });
  });

  test("ends where the message was taken back, and does not begin for one that is not pushed", async () => {
    const published: Batch[] = [];
    const publish = async (batches: readonly Batch[]) => void published.push(...batches);
    const recalled = expansion(() => ({ ...message, recalled: { at: "", reason: "" } }), publish);
    await recalled.expand();
    expect(recalled.expansions.get(messageId)?.state).toBe("recalled");
    const quiet = expansion(() => ({ ...message, kind: "notice", isQuiet: true }), publish);
    expect(await quiet.expand()).toBe("already_done");
    expect(published).toEqual([]);
  });
});
