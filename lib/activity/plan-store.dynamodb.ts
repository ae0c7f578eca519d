import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { commit } from "../runtime/dynamodb.ts";
import { queryPages } from "../runtime/query-all.ts";
import { receiptItems } from "../runtime/receipt.ts";
import { keys, plansPartition } from "./activity-items.ts";
import type { PlanStore } from "./activity-store.ts";
import { ActivityPlan } from "./plan.ts";
import { activityTable } from "./table.ts";

const { byPlace } = activityTable.indexes;
const PlanItem = z.object({ card: ActivityPlan });

export function dynamodbPlanStore(client: DynamoDBDocumentClient, tableName: string): PlanStore {
  return {
    async find(planId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: keys.plan(planId), ConsistentRead: true }),
      );
      return PlanItem.optional().parse(Item)?.card;
    },

    async insert(plan, receipt) {
      const put = {
        Put: { TableName: tableName, Item: itemOf(plan), ConditionExpression: "attribute_not_exists(pk)" },
      };
      await commit(client, [put, ...receiptItems(tableName, receipt, plan)]);
    },

    async save(plan) {
      try {
        await client.send(
          new PutCommand({
            TableName: tableName,
            Item: itemOf(plan),
            ConditionExpression: "card.version = :former",
            ExpressionAttributeValues: { ":former": plan.version - 1 },
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },

    async listOf(organizationId) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: tableName,
          IndexName: "byPlace",
          KeyConditionExpression: "#place = :place",
          ExpressionAttributeNames: { "#place": byPlace.partitionKey },
          ExpressionAttributeValues: { ":place": placeOf(organizationId) },
        }),
      );
      return Items.map((item) => PlanItem.parse(item).card);
    },

    async *listActive() {
      const pages = queryPages(client, {
        TableName: tableName,
        KeyConditionExpression: "pk = :plans",
        ExpressionAttributeValues: { ":plans": plansPartition },
      });
      for await (const items of pages) {
        for (const item of items) {
          const { card } = PlanItem.parse(item);
          if (card.state === "active") yield card;
        }
      }
    },
  };
}

const placeOf = (organizationId: string) => `plans:${organizationId}`;

function itemOf(plan: ActivityPlan): Record<string, unknown> {
  return { ...keys.plan(plan.planId), listedAt: placeOf(plan.organizationId), startsAt: plan.planId, card: plan };
}
