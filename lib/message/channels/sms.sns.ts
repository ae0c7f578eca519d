import type { SmsSettings } from "../channel-settings.ts";
import type { Outcome } from "../delivery.ts";
import { outcomeOfRefusal, providerTimeout } from "./gateway.ts";
import { signAws } from "./sign-aws.ts";
import { internationalNumber, type Sms } from "./sms-call.ts";

/** Publish of Amazon SNS to a phone number, API version 2010-03-31. Outside of China only: AWS China sends no SMS. */
export async function sendBySns(settings: SmsSettings, { to, sender, title, at }: Sms): Promise<Outcome> {
  const url = new URL("/", settings.endpoint);
  const body = new URLSearchParams({
    Action: "Publish",
    Version: "2010-03-31",
    PhoneNumber: internationalNumber(to),
    Message: `【${settings.signName}】${sender}：${title}`,
    "MessageAttributes.entry.1.Name": "AWS.SNS.SMS.SMSType",
    "MessageAttributes.entry.1.Value.DataType": "String",
    "MessageAttributes.entry.1.Value.StringValue": "Transactional",
  }).toString();
  const contentType = "application/x-www-form-urlencoded";
  const call = { method: "POST" as const, url, service: "sns", region: settings.region, contentType, body, at };
  const headers = signAws(call, { id: settings.keyId, secret: settings.secret });
  const answer = await fetch(url, { method: "POST", headers, body, redirect: "error", signal: providerTimeout() });
  const text = await answer.text();
  if (answer.ok && text.includes("<MessageId>")) return { state: "sent" };
  const code = /<Code>([^<]*)<\/Code>/.exec(text)?.[1] ?? "";
  return outcomeOfRefusal(answer.status, {
    isThrottled: /Throttl/.test(code),
    isFinal: /^(InvalidParameter|OptedOut)/.test(code),
  });
}
