import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { DynamoDBDocumentClient, paginateScan } from "@aws-sdk/lib-dynamodb";
import { operatorClients } from "./operator.ts";
import type { TestProduct } from "./product.ts";

export type Item = Readonly<Record<string, unknown>>;

/** What a product holds of feedback, as somebody with all rights gets it, and all files beneath tables, queues and logs. */
export async function seize({ cloud, dataDirectory }: Pick<TestProduct, "cloud" | "dataDirectory">) {
  const { dynamodb } = operatorClients(cloud);
  const client = DynamoDBDocumentClient.from(dynamodb);
  const { TableNames = [] } = await dynamodb.send(new ListTablesCommand({}));
  const tables = new Map<string, Item[]>();
  for (const TableName of TableNames.filter((name) => name.includes("Feedback"))) {
    const items: Item[] = [];
    for await (const page of paginateScan({ client }, { TableName })) items.push(...(page.Items ?? []));
    tables.set(TableName, items);
  }
  return { tables, objects: await objectsOf(cloud), files: filesBelow(dataDirectory) };
}

async function objectsOf({ aws, outputs }: TestProduct["cloud"]): Promise<Map<string, string>> {
  const s3 = new S3Client({
    endpoint: aws.endpoint,
    region: aws.region,
    credentials: aws.operator,
    forcePathStyle: true,
  });
  const objects = new Map<string, string>();
  const named = [...outputs.values()].flatMap((stack) => [...stack]).filter(([name]) => name === "FeedbackBucketName");
  for (const [, Bucket] of named) {
    for (const { Key } of (await s3.send(new ListObjectsV2Command({ Bucket }))).Contents ?? []) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      objects.set(`${Bucket}/${Key}`, (await Body?.transformToString("latin1")) ?? "");
    }
  }
  return objects;
}

/** Databases of tables and queues, states, logs: byte by byte. */
function filesBelow(directory: string): Map<string, Buffer> {
  const names = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    names.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(directory, path), readFileSync(path)];
    }),
  );
}

/** Files in which a text of ASCII stands, as it is or as base64 at any of its three offsets. */
export function filesWith(files: ReadonlyMap<string, Buffer>, text: string): string[] {
  const encoded = [0, 1, 2].map((offset) => {
    const base64 = Buffer.from(" ".repeat(offset) + text).toString("base64");
    // Without the characters that depend on what stands before and after.
    return base64.slice(offset === 0 ? 0 : offset + 1, -4);
  });
  const wanted = [text, ...encoded, ...encoded.map((one) => one.replaceAll("+", "-").replaceAll("/", "_"))];
  return [...files].filter(([, bytes]) => wanted.some((one) => bytes.includes(one))).map(([name]) => name);
}

/** As text in which an id can be looked for: what is binary as characters of one byte. */
export function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    part instanceof Uint8Array ? Buffer.from(part).toString("latin1") : (part as unknown),
  );
}

/** Which of the ids stand in it as words: eight digits by themselves come up in long random numbers too. */
export function wordsIn(text: string, ids: readonly string[]): string[] {
  return text.match(new RegExp(`(?<![0-9a-z])(?:${ids.join("|")})(?![0-9a-z])`, "g")) ?? [];
}

/** Every number and text in a value, with the names under which they stand. */
export function* leavesOf(value: unknown, path = ""): Generator<[path: string, leaf: string | number]> {
  if (typeof value === "string" || typeof value === "number") yield [path, value];
  else if (value instanceof Uint8Array) return;
  else if (typeof value === "object" && value !== null) {
    for (const [name, part] of Object.entries(value)) yield* leavesOf(part, `${path}.${name}`);
  }
}

/** Whether it could be a moment within two days of `now`: seconds, milliseconds, ISO 8601, or the head of an id by time. */
export function isMomentNear(leaf: string | number, now: number): boolean {
  const isNear = (milliseconds: number) => Math.abs(milliseconds - now) < 2 * 86_400_000;
  if (typeof leaf === "number") return isNear(leaf) || isNear(leaf * 1000);
  if (/^\d{10}$|^\d{13}$/.test(leaf)) return isMomentNear(Number(leaf), now);
  const written = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.exec(leaf)?.[0];
  if (written !== undefined && isNear(Date.parse(`${written}Z`))) return true;
  // A UUIDv7 begins with 48 bits of milliseconds; by chance a random id does once in a billion.
  const head = /^([0-9a-f]{8})-?([0-9a-f]{4})-?7[0-9a-f]{3}-?[89ab]/.exec(leaf);
  if (head !== null && isNear(Number.parseInt(`${head[1]}${head[2]}`, 16))) return true;
  return /^0[1-7][0-9A-HJKMNP-TV-Z]{24}$/.test(leaf);
}
