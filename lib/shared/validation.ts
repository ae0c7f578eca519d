import type * as z from "zod";
import { AppError, type FieldError } from "./errors.ts";
import type { Text } from "./text.ts";

type Issue = z.core.$ZodIssue;

/** Parses one part of a request ("body", "query", "params"); throws `validation_failed` with every fault found. */
export function parsePart<Schema extends z.ZodType>(schema: Schema, part: string, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new AppError("validation_failed", { errors: fieldErrors(result.error, part, value) });
}

/** Every issue as field and reason. `value` is what was parsed: it tells what is absent, and is never repeated. */
export function fieldErrors(error: z.ZodError, part: string, value: unknown): FieldError[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({ field: join([part, ...issue.path, key]), reason: unknownField }));
    }
    const isAbsent = issue.code !== "custom" && isAbsentAt(issue.path, value);
    return [{ field: join([part, ...issue.path]), reason: isAbsent ? required : reasonOf(issue) }];
  });
}

const unknownField: Text = { zh: "没有这个字段", en: "There is no such field" };
const required: Text = { zh: "必填", en: "Required" };

/** Issues do not carry their input (that would put values into errors), so absence shows in the value itself. */
function isAbsentAt(path: readonly PropertyKey[], value: unknown): boolean {
  let found = value;
  for (const key of path) {
    if (typeof found !== "object" || found === null) return false;
    found = (found as Record<PropertyKey, unknown>)[key];
  }
  return found === undefined;
}

function join(path: readonly PropertyKey[]): string {
  return path.map(String).join(".");
}

function reasonOf(issue: Issue): Text {
  switch (issue.code) {
    case "invalid_type":
      return typeReason(issue.expected);
    case "too_small":
      return atLeast(issue.origin, Number(issue.minimum), issue.inclusive !== false);
    case "too_big":
      return atMost(issue.origin, Number(issue.maximum), issue.inclusive !== false);
    case "invalid_format":
      return formats[issue.format] ?? { zh: "格式不正确", en: "Not in the expected form" };
    case "invalid_value":
      return { zh: `只能是：${issue.values.join("、")}`, en: `One of: ${issue.values.join(", ")}` };
    case "custom":
      return customReason(issue.params);
    default:
      return { zh: "内容不正确", en: "Not valid" };
  }
}

const formats: Readonly<Record<string, Text>> = {
  date: { zh: "日期格式应为 2026-01-31", en: "A date such as 2026-01-31" },
  datetime: { zh: "时间格式应为 2026-01-31T08:00:00Z", en: "A time such as 2026-01-31T08:00:00Z" },
};

const typeNames: Readonly<Record<string, Text>> = {
  string: { zh: "文字", en: "text" },
  number: { zh: "数字", en: "a number" },
  int: { zh: "整数", en: "a whole number" },
  boolean: { zh: "是或否", en: "true or false" },
  object: { zh: "对象", en: "an object" },
  array: { zh: "列表", en: "a list" },
};

function typeReason(expected: string): Text {
  const name = typeNames[expected];
  return name === undefined
    ? { zh: "类型不正确", en: "Wrong type" }
    : { zh: `应为${name.zh}`, en: `Must be ${name.en}` };
}

function atLeast(origin: string, limit: number, isInclusive: boolean): Text {
  if (origin === "string") return { zh: `至少${limit}个字`, en: `At least ${limit} characters` };
  if (origin === "array") return { zh: `至少${limit}项`, en: `At least ${limit} in the list` };
  return isInclusive
    ? { zh: `不能小于${limit}`, en: `At least ${limit}` }
    : { zh: `必须大于${limit}`, en: `More than ${limit}` };
}

function atMost(origin: string, limit: number, isInclusive: boolean): Text {
  if (origin === "string") return { zh: `不能超过${limit}个字`, en: `At most ${limit} characters` };
  if (origin === "array") return { zh: `不能超过${limit}项`, en: `At most ${limit} in the list` };
  return isInclusive
    ? { zh: `不能大于${limit}`, en: `At most ${limit}` }
    : { zh: `必须小于${limit}`, en: `Less than ${limit}` };
}

/** Custom checks carry both sentences in `params`. */
function customReason(params: Record<string, unknown> | undefined): Text {
  const { zh, en } = params ?? {};
  return typeof zh === "string" && typeof en === "string" ? { zh, en } : { zh: "内容不正确", en: "Not valid" };
}
