// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how Fn::Sub writes names
import fc from "fast-check";
import { expect, test } from "vitest";
import { type ResolveScope, resolveValue } from "../../../../local/assembly/resolve.ts";
import type { Template } from "../../../../local/assembly/template.ts";

const scope = (template: Template = {}): ResolveScope => ({
  stackName: "App",
  template,
  deployment: { partition: "aws-cn", region: "cn-north-1", account: "111111111111", urlSuffix: "amazonaws.com.cn" },
  parameters: new Map<string, string | readonly string[]>([
    ["Stage", "test"],
    ["Zones", ["a", "b"]],
  ]),
  resources: new Map([["Table", { physicalId: "facts", attributes: { Arn: "arn:table", "Nested.Name": "deep" } }]]),
  exports: new Map([["shared", "exported"]]),
  outputs: new Map([["Data", new Map([["Arn", "given"]])]]),
});

const conditions = {
  Conditions: {
    IsTest: { "Fn::Equals": [{ Ref: "Stage" }, "test"] },
    IsOther: { "Fn::Not": [{ Condition: "IsTest" }] },
  },
};

test.each<[string, unknown, unknown]>([
  ["Ref of a resource", { Ref: "Table" }, "facts"],
  ["Ref of a parameter", { Ref: "Stage" }, "test"],
  ["Ref of a list parameter", { "Fn::Join": ["-", { Ref: "Zones" }] }, "a-b"],
  ["Ref of a pseudo parameter", { Ref: "AWS::URLSuffix" }, "amazonaws.com.cn"],
  ["GetAtt as a list", { "Fn::GetAtt": ["Table", "Arn"] }, "arn:table"],
  ["GetAtt as a text with dots", { "Fn::GetAtt": "Table.Nested.Name" }, "deep"],
  [
    "Sub with everything",
    { "Fn::Sub": "${AWS::Partition}/${Table}/${Table.Arn}/${!kept}" },
    "aws-cn/facts/arn:table/${kept}",
  ],
  ["Sub with variables", { "Fn::Sub": ["${Own}-${Stage}", { Own: { Ref: "Table" } }] }, "facts-test"],
  ["Select of Split", { "Fn::Select": [1, { "Fn::Split": ["-", "a-b-c"] }] }, "b"],
  ["Base64", { "Fn::Base64": "text" }, "dGV4dA=="],
  ["GetAZs", { "Fn::GetAZs": "" }, ["cn-north-1a", "cn-north-1b", "cn-north-1c"]],
  ["ImportValue", { "Fn::ImportValue": "shared" }, "exported"],
  ["GetStackOutput", { "Fn::GetStackOutput": { StackName: "Data", OutputName: "Arn" } }, "given"],
  ["If", { "Fn::If": ["IsTest", "yes", { Ref: "Missing" }] }, "yes"],
  ["And, Or", { "Fn::And": [{ Condition: "IsTest" }, { "Fn::Or": [{ Condition: "IsOther" }, true] }] }, true],
  [
    "a property that has no value",
    { kept: 1, gone: { "Fn::If": ["IsOther", 1, { Ref: "AWS::NoValue" }] } },
    { kept: 1 },
  ],
  [
    "the Condition of a policy statement",
    { Condition: { StringEquals: { a: "b" } } },
    { Condition: { StringEquals: { a: "b" } } },
  ],
])("resolves %s", (_, value, expected) => {
  expect(resolveValue(value, scope(conditions))).toEqual(expected);
});

test("finds in a map by the region", () => {
  const template = { Mappings: { Runtimes: { "cn-north-1": { value: "nodejs24.x" } } } };
  const find = (key: string) => ({ "Fn::FindInMap": ["Runtimes", { Ref: "AWS::Region" }, key] });

  expect(resolveValue(find("value"), scope(template))).toBe("nodejs24.x");
  expect(() => resolveValue(find("other"), scope(template))).toThrow(
    "Fn::FindInMap finds nothing at Runtimes.cn-north-1.other",
  );
});

test.each([
  [{ "Fn::Cidr": ["10.0.0.0/16"] }, "Unknown intrinsic function Fn::Cidr: teach it in local/assembly/resolve.ts (App)"],
  [{ Ref: "Nobody" }, "Ref of Nobody, which is not deployed (App)"],
  [{ Ref: "AWS::Moon" }, "Unknown pseudo parameter AWS::Moon"],
  [{ "Fn::GetAtt": ["Table", "Colour"] }, "Table gives no attribute Colour"],
  [{ "Fn::ImportValue": "nothing" }, "No stack deployed before exports nothing"],
  ["{{resolve:ssm:/name}}", "Unknown dynamic reference"],
])("names what it does not know: %j", (value, message) => {
  expect(() => resolveValue(value, scope())).toThrow(message);
});

test("leaves a value without intrinsic functions as it is", () => {
  const key = fc.string().filter((name) => !/^(Ref|Fn::.*|Condition|__proto__)$/.test(name));
  const text = fc.string().filter((content) => !content.includes("{{resolve:"));
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { depthSize: "small" },
      text,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      tie("list"),
      tie("object"),
    ),
    list: fc.array(tie("json"), { maxLength: 4 }),
    object: fc.dictionary(key, tie("json"), { maxKeys: 4, noNullPrototype: true }),
  }));
  fc.assert(fc.property(json, (value) => void expect(resolveValue(value, scope())).toEqual(value)));
});
