import type { ChannelDecision } from "../../../lib/message/channel-policy.ts";
import type { DigestStore } from "../../../lib/message/digest-store.ts";
import { defaultKept, type KeptPreferences } from "../../../lib/message/preferences.ts";
import type { KeptSubscription } from "../../../lib/message/push-subscription.ts";
import type { ReachStore } from "../../../lib/message/reach-store.ts";

/** Keeps how people are reached as the table keeps it. `pause` stands before each call and may throw. */
export function fakeReachStore(pause: () => void = () => undefined) {
  const preferences = new Map<string, KeptPreferences>();
  const subscriptions = new Map<string, readonly KeptSubscription[]>();
  const enrolled = new Set<string>();
  const decisions = new Map<string, ChannelDecision>();
  const some = <Value>(all: ReadonlyMap<string, Value>, ids: readonly string[]) =>
    new Map([...all].filter(([id]) => ids.includes(id)));
  const store: ReachStore = {
    async findPreferences(ids) {
      pause();
      return some(preferences, ids);
    },
    async savePreferences(recipientId, wanted) {
      preferences.set(recipientId, { ...wanted, bouncedEmail: null, bouncedPhone: null });
    },
    async noteBounce(recipientId, channel, address) {
      pause();
      const known = preferences.get(recipientId) ?? defaultKept();
      if (channel === "sms") preferences.set(recipientId, { ...known, bouncedPhone: address });
      else if (known.email === address) preferences.set(recipientId, { ...known, bouncedEmail: address });
    },
    enrol: async (accountId) => void enrolled.add(accountId),
    listEnrolled: async (part) => (part === 0 ? [...enrolled] : []),
    async findSubscriptions(ids) {
      pause();
      return some(subscriptions, ids);
    },
    async saveSubscriptions(recipientId, items) {
      subscriptions.set(recipientId, items);
    },
    async findDecisions(ids) {
      pause();
      return some(decisions, ids);
    },
    async saveDecision(decision, expectedVersion) {
      if ((decisions.get(decision.organizationId)?.version ?? 0) !== expectedVersion) return false;
      decisions.set(decision.organizationId, decision);
      return true;
    },
  };
  return { store, preferences, subscriptions, decisions, enrolled };
}

export function fakeDigestStore() {
  const collected = new Map<string, Set<string>>();
  const store: DigestStore = {
    async collect(day, recipientId, messageId) {
      const key = `${day} ${recipientId}`;
      collected.set(key, new Set([...(collected.get(key) ?? []), messageId]));
    },
    listCollected: async (day, recipientId) => [...(collected.get(`${day} ${recipientId}`) ?? [])],
    async *listRecipients(day, part) {
      if (part > 0) return;
      for (const key of collected.keys()) if (key.startsWith(day)) yield key.slice(day.length + 1);
    },
  };
  return { store, collected };
}
