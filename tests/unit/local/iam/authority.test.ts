import { expect, test } from "vitest";
import { createAuthority } from "../../../../local/iam/authority.ts";
import { parsePolicyDocument } from "../../../../local/iam/policy-document.ts";
import { createRoles } from "../../../../local/iam/roles.ts";
import type { Principal } from "../../../../local/ports.ts";

const deployment = {
  partition: "aws-cn",
  region: "cn-north-1",
  account: "000000000000",
  urlSuffix: "amazonaws.com.cn",
};
const roleArn = "arn:aws-cn:iam::000000000000:role/app";
const table = "arn:aws-cn:dynamodb:cn-north-1:000000000000:table/facts";
const queue = "arn:aws-cn:sqs:cn-north-1:000000000000:work";
const topic = "arn:aws-cn:sns:cn-north-1:000000000000:news";
const key = "arn:aws-cn:kms:cn-north-1:000000000000:key/k";
const role: Principal = { kind: "role", roleArn };
const root = { AWS: "arn:aws-cn:iam::000000000000:root" };

const withPolicy = (...statements: readonly object[]) => {
  const authority = createAuthority(deployment, createRoles());
  authority.roles.add({ arn: roleArn, name: "app", trust: [] });
  authority.roles.attach("app", { name: "own", statements: parsePolicyDocument({ Statement: statements }) });
  return authority;
};

const allow = (Action: unknown, Resource: unknown, more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});

test.each<[string, object, string, string, boolean]>([
  ["an exact grant", allow("dynamodb:GetItem", table), "dynamodb:GetItem", table, true],
  ["another action", allow("dynamodb:GetItem", table), "dynamodb:PutItem", table, false],
  ["another case of the action", allow("DynamoDB:getitem", table), "dynamodb:GetItem", table, true],
  ["another case of the resource", allow("dynamodb:GetItem", table.toUpperCase()), "dynamodb:GetItem", table, false],
  ["a wildcard action", allow("dynamodb:*Item", table), "dynamodb:GetItem", table, true],
  ["a wildcard resource", allow("*", `${table}/index/*`), "dynamodb:Query", `${table}/index/by-name`, true],
  ["an index under a grant of the table", allow("*", table), "dynamodb:Query", `${table}/index/by-name`, false],
  ["a question mark", allow("*", `${table.slice(0, -1)}?`), "dynamodb:GetItem", table, true],
  ["NotAction", { Effect: "Allow", NotAction: "dynamodb:Delete*", Resource: "*" }, "dynamodb:DeleteItem", table, false],
  ["NotResource", { Effect: "Allow", Action: "*", NotResource: `${table}*` }, "sqs:SendMessage", queue, true],
])("decides %s", (_, statement, action, resource, isAllowed) => {
  const call = () => withPolicy(statement).authorize(role, action, resource);
  if (isAllowed) expect(call).not.toThrow();
  else expect(call).toThrow(/because no identity-based policy allows/);
});

test("lets a denial win over any grant", () => {
  const authority = withPolicy(allow("*", "*"), { Effect: "Deny", Action: "dynamodb:Scan", Resource: "*" });

  expect(() => authority.authorize(role, "dynamodb:Scan", table)).toThrow(
    /is not authorized to perform: dynamodb:Scan on resource: .*facts with an explicit deny in an identity-based policy/,
  );
});

test("lets a service in only where the resource's policy names it and the source", () => {
  const authority = withPolicy();
  authority.attachToResource(queue, "0", {
    ...allow("sqs:SendMessage", queue),
    Principal: { Service: "sns.amazonaws.com" },
    Condition: { ArnEquals: { "aws:SourceArn": topic }, StringEquals: { "aws:SourceAccount": "000000000000" } },
  });
  const send = (service: string, sourceArn: string) => () =>
    authority.authorize({ kind: "service", service, sourceArn }, "sqs:SendMessage", queue);

  expect(send("sns.amazonaws.com", topic)).not.toThrow();
  expect(send("sns.amazonaws.com", `${topic}2`)).toThrow(/no resource-based policy allows/);
  expect(send("events.amazonaws.com", topic)).toThrow(/no resource-based policy allows/);
});

test("lets the policy of a bucket deny requests without TLS and nothing else", () => {
  const authority = withPolicy(allow("s3:GetObject", "arn:aws-cn:s3:::files/*"));
  authority.attachToResource("arn:aws-cn:s3:::files", "0", {
    Effect: "Deny",
    Action: "s3:*",
    Principal: "*",
    Resource: ["arn:aws-cn:s3:::files", "arn:aws-cn:s3:::files/*"],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  });
  const get =
    (context = {}) =>
    () =>
      authority.authorize(role, "s3:GetObject", "arn:aws-cn:s3:::files/a", context);

  expect(get()).not.toThrow();
  expect(get({ "aws:SecureTransport": "false" })).toThrow(/explicit deny in a resource-based policy/);
});

test("counts identity policies for a key only where the key trusts the account", () => {
  const authority = withPolicy(allow("kms:Decrypt", key));
  expect(() => authority.authorize(role, "kms:Decrypt", key)).toThrow(
    /no resource-based policy allows the kms:Decrypt/,
  );

  authority.attachToResource(key, "0", { ...allow("kms:*", "*"), Principal: root });
  expect(() => authority.authorize(role, "kms:Decrypt", key)).not.toThrow();
  expect(() => authority.authorize(role, "kms:Encrypt", key)).toThrow(/no identity-based policy allows/);
});

test("asks the caller of an encrypted queue for its key", () => {
  const authority = withPolicy(allow("sqs:SendMessage", queue));
  authority.attachToResource(key, "0", { ...allow("kms:*", "*"), Principal: root });
  authority.encryptWith(queue, key);

  expect(() => authority.authorize(role, "sqs:SendMessage", queue)).toThrow(/kms:GenerateDataKey on resource/);
});

test("records what was used and nothing that was denied", () => {
  const authority = withPolicy(allow("dynamodb:GetItem", table));
  authority.authorize(role, "dynamodb:GetItem", table);
  authority.authorize(role, "dynamodb:GetItem", table);
  expect(() => authority.authorize(role, "dynamodb:PutItem", table)).toThrow();

  expect(authority.used()).toEqual([{ roleArn, action: "dynamodb:GetItem", resourceArn: table }]);
});

test("refuses a managed policy of AWS that is not listed", () => {
  const { roles } = withPolicy();
  const admin = "arn:aws-cn:iam::aws:policy/AdministratorAccess";

  expect(() => roles.attachManaged("app", admin)).toThrow(`Unknown managed policy ${admin}: list it in local/iam/`);
});
