import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { EdgeResponse } from "../ports.ts";

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** CloudFront compresses from 1,000 bytes to 10 MB, and only types that gain from it. */
const SMALLEST = 1_000;
const LARGEST = 10_000_000;
const COMPRESSIBLE =
  /^(text\/|application\/(json|javascript|xml|wasm|manifest\+json|problem\+json)|image\/svg\+xml|font\/(ttf|otf))/;

export interface Encodings {
  readonly gzip: boolean;
  readonly brotli: boolean;
}

export async function compressResponse(
  response: EdgeResponse,
  acceptEncoding: string | undefined,
  allowed: Encodings,
): Promise<EdgeResponse> {
  const size = response.body.byteLength;
  const type = String(response.headers["content-type"] ?? "");
  const isEligible =
    [200, 403, 404].includes(response.status) &&
    response.headers["content-encoding"] === undefined &&
    size >= SMALLEST &&
    size <= LARGEST &&
    COMPRESSIBLE.test(type);
  if (!isEligible) return response;
  const accepted = acceptedEncodings(acceptEncoding);
  const encoding = (["br", "gzip"] as const).find((one) => allowed[settingOf[one]] && accepted.includes(one));
  return encoding === undefined ? response : encoded(response, encoding, await compressOnce(response, encoding));
}

type Encoding = "br" | "gzip";
const settingOf = { br: "brotli", gzip: "gzip" } as const;

const compressors: Readonly<Record<Encoding, (body: Uint8Array) => Promise<Buffer>>> = {
  br: (body) => compressBrotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (body) => compressGzip(body),
};

/** Files of the web come with a tag of their content; compressing them anew for each visitor took longer than sending them. */
const compressed = new Map<string, Promise<Buffer>>();
const mostKept = 200;

function compressOnce({ headers, body }: EdgeResponse, encoding: Encoding): Promise<Buffer> {
  const compress = compressors[encoding];
  if (typeof headers.etag !== "string") return compress(body);
  const key = `${encoding} ${headers.etag} ${body.byteLength}`;
  const known = compressed.get(key);
  if (known !== undefined) return known;
  const [oldest] = compressed.keys();
  if (compressed.size >= mostKept && oldest !== undefined) compressed.delete(oldest);
  const made = compress(body);
  compressed.set(key, made);
  return made;
}

function encoded(response: EdgeResponse, encoding: string, body: Uint8Array): EdgeResponse {
  const { "content-length": _, etag, ...headers } = response.headers;
  const weak = typeof etag === "string" ? { etag: etag.startsWith("W/") ? etag : `W/${etag}` } : {};
  return { ...response, headers: { ...headers, ...weak, "content-encoding": encoding, vary: "accept-encoding" }, body };
}

function acceptedEncodings(header = ""): string[] {
  return header
    .split(",")
    .map((part) => part.trim().split(/\s*;\s*q=/))
    .filter(([, quality]) => quality === undefined || Number(quality) > 0)
    .map(([name]) => (name ?? "").toLowerCase());
}
