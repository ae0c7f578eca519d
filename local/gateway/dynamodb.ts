import type { Deployment } from "../ports.ts";
import { AwsError } from "./aws-error.ts";
import type { AwsReply } from "./aws-reply.ts";
import { type TableCall, tableCalls, tableName, writtenTables } from "./dynamodb-permissions.ts";
import type { Forward } from "./forward-dynamodb.ts";
import { isRecord, type JsonBody, readJsonBody, readText, targetOperation, unknownOperation } from "./json-body.ts";
import type { AwsRequest, AwsService, Operation } from "./service.ts";
import { jsonServiceErrors } from "./service-errors.ts";

interface Parts {
  readonly deployment: Deployment;
  readonly forward: Forward;
  readonly onWrite: (tableName: string) => void;
}

/** ARNs as the engine writes them; the same account and region for everybody. */
const ENGINE_ARN = /arn:aws:(dynamodb|kms):[a-z0-9-]+:\d{12}:/g;
/** Answers that carry ARNs. All others are items, in which nothing may be replaced. */
const DESCRIPTIONS = new Set([
  "CreateTable",
  "DescribeTable",
  "UpdateTable",
  "DeleteTable",
  "ListStreams",
  "DescribeStream",
]);

const STREAM_ACTIONS = ["DescribeStream", "GetShardIterator", "GetRecords", "ListStreams"];

const withoutChecksum = ({ "x-amz-crc32": _, ...headers }: Readonly<Record<string, string>>) => headers;

const throttled = (): AwsError =>
  new AwsError(
    400,
    "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
    "The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.",
  );

const namesByArn = ({ body }: AwsRequest): boolean => /"arn:[^"]+:table\//.test(body.toString());

/** The engine knows tables by name only. */
const withTableNames = (body: JsonBody): JsonBody => {
  const plain = (value: unknown): unknown => {
    if (!isRecord(value)) return value;
    return typeof value.TableName === "string" ? { ...value, TableName: tableName(value.TableName) } : value;
  };
  const items = body.RequestItems;
  const transaction = body.TransactItems;
  return {
    ...(plain(body) as JsonBody),
    ...(isRecord(items) && {
      RequestItems: Object.fromEntries(Object.entries(items).map(([table, item]) => [tableName(table), item])),
    }),
    ...(Array.isArray(transaction) && {
      TransactItems: transaction.map((item) =>
        isRecord(item) ? Object.fromEntries(Object.entries(item).map(([kind, inner]) => [kind, plain(inner)])) : item,
      ),
    }),
  };
};

/** An iterator names its table: dynoxide's in base64 of JSON, DynamoDB Local's in an ARN. */
const tableOfIterator = (iterator: string): string => {
  const text = iterator.includes("table/") ? iterator : Buffer.from(iterator, "base64").toString();
  const [, table] = /(?:"table_name":"|:table\/)([A-Za-z0-9_.-]+)/.exec(text) ?? [];
  if (table === undefined) throw new AwsError(400, "ValidationException", "Invalid ShardIterator");
  return table;
};

export const createDynamoDbService = ({ deployment, forward, onWrite }: Parts): AwsService => {
  const prefix = `arn:${deployment.partition}:dynamodb:${deployment.region}:${deployment.account}`;

  let enginePrefix = `${prefix}:`;

  const translate = (operation: string, reply: AwsReply): AwsReply => {
    const headers = withoutChecksum(reply.headers);
    if (DESCRIPTIONS.has(operation)) {
      const { partition, region, account } = deployment;
      const own = reply.body.toString().replace(ENGINE_ARN, (arn: string, service: string) => {
        if (service === "dynamodb") enginePrefix = arn;
        return `arn:${partition}:${service}:${region}:${account}:`;
      });
      return { ...reply, headers, body: own };
    }
    if (operation !== "GetRecords") return reply;
    // An attribute of an item never has a plain text as its value, so this is the record's own region.
    const own = reply.body.toString().replace(/"awsRegion":"[^"]*"/g, `"awsRegion":"${deployment.region}"`);
    return { ...reply, headers, body: own };
  };

  const arnOf = ({ table, index }: TableCall): string => {
    if (table === "*") return "*";
    return `${prefix}:table/${table}${index === undefined ? "" : `/index/${index}`}`;
  };

  /** A transaction asks for the same permission with many of its items. */
  const permissionsOf = (calls: readonly TableCall[]): Operation["permissions"] => {
    const all = calls.map((call) => ({ action: `dynamodb:${call.action}`, resourceArn: arnOf(call) }));
    return [...new Map(all.map((one) => [`${one.action} ${one.resourceArn}`, one])).values()];
  };

  const readTableOperation = (request: AwsRequest, name: string): Operation => {
    const body = readJsonBody(request);
    const calls = tableCalls(name, body);
    const sent = namesByArn(request) ? Buffer.from(JSON.stringify(withTableNames(body))) : request.body;
    return {
      name,
      permissions: permissionsOf(calls),
      async run() {
        const reply = await forward(request, sent);
        if (reply.status === 200) for (const table of writtenTables(calls)) onWrite(table);
        return translate(name, reply);
      },
    };
  };

  const streamArn = (name: string, body: JsonBody): string => {
    if (name === "ListStreams") return "*";
    if (name !== "GetRecords") return readText(body, "StreamArn");
    const table = tableOfIterator(readText(body, "ShardIterator"));
    return `${prefix}:table/${table}/stream/${streamLabels.get(table) ?? "*"}`;
  };

  /** An iterator does not say which stream it belongs to beyond the table, but its maker did. */
  const streamLabels = new Map<string, string>();

  const engineArn = (arn: string): string => arn.replace(`${prefix}:`, enginePrefix);

  const readStreamOperation = (request: AwsRequest, name: string): Operation => {
    const body = readJsonBody(request);
    const arn = streamArn(name, body);
    const [, table, label] = /:table\/([^/]+)\/stream\/(.+)$/.exec(arn) ?? [];
    if (table !== undefined && label !== undefined && label !== "*") streamLabels.set(table, label);
    return {
      name,
      permissions: [{ action: `dynamodb:${name}`, resourceArn: arn }],
      async run() {
        const sent = {
          ...body,
          ...(typeof body.StreamArn === "string" && { StreamArn: engineArn(body.StreamArn) }),
        };
        return translate(name, await forward(request, Buffer.from(JSON.stringify(sent))));
      },
    };
  };

  return {
    name: "dynamodb",
    protocol: "json-1.0",
    errors: jsonServiceErrors(throttled),
    read(request) {
      const name = targetOperation(request);
      if (!request.headers["x-amz-target"]?.startsWith("DynamoDBStreams_")) return readTableOperation(request, name);
      if (!STREAM_ACTIONS.includes(name)) throw unknownOperation("dynamodb", name, "dynamodb.ts");
      return readStreamOperation(request, name);
    },
  };
};
