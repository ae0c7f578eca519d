import type { ChannelSettings } from "../channel-settings.ts";
import type { Outcome } from "../delivery.ts";
import { type Gateway, type Notice, outcomeOfRefusal, providerTimeout } from "./gateway.ts";
import { linkTo, subjectOf } from "./template.ts";

/** Codes of WeCom: more than 20 messages a minute; a robot that was taken out of its group. */
const throttled = 45009;
const goneRobots: ReadonlySet<number> = new Set([93000, 93004, 93008]);

/**
 * The robot of a WeCom group. A group may hold others than those whom the message is for, so it tells that there is one and
 * where, and no content; a repeat would stand there for everybody to see.
 */
export function robotGateway({ endpoint }: NonNullable<ChannelSettings["group"]>, origin: string): Gateway {
  const send = async (key: string, message: Notice): Promise<Outcome> => {
    const due = message.dueOn === null ? [] : [`完成期限：${message.dueOn}`];
    const content = [subjectOf(message), ...due, linkTo(origin, message)].join("\n");
    const answer = await fetch(`${endpoint}/cgi-bin/webhook/send?${new URLSearchParams({ key })}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ msgtype: "text", text: { content } }),
      redirect: "error",
      signal: providerTimeout(),
    });
    if (!answer.ok) return outcomeOfRefusal(answer.status);
    const { errcode = -1 } = (await answer.json()) as { errcode?: number };
    if (errcode === 0) return { state: "sent" };
    return outcomeOfRefusal(answer.status, { isThrottled: errcode === throttled, isFinal: goneRobots.has(errcode) });
  };
  return {
    whenUncertain: "leave",
    sendTo: ({ robotKey }, { message }) => (robotKey ? send(robotKey, message) : null),
  };
}
