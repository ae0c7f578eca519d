import { createHash, createHmac } from "node:crypto";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** RFC 3986, as the signature wants it: also what encodeURIComponent leaves alone. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);

export interface AlibabaCall {
  readonly host: string;
  readonly action: string;
  readonly version: string;
  readonly query: Readonly<Record<string, string>>;
  readonly at: Date;
  readonly nonce: string;
}

/** Query and headers of a call signed with ACS3-HMAC-SHA256 (Alibaba Cloud, request syntax and signature method V3). */
export function signAlibaba(call: AlibabaCall, key: { readonly id: string; readonly secret: string }) {
  const queryString = Object.entries(call.query)
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join("&");
  const hashedPayload = sha256("");
  const headers: Readonly<Record<string, string>> = {
    host: call.host,
    "x-acs-action": call.action,
    "x-acs-content-sha256": hashedPayload,
    "x-acs-date": call.at.toISOString().replace(/\.\d{3}Z$/, "Z"),
    "x-acs-signature-nonce": call.nonce,
    "x-acs-version": call.version,
  };
  const names = Object.keys(headers).sort();
  const signedHeaders = names.join(";");
  const canonicalHeaders = names.map((name) => `${name}:${headers[name]}\n`).join("");
  const canonical = ["POST", "/", queryString, canonicalHeaders, signedHeaders, hashedPayload].join("\n");
  const signature = createHmac("sha256", key.secret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
    .digest("hex");
  const authorization = `ACS3-HMAC-SHA256 Credential=${key.id},SignedHeaders=${signedHeaders},Signature=${signature}`;
  return { queryString, headers: { ...headers, authorization } };
}
