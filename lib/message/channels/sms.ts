import type { SmsSettings } from "../channel-settings.ts";
import type { Outcome } from "../delivery.ts";
import type { Gateway, Notice } from "./gateway.ts";
import { sendByAlibaba } from "./sms.alibaba.ts";
import { sendBySns } from "./sms.sns.ts";
import { sendByTencent } from "./sms.tencent.ts";
import type { Sms } from "./sms-call.ts";

/** A variable of a template may be no longer than this with Alibaba Cloud and Tencent Cloud. */
const longestVariable = 20;
const shortened = (text: string) => [...text].slice(0, longestVariable).join("");

const providers: Record<SmsSettings["provider"], (settings: SmsSettings, sms: Sms) => Promise<Outcome>> = {
  alibaba: sendByAlibaba,
  tencent: sendByTencent,
  sns: sendBySns,
};

/** Short messages: who sends, and the title; each one costs, and none of the providers drops a repeat. */
export function smsGateway(settings: SmsSettings, clock: () => Date): Gateway {
  const send = providers[settings.provider];
  const variablesOf = ({ senderName, title }: Notice) => ({ sender: shortened(senderName), title: shortened(title) });
  return {
    whenUncertain: "leave",
    sendTo: ({ mobilePhone: to }, { message, deliveryId }) =>
      to === null ? null : send(settings, { to, ...variablesOf(message), deliveryId, at: clock() }),
  };
}
