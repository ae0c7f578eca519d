import * as z from "zod";
import { type Channel, channelNames, channels } from "./delivery.ts";
import { type MessageKind, rulesOfKind } from "./kinds.ts";

const Choice = z.array(z.enum(channelNames)).max(channelNames.length);

/** By which channels the messages of an organisation, and of those below it, may go out. */
export const ChannelPolicy = z
  .object({
    ordinary: Choice.meta({ description: "一般消息的渠道 · Channels of ordinary messages" }),
    urgent: Choice.meta({ description: "紧急通知的渠道 · Channels of urgent messages" }),
  })
  .meta({ id: "ChannelPolicy", description: "渠道规定 · Which channels messages use by urgency" });
export type ChannelPolicy = z.infer<typeof ChannelPolicy>;

/** Where nobody decided: urgent messages by all, others where a delivery costs nothing. */
export const defaultPolicy: ChannelPolicy = {
  ordinary: channelNames.filter((name) => channels[name].cost === "free"),
  urgent: [...channelNames],
};

/** What an organisation has decided about channels. */
export const ChannelDecision = z.object({
  organizationId: z.string(),
  /** Null: as the superior decides. */
  policy: ChannelPolicy.nullable(),
  robotKey: z.string().nullable(),
  /** People of the campus who stand in no list, as the university says; asked for at the top only. */
  campusPeople: z.int().nullable(),
  version: z.int(),
});
export type ChannelDecision = z.infer<typeof ChannelDecision>;

export function emptyDecision(organizationId: string): ChannelDecision {
  return { organizationId, policy: null, robotKey: null, campusPeople: null, version: 0 };
}

/** From the top down: the university decides, each one below can only leave channels out. */
export function effectivePolicy(decisions: readonly (ChannelDecision | undefined)[]): ChannelPolicy {
  const [first = defaultPolicy, ...below] = decisions.flatMap((one) => one?.policy ?? []);
  return below.reduce(
    (so, { ordinary, urgent }) => ({ ordinary: common(so.ordinary, ordinary), urgent: common(so.urgent, urgent) }),
    first,
  );
}

function common(allowed: readonly Channel[], wanted: readonly Channel[]): Channel[] {
  return allowed.filter((channel) => wanted.includes(channel));
}

/** By which channels a message goes out. */
export function channelsFor(kind: MessageKind, isQuiet: boolean, policy: ChannelPolicy): Channel[] {
  if (isQuiet) return [];
  return rulesOfKind(kind).isUrgent ? policy.urgent : policy.ordinary;
}

export interface ChannelPolicyStore {
  /** Those that decided something, by organisation. */
  findDecisions(organizationIds: readonly string[]): Promise<ReadonlyMap<string, ChannelDecision>>;
}
