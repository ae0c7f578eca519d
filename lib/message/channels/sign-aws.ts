import { createHash, createHmac } from "node:crypto";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();

export interface AwsCall {
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly service: string;
  readonly region: string;
  readonly contentType: string;
  readonly body: string;
  readonly at: Date;
  /** More headers whose names begin with `x-amz-`. */
  readonly amzHeaders?: Readonly<Record<`x-amz-${string}`, string>>;
}

/** Headers of a call signed with AWS Signature Version 4. The query of the address has to be encoded and sorted already. */
export function signAws(call: AwsCall, key: { readonly id: string; readonly secret: string }): Record<string, string> {
  const { method, url, service, region, contentType, body, amzHeaders } = call;
  const moment = call.at.toISOString().replace(/[-:]|\.\d{3}/g, "");
  const day = moment.slice(0, 8);
  const headers: Record<string, string> = {
    "content-type": contentType,
    host: url.host,
    "x-amz-date": moment,
    ...amzHeaders,
  };
  const names = Object.keys(headers).sort();
  const signedHeaders = names.join(";");
  const canonicalHeaders = names.map((name) => `${name}:${headers[name]}\n`).join("");
  const query = url.search.slice(1);
  const canonical = [method, url.pathname, query, canonicalHeaders, signedHeaders, sha256(body)].join("\n");
  const scope = `${day}/${region}/${service}/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", moment, scope, sha256(canonical)].join("\n");
  const signingKey = [region, service, "aws4_request"].reduce<Buffer>(hmac, hmac(`AWS4${key.secret}`, day));
  const signature = createHmac("sha256", signingKey).update(toSign).digest("hex");
  const authorization = `AWS4-HMAC-SHA256 Credential=${key.id}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
  return { ...headers, authorization };
}
