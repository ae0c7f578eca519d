import { type DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import type * as z from "zod";
import { keys } from "./person-keys.ts";

/** What the schema names of a record and nothing else, strongly consistent; undefined: there is no record. Units: 1 read for 4 KB. */
export async function readPersonPart<Part extends z.ZodObject>(
  client: DynamoDBDocumentClient,
  { tableName, personId, Part }: { tableName: string; personId: string; Part: Part },
): Promise<z.output<Part> | undefined> {
  const attributes = Object.keys(Part.shape);
  const { Item } = await client.send(
    new GetCommand({
      TableName: tableName,
      Key: keys.person(personId),
      ConsistentRead: true,
      ProjectionExpression: attributes.map((name) => `#${name}`).join(", "),
      ExpressionAttributeNames: Object.fromEntries(attributes.map((name) => [`#${name}`, name])),
    }),
  );
  return Part.optional().parse(Item);
}
