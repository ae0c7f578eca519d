import { createHash, createHmac } from "node:crypto";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();

export interface TencentCall {
  readonly host: string;
  readonly service: string;
  readonly action: string;
  readonly version: string;
  readonly region: string;
  readonly payload: string;
  readonly at: Date;
}

/** Headers of a call signed with TC3-HMAC-SHA256 (Tencent Cloud API, signature v3). */
export function signTencent(call: TencentCall, key: { readonly id: string; readonly secret: string }) {
  const timestamp = Math.floor(call.at.getTime() / 1000);
  const date = call.at.toISOString().slice(0, 10);
  const contentType = "application/json; charset=utf-8";
  const signedHeaders = "content-type;host";
  const canonicalHeaders = `content-type:${contentType}\nhost:${call.host}\n`;
  const canonical = ["POST", "/", "", canonicalHeaders, signedHeaders, sha256(call.payload)].join("\n");
  const scope = `${date}/${call.service}/tc3_request`;
  const toSign = ["TC3-HMAC-SHA256", timestamp, scope, sha256(canonical)].join("\n");
  const signingKey = hmac(hmac(hmac(`TC3${key.secret}`, date), call.service), "tc3_request");
  const signature = createHmac("sha256", signingKey).update(toSign).digest("hex");
  return {
    "content-type": contentType,
    host: call.host,
    "x-tc-action": call.action,
    "x-tc-timestamp": String(timestamp),
    "x-tc-version": call.version,
    "x-tc-region": call.region,
    authorization: `TC3-HMAC-SHA256 Credential=${key.id}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`,
  };
}
