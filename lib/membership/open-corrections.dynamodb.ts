import { type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { TransactItem } from "../runtime/dynamodb.ts";
import { fieldNames } from "./person-fields.ts";
import { keys } from "./person-keys.ts";
import type { OpenCorrectionLine, PersonStore } from "./person-store.ts";
import type { Correction, TimelineLine } from "./timeline.ts";

const Item = z.object({
  personId: z.string(),
  correctionId: z.string(),
  at: z.string(),
  fields: z.array(z.enum(fieldNames())),
});

/** Lists a request for correction until it is decided; what was asked for stands in the history of the person alone. */
export function listedCorrection(tableName: string, personId: string, line: TimelineLine): TransactItem[] {
  if (line.kind !== "correction") return [];
  const { correctionId, at } = line;
  const listed: OpenCorrectionLine = { personId, correctionId, at, fields: namesIn(line) };
  return [{ Put: { TableName: tableName, Item: { ...keys.openCorrection(correctionId), ...listed } } }];
}

function namesIn({ fields }: Correction): OpenCorrectionLine["fields"] {
  return fieldNames().filter((name) => Object.hasOwn(fields, name));
}

export function unlistedCorrection(tableName: string, { correctionId }: Correction): TransactItem {
  return { Delete: { TableName: tableName, Key: keys.openCorrection(correctionId) } };
}

export function openCorrectionsIn(
  client: DynamoDBDocumentClient,
  tableName: string,
): Pick<PersonStore, "listOpenCorrections"> {
  const { pk } = keys.openCorrection("");
  return {
    async listOpenCorrections({ limit, from }) {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: `pk = :pk${from === undefined ? "" : " AND sk > :from"}`,
          ExpressionAttributeValues: { ":pk": pk, ...(from !== undefined && { ":from": from }) },
          Limit: limit,
        }),
      );
      return {
        items: Item.array().parse(Items),
        next: LastEvaluatedKey === undefined ? null : String(LastEvaluatedKey.sk),
      };
    },
  };
}
