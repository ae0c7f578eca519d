import { expect, test } from "vitest";
import { listGrants, unusedGrants } from "../../../../local/iam/grant-usage.ts";
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
const pairs = (list: ReturnType<typeof listGrants>) => list.map(({ action, resource }) => `${action} ${resource}`);

test("lists the pairs of action and resource that nobody used, and no policy of AWS", () => {
  const granted = grants(allow(["sqs:SendMessage", "sqs:Purge*"], ["arn:a", "arn:b"]));

  expect(pairs(unusedGrants(granted, [use("sqs:SendMessage", "arn:a"), use("sqs:PurgeQueue", "arn:b")]))).toEqual([
    "sqs:SendMessage arn:b",
    "sqs:Purge* arn:a",
  ]);
});

test("does not count the use by another role", () => {
  const granted = grants(allow("sqs:SendMessage", "arn:a"));
  const other = { ...use("sqs:SendMessage", "arn:a"), roleArn: `${roleArn}2` };

  expect(unusedGrants(granted, [other])).toEqual(granted);
});

test("takes the polling permissions of a mapping as one", () => {
  const granted = grants(
    allow(["sqs:ReceiveMessage", "sqs:GetQueueUrl", "sqs:DeleteMessage"], "arn:a"),
    allow("dynamodb:ListStreams", "*"),
  );

  expect(pairs(unusedGrants(granted, [use("sqs:ReceiveMessage", "arn:a")]))).toEqual(["dynamodb:ListStreams *"]);
  const both = [use("sqs:ReceiveMessage", "arn:a"), use("dynamodb:GetRecords", "arn:s")];
  expect(unusedGrants(granted, both)).toEqual([]);
});
