import { expect, test } from "vitest";
import { type Grant, listGrants, usageOf } from "../../../../local/iam/grant-usage.ts";
import { parsePolicyDocument } from "../../../../local/iam/policy-document.ts";
import { createRoles } from "../../../../local/iam/roles.ts";

const roleArn = "arn:aws:iam::000000000000:role/app";
const basic = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

const grants = (...statements: readonly object[]) => {
  const roles = createRoles();
  roles.add({ arn: roleArn, name: "app", trust: [] });
  roles.attachManaged("app", basic);
  roles.attach("app", { name: "own", statements: parsePolicyDocument({ Statement: statements }) });
  return listGrants(roles.all());
};
const allow = (Action: unknown, Resource: unknown) => ({ Effect: "Allow", Action, Resource });
const use = (action: string, resourceArn: string) => ({ roleArn, action, resourceArn });
const pairs = (list: readonly Grant[]) => list.map(({ action, resource }) => `${action} ${resource}`);

test("lists the pairs of action and resource that nobody used, and no policy of AWS", () => {
  const granted = grants(allow(["sqs:SendMessage", "sqs:Purge*"], ["arn:a", "arn:b"]));

  expect(pairs(usageOf(granted, [use("sqs:SendMessage", "arn:a"), use("sqs:PurgeQueue", "arn:b")]).unused)).toEqual([
    "sqs:SendMessage arn:b",
    "sqs:Purge* arn:a",
  ]);
});

test("does not count the use by another role", () => {
  const granted = grants(allow("sqs:SendMessage", "arn:a"));
  const other = { ...use("sqs:SendMessage", "arn:a"), roleArn: `${roleArn}2` };

  expect(usageOf(granted, [other]).unused).toEqual(granted);
});

test("takes the polling permissions of a mapping as one", () => {
  const granted = grants(
    allow(["sqs:ReceiveMessage", "sqs:GetQueueAttributes", "sqs:DeleteMessage"], "arn:a"),
    allow("dynamodb:ListStreams", "*"),
  );

  expect(pairs(usageOf(granted, [use("sqs:ReceiveMessage", "arn:a")]).unused)).toEqual(["dynamodb:ListStreams *"]);
  const both = [use("sqs:ReceiveMessage", "arn:a"), use("dynamodb:GetRecords", "arn:s")];
  expect(usageOf(granted, both).unused).toEqual([]);
});

test("tells what was seen in use from what is only reviewed, and takes no grant that nobody reviewed", () => {
  const granted = grants(
    allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"], "arn:a"),
    allow(["logs:PutLogEvents", "logs:CreateLogGroup"], "arn:l"),
  );
  const { used, reviewed, unused } = usageOf(granted, [use("sqs:ReceiveMessage", "arn:a")]);

  expect(pairs(used)).toEqual(["sqs:ReceiveMessage arn:a"]);
  expect(pairs(reviewed)).toEqual(["sqs:DeleteMessage arn:a", "logs:PutLogEvents arn:l"]);
  expect(pairs(unused)).toEqual(["sqs:ChangeMessageVisibility arn:a", "logs:CreateLogGroup arn:l"]);
});
