import { expect, test } from "vitest";
import { areConditionsTrue } from "../../../../local/iam/conditions.ts";

test.each<[string, Record<string, Record<string, string[]>>, Record<string, string>, boolean]>([
  ["equal texts", { StringEquals: { "aws:A": ["x", "y"] } }, { "aws:A": "y" }, true],
  ["keys of another case", { StringEquals: { "AWS:SourceArn": ["x"] } }, { "aws:SourceArn": "x" }, true],
  ["an absent key", { StringEquals: { "aws:A": ["x"] } }, {}, false],
  ["an absent key, if it exists", { StringEqualsIfExists: { "aws:A": ["x"] } }, {}, true],
  ["another text, if it exists", { StringEqualsIfExists: { "aws:A": ["x"] } }, { "aws:A": "y" }, false],
  ["an absent key, negated", { StringNotEquals: { "aws:A": ["x"] } }, {}, true],
  ["none of several, negated", { StringNotEquals: { "aws:A": ["x", "y"] } }, { "aws:A": "y" }, false],
  ["a pattern", { StringLike: { "aws:A": ["arn:*:role/?"] } }, { "aws:A": "arn:aws:role/a" }, true],
  ["a pattern of an ARN", { ArnLike: { "aws:A": ["arn:*:rule/*"] } }, { "aws:A": "arn:aws:events:rule/a" }, true],
  ["a truth value", { Bool: { "aws:A": ["true"] } }, { "aws:A": "false" }, false],
  ["a number", { NumericLessThanEquals: { "aws:A": ["10"] } }, { "aws:A": "9" }, true],
  ["all of several keys", { StringEquals: { "aws:A": ["x"], "aws:B": ["y"] } }, { "aws:A": "x" }, false],
  ["any of the values", { "ForAnyValue:StringEquals": { "aws:A": ["x"] } }, { "aws:A": "w,x" }, true],
  ["all of the values", { "ForAllValues:StringEquals": { "aws:A": ["x"] } }, { "aws:A": "w,x" }, false],
  ["all of no values", { "ForAllValues:StringEquals": { "aws:A": ["x"] } }, {}, true],
  ["a key that must be absent", { Null: { "aws:A": ["true"] } }, { "aws:A": "x" }, false],
])("decides %s", (_, conditions, context, expected) => {
  expect(areConditionsTrue(conditions, context)).toBe(expected);
});

test("names an operator that it does not know", () => {
  expect(() =>
    areConditionsTrue({ IpAddress: { "aws:SourceIp": ["10.0.0.0/8"] } }, { "aws:SourceIp": "10.0.0.1" }),
  ).toThrow("Unknown condition operator IpAddress: teach it in local/iam/conditions.ts");
});
