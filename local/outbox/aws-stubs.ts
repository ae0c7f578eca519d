import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Answer } from "./answer.ts";
import type { Outbox } from "./outbox.ts";

const isSigned = ({ headers }: IncomingMessage, service: string) =>
  new RegExp(`^AWS4-HMAC-SHA256 Credential=[^/]+/\\d{8}/[^/]+/${service}/aws4_request`).test(
    headers.authorization ?? "",
  );

/** SendEmail of Amazon SES, API v2. */
export function sendBySes(request: IncomingMessage, body: string, outbox: Outbox): Answer {
  const refuse = (status: number, type: string) => ({
    status,
    headers: { "x-amzn-errortype": type },
    body: JSON.stringify({ message: type }),
  });
  if (!isSigned(request, "ses")) return refuse(403, "SignatureDoesNotMatch");
  const { Destination, Content } = JSON.parse(body) as {
    Destination: { ToAddresses: string[] };
    Content: { Simple: { Subject: { Data: string }; Body: { Text: { Data: string } } } };
  };
  const [to = ""] = Destination.ToAddresses;
  const mood = outbox.moodFor(to);
  if (mood === "down") return refuse(500, "InternalServiceErrorException");
  if (mood === "throttled") return refuse(429, "TooManyRequestsException");
  if (to.startsWith("bounced")) return refuse(400, "MessageRejected");
  const { Subject, Body } = Content.Simple;
  outbox.add({ channel: "email", to, title: Subject.Data, text: Body.Text.Data, id: "" });
  if (mood === "answers_twice") return { status: 500, body: "{}" };
  return { body: JSON.stringify({ MessageId: randomUUID() }) };
}

/** Publish of Amazon SNS to a phone number, in the query protocol. */
export function sendBySns(request: IncomingMessage, form: URLSearchParams, outbox: Outbox): Answer {
  const refuse = (status: number, code: string) => ({
    status,
    type: "text/xml",
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code></Error></ErrorResponse>`,
  });
  if (!isSigned(request, "sns")) return refuse(403, "SignatureDoesNotMatch");
  const to = form.get("PhoneNumber") ?? "";
  const mood = outbox.moodFor(to);
  if (mood === "down") return refuse(500, "InternalError");
  if (mood === "throttled") return refuse(400, "Throttled");
  if (!/^\+\d{6,15}$/.test(to)) return refuse(400, "InvalidParameter");
  outbox.add({ channel: "sms", to, title: "", text: form.get("Message") ?? "", id: "" });
  if (mood === "answers_twice") return { status: 500, body: "" };
  return {
    type: "text/xml",
    body: `<PublishResponse><PublishResult><MessageId>local-${outbox.sent.length}</MessageId></PublishResult></PublishResponse>`,
  };
}
