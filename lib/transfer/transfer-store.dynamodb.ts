import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { ConditionsFailed, commit, type TransactItem } from "../runtime/dynamodb.ts";
import { receiptItems } from "../runtime/receipt.ts";
import { transferTable } from "./table.ts";
import { StoredTransfer } from "./transfer.ts";
import { isOpen } from "./transfer-states.ts";
import type { Alongside, TransferKey, TransferList, TransferPage, TransferStore } from "./transfer-store.ts";

type Status = "open" | "closed";

export const transferPrefix = "TRANSFER#";
export const keys = {
  transfer: (personId: string, transferId: string) => ({
    pk: `PERSON#${personId}`,
    sk: `${transferPrefix}${transferId}`,
  }),
  open: (personId: string) => ({ pk: `PERSON#${personId}`, sk: "OPEN" }),
  listed: (status: Status, transferId: string) => ({ pk: `LIST#${status}`, sk: transferId }),
};

const statusOf = ({ state }: StoredTransfer): Status => (isOpen(state) ? "open" : "closed");
const isNew = { ConditionExpression: "attribute_not_exists(pk)" };

/** The store of transfers in one DynamoDB table, see `table.ts` for its items. */
export function dynamodbTransferStore(client: DynamoDBDocumentClient, tableName: string): TransferStore {
  const put = (Item: object, condition: object = {}): TransactItem => ({
    Put: { TableName: tableName, Item: { ...Item }, ...condition },
  });
  const remove = (Key: object, condition: object = {}): TransactItem => ({
    Delete: { TableName: tableName, Key: { ...Key }, ...condition },
  });
  const transferItem = (transfer: StoredTransfer, facts: readonly object[]) => ({
    ...keys.transfer(transfer.personId, transfer.transferId),
    ...transfer,
    outgoing: `${transfer.fromOrganizationId}#${statusOf(transfer)}`,
    incoming: `${transfer.toOrganizationId}#${statusOf(transfer)}`,
    events: facts,
  });
  const ifVersion = (version: number) => ({
    ConditionExpression: "version = :version",
    ExpressionAttributeValues: { ":version": version },
  });
  const listed = (transfer: StoredTransfer): TransactItem =>
    put({ ...keys.listed(statusOf(transfer), transfer.transferId), transfer });
  const unlisted = ({ transferId }: StoredTransfer): TransactItem => remove(keys.listed("open", transferId));

  const get = async (personId: string, transferId: string): Promise<StoredTransfer | undefined> => {
    const Key = keys.transfer(personId, transferId);
    const { Item } = await client.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true }));
    return Item === undefined ? undefined : StoredTransfer.parse(Item);
  };

  return {
    find: get,

    async findOpen(personId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: keys.open(personId), ConsistentRead: true }),
      );
      return typeof Item?.transferId === "string" ? await get(personId, Item.transferId) : undefined;
    },

    async insert(transfer, { facts, receipt, answer }, overtaken) {
      const { personId, transferId } = transfer;
      const former = overtaken?.transfer;
      const claim =
        former === undefined
          ? isNew
          : {
              ConditionExpression: "transferId = :former",
              ExpressionAttributeValues: { ":former": former.transferId },
            };
      const items = [
        put(transferItem(transfer, facts), isNew),
        put({ ...keys.open(personId), transferId }, claim),
        listed(transfer),
        ...(overtaken === undefined
          ? []
          : [
              put(transferItem(overtaken.transfer, [overtaken.fact]), ifVersion(overtaken.transfer.version - 1)),
              unlisted(overtaken.transfer),
              listed(overtaken.transfer),
            ]),
        ...receiptItems(tableName, receipt, answer),
      ];
      try {
        await commit(client, items);
        return "done";
      } catch (error) {
        if (error instanceof ConditionsFailed) return "has_open_transfer";
        throw error;
      }
    },

    async save(next, { facts, receipt, answer, alongside = [] }) {
      const { personId, transferId } = next;
      const ending = isOpen(next.state)
        ? []
        : [
            remove(keys.open(personId), {
              ConditionExpression: "transferId = :id",
              ExpressionAttributeValues: { ":id": transferId },
            }),
            unlisted(next),
          ];
      const own = [
        put(transferItem(next, facts), ifVersion(next.version - 1)),
        ...ending,
        listed(next),
        ...receiptItems(tableName, receipt, answer),
      ];
      try {
        await commit(client, [...own, ...transactItems(alongside)]);
        return "done";
      } catch (error) {
        if (!(error instanceof ConditionsFailed)) throw error;
        return error.positions.some((position) => position < own.length) ? "changed_meanwhile" : "elsewhere_changed";
      }
    },

    async list(list, { status, limit, after }) {
      const isBranch = list.of === "branch";
      return await query(
        {
          ...(isBranch ? branchQuery(list, status, after) : universityQuery(status, after)),
          ScanIndexForward: status === "open",
          Limit: limit,
        },
        isBranch ? (item) => item : (item) => item.transfer,
      );
    },

    async listOfPerson(personId, { limit, after }) {
      return await query(
        {
          KeyConditionExpression: "pk = :pk AND begins_with(sk, :transfers)",
          ExpressionAttributeValues: { ":pk": keys.open(personId).pk, ":transfers": transferPrefix },
          ScanIndexForward: false,
          Limit: limit,
          ...(after !== undefined && { ExclusiveStartKey: keys.transfer(personId, after.transferId) }),
        },
        (item) => item,
      );
    },
  };

  async function query(options: object, transferIn: (item: Record<string, unknown>) => unknown): Promise<TransferPage> {
    const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand({ TableName: tableName, ...options }));
    return {
      transfers: Items.map((item) => StoredTransfer.parse(transferIn(item))),
      hasMore: LastEvaluatedKey !== undefined,
    };
  }
}

function universityQuery(status: Status, after: TransferKey | undefined) {
  return {
    KeyConditionExpression: "pk = :pk",
    ExpressionAttributeValues: { ":pk": keys.listed(status, "").pk },
    ...(after !== undefined && { ExclusiveStartKey: keys.listed(status, after.transferId) }),
  };
}

function branchQuery(
  { organizationId, direction }: Extract<TransferList, { of: "branch" }>,
  status: Status,
  after: TransferKey | undefined,
) {
  const IndexName = direction === "out" ? "outgoing" : "incoming";
  const { partitionKey, sortKey } = transferTable.indexes[IndexName];
  const partition = `${organizationId}#${status}`;
  return {
    IndexName,
    KeyConditionExpression: "#list = :list",
    ExpressionAttributeNames: { "#list": partitionKey },
    ExpressionAttributeValues: { ":list": partition },
    ...(after !== undefined && {
      ExclusiveStartKey: {
        ...keys.transfer(after.personId, after.transferId),
        [partitionKey]: partition,
        [sortKey]: after.transferId,
      },
    }),
  };
}

/** Planned by an adapter of another context, for the same engine. */
function transactItems(alongside: Alongside): TransactItem[] {
  return alongside.map((item): TransactItem => item);
}
