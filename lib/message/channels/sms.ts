import { randomUUID } from "node:crypto";
import type { ChannelSettings } from "../channel-settings.ts";
import type { Outcome } from "../delivery.ts";
import type { Message } from "../message.ts";
import type { Gateway } from "./gateway.ts";
import { signAlibaba } from "./sign-alibaba.ts";
import { signTencent } from "./sign-tencent.ts";

type SmsSettings = NonNullable<ChannelSettings["sms"]>;

/** A variable of a template may be no longer than this with either provider. */
const longestVariable = 20;

const shortened = (text: string) => [...text].slice(0, longestVariable).join("");
const timeout = () => AbortSignal.timeout(8_000);

export function smsGateway(settings: SmsSettings, clock: () => Date): Gateway {
  const send = settings.provider === "alibaba" ? sendByAlibaba : sendByTencent;
  return {
    addressOf: ({ mobilePhone }) => mobilePhone,
    send: ({ to, message }) => send(settings, { to, message, at: clock() }),
  };
}

interface Sms {
  readonly to: string;
  readonly message: Message;
  readonly at: Date;
}

/** SendSms of the short message service, API version 2017-05-25. */
async function sendByAlibaba(settings: SmsSettings, { to, message, at }: Sms): Promise<Outcome> {
  const { host } = new URL(settings.endpoint);
  const { queryString, headers } = signAlibaba(
    {
      host,
      action: "SendSms",
      version: "2017-05-25",
      at,
      nonce: randomUUID(),
      query: {
        PhoneNumbers: to,
        SignName: settings.signName,
        TemplateCode: settings.template,
        TemplateParam: JSON.stringify({ sender: shortened(message.senderName), title: shortened(message.title) }),
      },
    },
    { id: settings.keyId, secret: settings.secret },
  );
  const answer = await fetch(`${settings.endpoint}/?${queryString}`, { method: "POST", headers, signal: timeout() });
  const { Code = "" } = (await answer.json().catch(() => ({}))) as { Code?: string };
  if (Code === "OK") return { state: "sent" };
  return outcomeOf(answer.status, {
    isThrottled: /BUSINESS_LIMIT_CONTROL|Throttling/.test(Code),
    isFinal: /MOBILE_NUMBER_ILLEGAL|BLACK_KEY|MOBILE_IN_BLACK/.test(Code),
  });
}

/** SendSms, API version 2021-01-11. */
async function sendByTencent(settings: SmsSettings, { to, message, at }: Sms): Promise<Outcome> {
  const { host } = new URL(settings.endpoint);
  const payload = JSON.stringify({
    PhoneNumberSet: [`+86${to}`],
    SmsSdkAppId: settings.appId,
    SignName: settings.signName,
    TemplateId: settings.template,
    TemplateParamSet: [shortened(message.senderName), shortened(message.title)],
  });
  const call = { host, service: "sms", action: "SendSms", version: "2021-01-11", region: settings.region, payload, at };
  const headers = signTencent(call, { id: settings.keyId, secret: settings.secret });
  const answer = await fetch(settings.endpoint, { method: "POST", headers, body: payload, signal: timeout() });
  const body = (await answer.json().catch(() => ({}))) as TencentAnswer;
  const code = body.Response?.Error?.Code ?? body.Response?.SendStatusSet?.[0]?.Code ?? "";
  if (code === "Ok") return { state: "sent" };
  return outcomeOf(answer.status, {
    isThrottled: /^(LimitExceeded|RequestLimitExceeded)/.test(code),
    isFinal: /IncorrectPhoneNumber|PhoneNumberInBlacklist|InvalidParameterValue/.test(code),
  });
}

interface TencentAnswer {
  readonly Response?: {
    readonly Error?: { readonly Code?: string };
    readonly SendStatusSet?: readonly { readonly Code?: string }[];
  };
}

function outcomeOf(status: number, { isThrottled, isFinal }: { isThrottled: boolean; isFinal: boolean }): Outcome {
  if (isFinal) return { state: "failed", reason: "rejected" };
  return { state: "retry", reason: isThrottled || status === 429 ? "throttled" : "unavailable" };
}
