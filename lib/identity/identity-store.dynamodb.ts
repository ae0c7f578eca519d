import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { batchGet } from "../runtime/batch-get.ts";
import { ConditionsFailed, commit, type TransactItem } from "../runtime/dynamodb.ts";
import { receiptItems } from "../runtime/receipt.ts";
import { fromCursor } from "../runtime/start-key.ts";
import { encodeCursor, type Page } from "../shared/page.ts";
import { HeldPost } from "./account.ts";
import { accountKey } from "./account-store.dynamodb.ts";
import { Appointment } from "./appointment.ts";
import type { IdentityStore, IdentityWrite, Register } from "./identity-store.ts";
import { type Post, postNames } from "./post.ts";
import { registerOf } from "./post-change.ts";
import { identityTable } from "./table.ts";

const placeKey = (organizationId: string) => `PLACE#${organizationId}`;
const registerKey = (register: Register) =>
  register.group === "committee" ? placeKey(register.organizationId) : "ADMINISTRATION";
const appointmentPrefix = "APPOINTMENT#";
export const keys = {
  appointment: (register: Register, appointmentId: string) => ({
    pk: registerKey(register),
    sk: `${appointmentPrefix}${appointmentId}`,
  }),
  seat: (organizationId: string, post: Post) => ({ pk: placeKey(organizationId), sk: `SEAT#${post}` }),
  closed: (organizationId: string) => ({ pk: placeKey(organizationId), sk: "CLOSED" }),
  link: (personId: string) => ({ pk: `PERSON#${personId}`, sk: "LINK" }),
};

const StoredSeat = z.object({
  organizationId: z.string(),
  post: z.enum(postNames),
  holdings: z.array(HeldPost.pick({ appointmentId: true, from: true, to: true })),
  version: z.int().positive(),
});
export const StoredLink = z.object({
  personId: z.string(),
  accountId: z.string().nullable(),
  version: z.int().positive(),
  formerAccountIds: z.array(z.string()).optional(),
});

const { byHolder } = identityTable.indexes;

/** Accounts and appointments in one DynamoDB table, see `table.ts` for its items. */
export function dynamodbIdentityStore(client: DynamoDBDocumentClient, tableName: string): IdentityStore {
  const get = async (Key: object): Promise<unknown> => {
    const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: { ...Key }, ConsistentRead: true }));
    return Item;
  };
  const query = async (
    list: string,
    condition: object,
    { limit, cursor }: { limit?: number; cursor: string | undefined },
  ): Promise<Page<Appointment>> => {
    const { Items = [], LastEvaluatedKey } = await fromCursor(list, cursor, (start) =>
      client.send(
        new QueryCommand({
          TableName: tableName,
          ...condition,
          ScanIndexForward: false,
          ...(limit !== undefined && { Limit: limit }),
          ...start,
        }),
      ),
    );
    return {
      items: Appointment.array().parse(Items),
      nextCursor: LastEvaluatedKey === undefined ? null : encodeCursor(list, LastEvaluatedKey),
    };
  };
  const listRegister = (register: Register, page: { limit?: number; cursor: string | undefined }) =>
    query(
      `appointments:${registerKey(register)}`,
      {
        ConsistentRead: true,
        KeyConditionExpression: "pk = :register AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: { ":register": registerKey(register), ":prefix": appointmentPrefix },
      },
      page,
    );

  return {
    async findAppointment(register, appointmentId) {
      return Appointment.optional().parse(await get(keys.appointment(register, appointmentId)));
    },

    async findSeat(organizationId, post) {
      return StoredSeat.optional().parse(await get(keys.seat(organizationId, post)));
    },

    async findLink(personId) {
      return StoredLink.optional().parse(await get(keys.link(personId)));
    },

    async findLinks(personIds) {
      const items = await batchGet(client, { tableName, keys: personIds.map(keys.link), isConsistent: true });
      return new Map(
        StoredLink.array()
          .parse(items)
          .map((link) => [link.personId, link]),
      );
    },

    list: listRegister,

    async listAll(register) {
      const found: Appointment[] = [];
      let cursor: string | undefined;
      do {
        const page = await listRegister(register, { cursor });
        found.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      return found;
    },

    async listOfAccount(accountId, page) {
      const condition = {
        IndexName: "byHolder",
        KeyConditionExpression: "#holder = :holder",
        ExpressionAttributeNames: { "#holder": byHolder.partitionKey },
        ExpressionAttributeValues: { ":holder": accountId },
      };
      return await query(`appointments-of:${accountId}`, condition, page);
    },

    async close(organizationId) {
      await client.send(new PutCommand({ TableName: tableName, Item: keys.closed(organizationId) }));
    },

    async write(write, answered) {
      const items = itemsOf(tableName, write);
      const receipt = answered === undefined ? [] : receiptItems(tableName, answered.receipt, answered.answer);
      try {
        await commit(client, [...items, ...receipt]);
        return "done";
      } catch (error) {
        if (!(error instanceof ConditionsFailed)) throw error;
        const isClosed = error.positions.some((position) => items[position]?.ConditionCheck !== undefined);
        return isClosed ? "closed" : "changed_meanwhile";
      }
    },
  };
}

function itemsOf(tableName: string, write: IdentityWrite): TransactItem[] {
  const put = (Item: object, before: { version: number } | undefined): TransactItem => ({
    Put: {
      TableName: tableName,
      Item: { ...Item },
      ...(before === undefined
        ? { ConditionExpression: "attribute_not_exists(pk)" }
        : { ConditionExpression: "version = :version", ExpressionAttributeValues: { ":version": before.version } }),
    },
  });
  const { accounts, appointments = [], seats = [], links = [], openAt } = write;
  return [
    ...accounts.map(({ before, after, facts = [] }) =>
      put({ ...accountKey(after.accountId), ...after, events: facts }, before),
    ),
    ...appointments.map(({ before, after, facts }) =>
      put(
        {
          ...keys.appointment(registerOf(after), after.appointmentId),
          ...after,
          holder: after.accountId,
          events: facts,
        },
        before,
      ),
    ),
    ...seats.map(({ before, after }) => put({ ...keys.seat(after.organizationId, after.post), ...after }, before)),
    ...links.map(({ before, after }) => put({ ...keys.link(after.personId), ...after }, before)),
    ...(openAt === undefined ? [] : [onlyIfOpen(tableName, openAt)]),
  ];
}

function onlyIfOpen(tableName: string, organizationId: string): TransactItem {
  return {
    ConditionCheck: {
      TableName: tableName,
      Key: keys.closed(organizationId),
      ConditionExpression: "attribute_not_exists(pk)",
    },
  };
}
