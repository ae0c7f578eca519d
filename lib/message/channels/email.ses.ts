import type { SesSettings } from "../channel-settings.ts";
import type { Outcome } from "../delivery.ts";
import { type Gateway, outcomeOfRefusal, providerTimeout } from "./gateway.ts";
import { signAws } from "./sign-aws.ts";
import { mailText, subjectOf } from "./template.ts";

/** SendEmail of Amazon SES, API v2. SES gives each mail an id of its own, so that a repeat would arrive as a second one. */
export function sesGateway(settings: SesSettings, origin: string, clock: () => Date): Gateway {
  const url = new URL("/v2/email/outbound-emails", settings.endpoint);
  const send = async (to: string, subject: string, text: string): Promise<Outcome> => {
    const part = (Data: string) => ({ Data, Charset: "UTF-8" });
    const body = JSON.stringify({
      FromEmailAddress: settings.from,
      Destination: { ToAddresses: [to] },
      Content: { Simple: { Subject: part(subject), Body: { Text: part(text) } } },
    });
    const contentType = "application/json";
    const call = { method: "POST" as const, url, service: "ses", region: settings.region, contentType, body };
    const headers = signAws({ ...call, at: clock() }, { id: settings.keyId, secret: settings.secret });
    const answer = await fetch(url, { method: "POST", headers, body, redirect: "error", signal: providerTimeout() });
    if (answer.ok) {
      const { MessageId } = (await answer.json().catch(() => ({}))) as { MessageId?: string };
      return { state: "sent", ...(MessageId && { providerId: MessageId }) };
    }
    const code = answer.headers.get("x-amzn-errortype") ?? "";
    return outcomeOfRefusal(answer.status, {
      isThrottled: /TooManyRequests|LimitExceeded|Throttling/.test(code),
      // Of this mail; what is wrong with the account or the sender's domain is mended by the operator.
      isFinal: /^(MessageRejected|BadRequest)/.test(code),
    });
  };
  return {
    whenUncertain: "leave",
    sendTo: ({ email }, { message }) => (email ? send(email, subjectOf(message), mailText(origin, message)) : null),
  };
}
