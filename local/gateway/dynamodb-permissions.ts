import { AwsError } from "./aws-error.ts";
import { isRecord, type JsonBody, readText, unknownOperation } from "./json-body.ts";

/** A table, or an index of it, and the action on it. */
export interface TableCall {
  readonly action: string;
  readonly table: string;
  readonly index?: string;
}

/** Tables may be named by ARN wherever they may be named. */
export const tableName = (nameOrArn: string): string => /:table\/([^/]+)/.exec(nameOrArn)?.[1] ?? nameOrArn;

const onTable = (action: string, body: JsonBody): TableCall[] => [
  { action, table: tableName(readText(body, "TableName")) },
];

const onTableOrIndex = (action: string, body: JsonBody): TableCall[] => {
  const [call] = onTable(action, body) as [TableCall];
  return [typeof body.IndexName === "string" ? { ...call, index: body.IndexName } : call];
};

const onEachTable = (action: string, body: JsonBody): TableCall[] =>
  Object.keys(isRecord(body.RequestItems) ? body.RequestItems : {}).map((table) => ({
    action,
    table: tableName(table),
  }));

/** A transaction has no permission of its own: each inner action is checked on its table. */
const INNER_ACTIONS: Readonly<Record<string, string>> = {
  Put: "PutItem",
  Update: "UpdateItem",
  Delete: "DeleteItem",
  ConditionCheck: "ConditionCheckItem",
  Get: "GetItem",
};

const inTransaction = (body: JsonBody): TableCall[] => {
  const items = Array.isArray(body.TransactItems) ? body.TransactItems : [];
  return items.filter(isRecord).flatMap((item) =>
    Object.entries(item).flatMap(([kind, inner]) => {
      const action = Object.hasOwn(INNER_ACTIONS, kind) ? INNER_ACTIONS[kind] : undefined;
      if (action === undefined) throw new AwsError(400, "ValidationException", `Unknown transaction item ${kind}`);
      return isRecord(inner) ? onTable(action, inner) : [];
    }),
  );
};

const BY_OPERATION: Readonly<Record<string, (body: JsonBody) => TableCall[]>> = {
  GetItem: (body) => onTable("GetItem", body),
  PutItem: (body) => onTable("PutItem", body),
  UpdateItem: (body) => onTable("UpdateItem", body),
  DeleteItem: (body) => onTable("DeleteItem", body),
  Query: (body) => onTableOrIndex("Query", body),
  Scan: (body) => onTableOrIndex("Scan", body),
  BatchGetItem: (body) => onEachTable("BatchGetItem", body),
  BatchWriteItem: (body) => onEachTable("BatchWriteItem", body),
  TransactWriteItems: inTransaction,
  TransactGetItems: inTransaction,
  DescribeTable: (body) => onTable("DescribeTable", body),
  DescribeTimeToLive: (body) => onTable("DescribeTimeToLive", body),
  UpdateTimeToLive: (body) => onTable("UpdateTimeToLive", body),
  CreateTable: (body) => onTable("CreateTable", body),
  UpdateTable: (body) => onTable("UpdateTable", body),
  DeleteTable: (body) => onTable("DeleteTable", body),
  ListTables: () => [{ action: "ListTables", table: "*" }],
};

export const tableCalls = (operation: string, body: JsonBody): TableCall[] => {
  const read = Object.hasOwn(BY_OPERATION, operation) ? BY_OPERATION[operation] : undefined;
  if (read === undefined) throw unknownOperation("dynamodb", operation, "dynamodb-permissions.ts");
  return read(body);
};

const WRITES = new Set(["PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem"]);

export const writtenTables = (calls: readonly TableCall[]): ReadonlySet<string> =>
  new Set(calls.filter(({ action }) => WRITES.has(action)).map(({ table }) => table));
