import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { DeleteObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { AwsAccess, StateStore } from "./ports.ts";

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
};

/** Each bucket has files of its own. */
const namespaceOf = (bucket: string): string => `web-files/${bucket}`;

export interface WebFilesParts {
  readonly aws: Pick<AwsAccess, "endpoint" | "region" | "operator">;
  readonly state: StateStore;
  readonly directory: string;
  readonly bucket: string;
}

/** Makes the bucket hold the files of the directory, and sends only what changed since the last time. */
export async function uploadWebFiles({ aws, state, directory, bucket }: WebFilesParts): Promise<number> {
  const { endpoint, region, operator } = aws;
  const namespace = namespaceOf(bucket);
  const s3 = new S3Client({ endpoint, region, credentials: operator, forcePathStyle: true });
  const keys = await listFiles(directory);
  let changes = 0;
  for (const key of keys) {
    const headers = { ContentType: contentTypeOf(key), CacheControl: cacheControlOf(key) };
    const body = await readFile(join(directory, key));
    const digest = createHash("sha256")
      .update(JSON.stringify([bucket, headers]))
      .update(body)
      .digest("hex");
    if (state.get(namespace, key) === digest) continue;
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ...headers }));
    state.set(namespace, key, digest);
    changes += 1;
  }
  for (const { key } of state.list(namespace)) {
    if (keys.includes(key)) continue;
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    state.delete(namespace, key);
    changes += 1;
  }
  s3.destroy();
  return changes;
}

async function listFiles(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const root = join(directory, "/");
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll("\\", "/"))
    .sort();
}

function contentTypeOf(key: string): string {
  const type = CONTENT_TYPES[extname(key)];
  if (type === undefined) throw new Error(`no content type is known for ${key}: add it in local/web-files.ts`);
  return type;
}

/** The bundler puts a hash of the content into the names below assets/. */
function cacheControlOf(key: string): string {
  return key.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
}
