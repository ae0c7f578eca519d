import { randomUUID } from "node:crypto";
import type { SmsSettings } from "../channel-settings.ts";
import type { Outcome } from "../delivery.ts";
import { outcomeOfRefusal, providerTimeout } from "./gateway.ts";
import { signAlibaba } from "./sign-alibaba.ts";
import type { Sms } from "./sms-call.ts";

/** SendSms of the short message service, API version 2017-05-25. */
export async function sendByAlibaba(
  settings: SmsSettings,
  { to, sender, title, deliveryId, at }: Sms,
): Promise<Outcome> {
  const { host } = new URL(settings.endpoint);
  const query = {
    PhoneNumbers: to,
    SignName: settings.signName,
    TemplateCode: settings.template,
    TemplateParam: JSON.stringify({ sender, title }),
    // Comes back with the report of the delivery.
    OutId: deliveryId,
  };
  const { queryString, headers } = signAlibaba(
    { host, action: "SendSms", version: "2017-05-25", at, nonce: randomUUID(), query },
    { id: settings.keyId, secret: settings.secret },
  );
  const url = `${settings.endpoint}/?${queryString}`;
  const answer = await fetch(url, { method: "POST", headers, redirect: "error", signal: providerTimeout() });
  const { Code = "" } = (await answer.json().catch(() => ({}))) as { Code?: string };
  if (Code === "OK") return { state: "sent" };
  return outcomeOfRefusal(answer.status, {
    isThrottled: /BUSINESS_LIMIT_CONTROL|Throttling/.test(Code),
    isFinal: /MOBILE_NUMBER_ILLEGAL|BLACK_KEY|MOBILE_IN_BLACK/.test(Code),
  });
}
