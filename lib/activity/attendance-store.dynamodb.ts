import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { queryAll } from "../runtime/query-all.ts";
import { keys, personPrefix } from "./activity-items.ts";
import { Attendance, scanOrder } from "./attendance.ts";
import type { AttendanceStore, Decision, Marked } from "./attendance-store.ts";

/** Sources write their own attributes only, so what one of them has not written yet is absent. */
const Stored = z.object({
  personId: Attendance.shape.personId,
  organizationId: Attendance.shape.organizationId.default(null),
  stage: Attendance.shape.stage.default(null),
  snapshotId: Attendance.shape.snapshotId.default(null),
  scan: Attendance.shape.scan.default(null),
  code: Attendance.shape.code.default(null),
  decision: Attendance.shape.decision.default(null),
});
const Tries = z.object({ step: z.int(), count: z.int() });

/** Writes side by side: more would only queue up in the client. */
const sideBySide = 25;

type Update = Pick<
  UpdateCommandInput,
  "UpdateExpression" | "ConditionExpression" | "ExpressionAttributeNames" | "ExpressionAttributeValues"
>;

export function dynamodbAttendanceStore(client: DynamoDBDocumentClient, tableName: string): AttendanceStore {
  /** A condition that does not hold says that something better is known already. */
  const updateEach = async (
    activityId: string,
    updates: readonly { personId: string; update: Update }[],
  ): Promise<void> => {
    for (let start = 0; start < updates.length; start += sideBySide) {
      await Promise.all(
        updates
          .slice(start, start + sideBySide)
          .map(({ personId, update }) =>
            client
              .send(new UpdateCommand({ TableName: tableName, Key: keys.attendance(activityId, personId), ...update }))
              .catch(ignoreFailedCondition),
          ),
      );
    }
  };

  const countTries = async (activityId: string, personId: string, step: number): Promise<number> => {
    const { Item } = await client.send(
      new GetCommand({ TableName: tableName, Key: keys.tries(activityId, personId), ConsistentRead: true }),
    );
    const tries = Tries.optional().parse(Item);
    return tries?.step === step ? tries.count : 0;
  };

  return {
    countTries,

    async list(activityId) {
      const items = await queryAll(client, {
        TableName: tableName,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :people)",
        ExpressionAttributeValues: { ":pk": keys.attendance(activityId, "").pk, ":people": personPrefix },
        ConsistentRead: true,
      });
      return items.map((item) => Stored.parse(item));
    },

    async find(activityId, personId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: keys.attendance(activityId, personId), ConsistentRead: true }),
      );
      return Stored.optional().parse(Item);
    },

    async fixDue(activityId, snapshotId, people) {
      await updateEach(
        activityId,
        people.map(({ personId, organizationId, stage }) => ({
          personId,
          update: {
            UpdateExpression: "SET personId = :person, organizationId = :home, stage = :stage, snapshotId = :snapshot",
            ExpressionAttributeValues: {
              ":person": personId,
              ":home": organizationId,
              ":stage": stage,
              ":snapshot": snapshotId,
            },
          },
        })),
      );
    },

    async markScans(activityId, scans) {
      await updateEach(
        activityId,
        scans.map(({ scan, ...person }) => ({
          personId: person.personId,
          update: {
            UpdateExpression: `SET ${introduction}, #scan = :scan, scanOrder = :order`,
            ConditionExpression: "attribute_not_exists(scanOrder) OR scanOrder > :order",
            // A reserved word of DynamoDB.
            ExpressionAttributeNames: { "#scan": "scan" },
            ExpressionAttributeValues: { ...introduced(person), ":scan": scan, ":order": scanOrder(scan) },
          },
        })),
      );
    },

    async markCode(activityId, person, at, fact) {
      const update = {
        UpdateExpression: `SET ${introduction}, code = :code, events = :events`,
        ConditionExpression: "attribute_not_exists(code)",
        ExpressionAttributeValues: { ...introduced(person), ":code": { at }, ":events": [fact] },
      };
      await updateEach(activityId, [{ personId: person.personId, update }]);
    },

    async decide(activityId, decisions) {
      const updates = decisions.map((decision) => {
        const { UpdateExpression, ExpressionAttributeValues } = decisionUpdate(tableName, activityId, decision);
        const update = {
          UpdateExpression,
          ConditionExpression: "attribute_not_exists(decision) OR decision.#at <= :at",
          ExpressionAttributeNames: { "#at": "at" },
          ExpressionAttributeValues: { ...ExpressionAttributeValues, ":at": decision.decision.at },
        };
        return { personId: decision.personId, update };
      });
      await updateEach(activityId, updates);
    },

    async announce(activityId, batchId, fact) {
      await client
        .send(
          new PutCommand({
            TableName: tableName,
            Item: { ...keys.batch(activityId, batchId), events: [fact] },
            ConditionExpression: "attribute_not_exists(pk)",
          }),
        )
        .catch(ignoreFailedCondition);
    },

    async addTry(activityId, personId, step) {
      const count = await countTries(activityId, personId, step);
      await client.send(
        new PutCommand({
          TableName: tableName,
          Item: { ...keys.tries(activityId, personId), step, count: count + 1, expiresAt: (step + 60) * 60 },
        }),
      );
    },
  };
}

const introduction =
  "personId = :person, organizationId = if_not_exists(organizationId, :home), stage = if_not_exists(stage, :stage)";

function introduced({ personId, organizationId, stage }: Marked) {
  return { ":person": personId, ":home": organizationId, ":stage": stage };
}

/** Also part of the transaction of a correction, which nothing overrules. */
export function decisionUpdate(tableName: string, activityId: string, { decision, ...person }: Decision) {
  return {
    TableName: tableName,
    Key: keys.attendance(activityId, person.personId),
    UpdateExpression: `SET ${introduction}, decision = :decision`,
    ExpressionAttributeValues: { ...introduced(person), ":decision": decision },
  };
}

function ignoreFailedCondition(error: unknown): void {
  if (!(error instanceof ConditionalCheckFailedException)) throw error;
}
