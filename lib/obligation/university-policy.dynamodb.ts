import { type DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import { type PolicySource, standingPolicy } from "../rules/policy.ts";
import { keys, StoredPolicy } from "./obligation-items.ts";

/** What the university decided about the rules, for whoever judges by a number of theirs or shows it. Units: half a unit. */
export function universityPolicy(client: DynamoDBDocumentClient, tableName: string): PolicySource["findPolicy"] {
  return async () => {
    const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: keys.policy }));
    return standingPolicy(StoredPolicy.optional().parse(Item)?.policy ?? {}).policy;
  };
}
