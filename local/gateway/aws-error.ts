import { randomUUID } from "node:crypto";
import type { AwsReply } from "./aws-reply.ts";

/** How a service writes its answers. */
export type Protocol = "json-1.0" | "json-1.1" | "query" | "s3";

/** An error as a service of AWS answers it. */
export class AwsError extends Error {
  override readonly name = "AwsError";
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const xml = (body: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${body}`;

const fields = (error: AwsError): string =>
  `<Code>${escapeXml(error.code)}</Code><Message>${escapeXml(error.message)}</Message>`;

const fault = (error: AwsError): string => (error.status >= 500 ? "Receiver" : "Sender");

export const jsonReply = (protocol: "json-1.0" | "json-1.1", body: unknown, status = 200): AwsReply => ({
  status,
  headers: { "content-type": `application/x-amz-${protocol}`, "x-amzn-requestid": randomUUID() },
  body: JSON.stringify(body),
});

export const xmlReply = (body: string, status = 200): AwsReply => ({
  status,
  headers: { "content-type": "text/xml", "x-amzn-requestid": randomUUID() },
  body: xml(body),
});

/** The answer in the form that the SDK turns into the right error class. */
export const errorReply = (protocol: Protocol, error: AwsError): AwsReply => {
  if (protocol === "query") {
    return xmlReply(
      `<ErrorResponse><Error><Type>${fault(error)}</Type>${fields(error)}</Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
      error.status,
    );
  }
  if (protocol === "s3") {
    return {
      ...xmlReply(`<Error>${fields(error)}</Error>`, error.status),
      headers: { "content-type": "application/xml" },
    };
  }
  const reply = jsonReply(
    protocol,
    { __type: error.code, message: error.message, Message: error.message },
    error.status,
  );
  const code = error.code.split("#").at(-1) as string;
  // SQS kept the codes of its former XML protocol; its SDK looks for them in this header first.
  return {
    ...reply,
    headers: { ...reply.headers, "x-amzn-errortype": code, "x-amzn-query-error": `${code};${fault(error)}` },
  };
};
