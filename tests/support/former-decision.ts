import { DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { keys } from "../../lib/obligation/obligation-items.ts";
import type { Cloud } from "../../local/cloud.ts";
import { operatorClients, tableNamed } from "./operator.ts";

/** Puts a decision among the university's settings that the rules accepted once and do not accept any more. */
export async function enterFormerDecision(cloud: Pick<Cloud, "aws" | "outputs">): Promise<void> {
  const client = DynamoDBDocumentClient.from(operatorClients(cloud).dynamodb);
  const former = {
    ruleId: "BR-22",
    limit: "count",
    value: 0,
    since: "2025-03-01",
    decidedBy: "校党委会2025年第2次会议",
  };
  await client.send(
    new UpdateCommand({
      TableName: await tableNamed(cloud, "Obligation"),
      Key: keys.policy,
      UpdateExpression: "SET #policy.overrides = list_append(#policy.overrides, :former)",
      ExpressionAttributeNames: { "#policy": "policy" },
      ExpressionAttributeValues: { ":former": [former] },
    }),
  );
}
