import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { AppError, type FieldError } from "../../../lib/shared/errors.ts";
import { fieldErrors, parsePart } from "../../../lib/shared/validation.ts";

function faultsOf(schema: z.ZodType, value: unknown): readonly FieldError[] {
  try {
    parsePart(schema, "body", value);
  } catch (error) {
    if (error instanceof AppError) return error.options.errors ?? [];
    throw error;
  }
  throw new Error("the value was accepted");
}

const reasonFor = (schema: z.ZodType, value: unknown) => faultsOf(z.object({ field: schema }), { field: value });

describe("reasons", () => {
  test.each([
    ["a wrong type", z.string(), 5, "应为文字", "Must be text"],
    ["no number", z.coerce.number(), "many", "应为数字", "Must be a number"],
    ["no whole number", z.int(), 1.5, "应为整数", "Must be a whole number"],
    ["no truth value", z.boolean(), "yes", "应为是或否", "Must be true or false"],
    ["null for an object", z.object({}), null, "应为对象", "Must be an object"],
    ["text for a list", z.array(z.string()), "a", "应为列表", "Must be a list"],
    ["a type that has no name", z.bigint(), 1, "类型不正确", "Wrong type"],
    ["too short a text", z.string().min(2), "a", "至少2个字", "At least 2 characters"],
    ["too long a text", z.string().max(2), "abc", "不能超过2个字", "At most 2 characters"],
    ["too short a list", z.array(z.string()).min(1), [], "至少1项", "At least 1 in the list"],
    ["too long a list", z.array(z.string()).max(1), ["a", "b"], "不能超过1项", "At most 1 in the list"],
    ["too small a number", z.number().min(1), 0, "不能小于1", "At least 1"],
    ["too large a number", z.number().max(10), 11, "不能大于10", "At most 10"],
    ["the bound itself, from above", z.int().positive(), 0, "必须大于0", "More than 0"],
    ["the bound itself, from below", z.number().lt(5), 5, "必须小于5", "Less than 5"],
    ["a day that does not exist", z.iso.date(), "2026-02-30", "日期格式应为 2026-01-31", "A date such as 2026-01-31"],
    ["no moment", z.iso.datetime(), "now", "时间格式应为 2026-01-31T08:00:00Z", "A time such as 2026-01-31T08:00:00Z"],
    ["another form", z.string().regex(/^a$/), "b", "格式不正确", "Not in the expected form"],
    ["none of the choices", z.enum(["a", "b"]), "c", "只能是：a、b", "One of: a, b"],
    ["no multiple", z.number().multipleOf(5), 3, "内容不正确", "Not valid"],
    ["no member of a union", z.union([z.string(), z.number()]), true, "内容不正确", "Not valid"],
    ["a check without a sentence", z.string().refine(() => false), "a", "内容不正确", "Not valid"],
    [
      "a check with its sentences",
      z.string().refine(() => false, { params: { zh: "不行", en: "No" } }),
      "a",
      "不行",
      "No",
    ],
  ])("say in both languages what is wrong with %s", (_, schema, value, zh, en) => {
    expect(reasonFor(schema, value)).toEqual([{ field: "body.field", reason: { zh, en } }]);
  });

  test.each([
    ["a text", z.string()],
    ["a number", z.coerce.number()],
    ["a choice", z.enum(["a"])],
    ["a list", z.array(z.string())],
    ["one of several forms", z.union([z.string(), z.number()])],
  ])("say that %s is required when it is absent", (_, schema) => {
    const reason = { zh: "必填", en: "Required" };
    expect(faultsOf(z.object({ field: schema }), {})).toEqual([{ field: "body.field", reason }]);
  });

  test("name every unknown field by its own path", () => {
    const schema = z.strictObject({ inner: z.strictObject({}) });
    const value = JSON.parse('{ "inner": { "b": 1, "__proto__": 2 }, "a": 3 }');
    const fields = faultsOf(schema, value).map(({ field }) => field);
    expect(fields.sort()).toEqual(["body.a", "body.inner.__proto__", "body.inner.b"]);
  });

  test("point into lists", () => {
    expect(faultsOf(z.object({ list: z.array(z.int()) }), { list: [1, "x"] })).toMatchObject([
      { field: "body.list.1" },
    ]);
  });

  test("never repeat a value", () => {
    const canary = fc.string({ minLength: 6, maxLength: 12 }).map((text) => `§${text}§`);
    const schemas = [
      z.int(),
      z.enum(["a", "b"]),
      z.literal("a"),
      z.string().max(3),
      z.string().regex(/^a$/),
      z.iso.date(),
      z.array(z.string()),
      z.union([z.int(), z.boolean()]),
      z.string().refine(() => false),
      z.record(z.string(), z.int()),
    ];
    fc.assert(
      fc.property(canary, fc.constantFrom(...schemas), (value, schema) => {
        const said = JSON.stringify(reasonFor(schema, value));
        expect(said).not.toContain(JSON.stringify(value).slice(1, -1));
      }),
    );
  });
});

test("gives the parsed value when all is well", () => {
  expect(parsePart(z.object({ limit: z.coerce.number().default(20) }), "query", {})).toEqual({ limit: 20 });
});

test("reports every fault at once", () => {
  const schema = z.object({ a: z.string(), b: z.int(), c: z.boolean() });
  const { error } = schema.safeParse({ a: 1, b: "x" });
  expect(fieldErrors(error ?? new z.ZodError([]), "input", { a: 1, b: "x" }).map(({ field }) => field)).toEqual([
    "input.a",
    "input.b",
    "input.c",
  ]);
});
