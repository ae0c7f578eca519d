import type { SmsSettings } from "../channel-settings.ts";
import type { Outcome } from "../delivery.ts";
import { outcomeOfRefusal, providerTimeout } from "./gateway.ts";
import { signTencent } from "./sign-tencent.ts";
import { internationalNumber, type Sms } from "./sms-call.ts";

interface Answer {
  readonly Response?: {
    readonly Error?: { readonly Code?: string };
    readonly SendStatusSet?: readonly { readonly Code?: string; readonly SerialNo?: string }[];
  };
}

/** SendSms, API version 2021-01-11. */
export async function sendByTencent(
  settings: SmsSettings,
  { to, sender, title, deliveryId, at }: Sms,
): Promise<Outcome> {
  const { host } = new URL(settings.endpoint);
  const payload = JSON.stringify({
    PhoneNumberSet: [internationalNumber(to)],
    SmsSdkAppId: settings.appId,
    SignName: settings.signName,
    TemplateId: settings.template,
    TemplateParamSet: [sender, title],
    // For whoever looks into the provider's records; its report names the serial number only.
    SessionContext: deliveryId,
  });
  const call = { host, service: "sms", action: "SendSms", version: "2021-01-11", region: settings.region, payload, at };
  const headers = signTencent(call, { id: settings.keyId, secret: settings.secret });
  const answer = await fetch(settings.endpoint, {
    method: "POST",
    headers,
    body: payload,
    redirect: "error",
    signal: providerTimeout(),
  });
  const { Response } = (await answer.json().catch(() => ({}))) as Answer;
  const code = Response?.Error?.Code ?? Response?.SendStatusSet?.[0]?.Code ?? "";
  const { SerialNo } = Response?.SendStatusSet?.[0] ?? {};
  if (code === "Ok") return { state: "sent", ...(SerialNo && { providerId: SerialNo }) };
  return outcomeOfRefusal(answer.status, {
    isThrottled: /^(LimitExceeded|RequestLimitExceeded)/.test(code),
    isFinal: /IncorrectPhoneNumber|PhoneNumberInBlacklist|InvalidParameterValue/.test(code),
  });
}
