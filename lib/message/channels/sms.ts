import type { SmsSettings } from "../channel-settings.ts";
import type { Outcome } from "../delivery.ts";
import type { Gateway, Notice } from "./gateway.ts";
import { sendByAlibaba } from "./sms.alibaba.ts";
import { sendBySns } from "./sms.sns.ts";
import { sendByTencent } from "./sms.tencent.ts";

export interface Sms {
  readonly to: string;
  readonly sender: string;
  readonly title: string;
  readonly deliveryId: string;
  readonly at: Date;
}

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

/** As E.164 wants it; numbers of records are Chinese ones unless they say otherwise. */
export function internationalNumber(to: string): string {
  return to.startsWith("+") ? to : `+86${to}`;
}
