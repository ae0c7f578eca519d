import type { ChannelSettings } from "../channel-settings.ts";
import type { Outcome } from "../delivery.ts";
import { type Gateway, type Notice, providerTimeout } from "./gateway.ts";
import { excerptOf, linkTo, subjectOf } from "./template.ts";

interface Answer {
  readonly errcode?: number;
  readonly access_token?: string;
  readonly expires_in?: number;
  readonly invaliduser?: string;
}

/** Codes of WeCom: token no longer good; calls too often; nobody of that id. */
const tokenFaults: ReadonlySet<number> = new Set([40014, 42001]);
const throttled: ReadonlySet<number> = new Set([45009, 45033]);
const unknownUser: ReadonlySet<number> = new Set([40003, 60111, 81013]);

/** How long WeCom drops repeats of one message, in seconds. */
const duplicateCheckSeconds = 1_800;

/** Application messages of WeCom, addressed by campus number. One token serves a sandbox until it runs out. */
export function wecomGateway(
  settings: NonNullable<ChannelSettings["wecom"]>,
  origin: string,
  clock: () => Date,
): Gateway {
  let token: { readonly value: string; readonly until: number } | undefined;
  const call = async (path: string, body?: object): Promise<Answer> => {
    const answer = await fetch(`${settings.endpoint}${path}`, {
      redirect: "error",
      signal: providerTimeout(),
      ...(body && { method: "POST", body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`WeCom answers ${answer.status}`);
    return (await answer.json()) as Answer;
  };
  const findToken = async (): Promise<string> => {
    const now = clock().getTime();
    if (token !== undefined && token.until > now) return token.value;
    const query = new URLSearchParams({ corpid: settings.corpId, corpsecret: settings.secret });
    const { access_token, expires_in = 0 } = await call(`/cgi-bin/gettoken?${query}`);
    if (access_token === undefined) throw new Error("WeCom gave no token");
    token = { value: access_token, until: now + (expires_in - 60) * 1000 };
    return access_token;
  };
  const send = async (to: string, message: Notice): Promise<Outcome> => {
    const { errcode = 0, invaliduser = "" } = await call(`/cgi-bin/message/send?access_token=${await findToken()}`, {
      touser: to,
      msgtype: "textcard",
      agentid: settings.agentId,
      textcard: {
        title: subjectOf(message),
        description: excerptOf(message) || subjectOf(message),
        url: linkTo(origin, message),
      },
      enable_duplicate_check: 1,
      duplicate_check_interval: duplicateCheckSeconds,
    });
    if (errcode === 0 && invaliduser === "") return { state: "sent" };
    if (errcode === 0 || unknownUser.has(errcode)) return { state: "failed", reason: "rejected" };
    if (tokenFaults.has(errcode)) token = undefined;
    return { state: "retry", reason: throttled.has(errcode) ? "throttled" : "unavailable" };
  };
  return {
    whenUncertain: "again",
    sendTo: ({ campusId }, { message }) => (campusId === null ? null : send(campusId, message)),
  };
}
