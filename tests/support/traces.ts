import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { DynamoDBDocumentClient, paginateScan } from "@aws-sdk/lib-dynamodb";
import { textOf } from "./evidence.ts";
import { operatorClients } from "./operator.ts";
import type { TestProduct } from "./product.ts";

/** An item, an object or a message in which something of a person stands. */
export interface Trace {
  /** The table, bucket or queue. */
  readonly place: string;
  readonly key: string;
  readonly item: Readonly<Record<string, unknown>>;
  /** Which of the looked-for texts stand in it. */
  readonly found: readonly string[];
}

/**
 * Everything in all tables, buckets and queues of dead letters in which one of the texts stands. Indexes hold nothing that
 * their table does not; the other queues are empty when nothing is under way.
 */
export async function tracesOf(
  { cloud }: Pick<TestProduct, "cloud">,
  texts: readonly string[],
): Promise<readonly Trace[]> {
  const traces: Trace[] = [];
  for await (const { place, key, item } of everythingIn(cloud)) {
    const content = textOf(item);
    const found = texts.filter((text) => content.includes(text));
    if (found.length > 0) traces.push({ place, key, item, found });
  }
  return traces;
}

async function* everythingIn(cloud: TestProduct["cloud"]) {
  const { dynamodb, messagesIn } = operatorClients(cloud);
  const client = DynamoDBDocumentClient.from(dynamodb);
  const { TableNames = [] } = await dynamodb.send(new ListTablesCommand({}));
  for (const TableName of TableNames) {
    for await (const { Items = [] } of paginateScan({ client }, { TableName })) {
      for (const item of Items) yield { place: TableName, key: `${item.pk} ${item.sk}`, item };
    }
  }
  const outputs = [...cloud.outputs.values()].flatMap((stack) => [...stack]);
  for (const [name] of outputs.filter(([, value]) => value.includes("DeadLetters") && value.startsWith("http"))) {
    for (const body of await messagesIn(name)) yield { place: name, key: "message", item: { body } };
  }
  const buckets = outputs.flatMap(([, value]) => /^arn:[\w-]+:s3:::([\w.-]+)$/.exec(value)?.[1] ?? []);
  yield* objectsIn(cloud, new Set(buckets));
}

async function* objectsIn({ aws }: TestProduct["cloud"], buckets: ReadonlySet<string>) {
  const { endpoint, region, operator: credentials } = aws;
  const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  for (const Bucket of buckets) {
    for (const { Key = "" } of (await s3.send(new ListObjectsV2Command({ Bucket }))).Contents ?? []) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      const content = (await Body?.transformToString("latin1")) ?? "";
      yield { place: Bucket, key: Key, item: { content } };
    }
  }
}
