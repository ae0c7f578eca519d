import type * as z from "zod";
import { AppError, type FieldError } from "./errors.ts";
import type { Text } from "./text.ts";

type Issue = z.core.$ZodIssue;

/** Parses one part of a request ("body", "query", "params"); throws `validation_failed` with every fault found. */
export function parsePart<Schema extends z.ZodType>(schema: Schema, part: string, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new AppError("validation_failed", { errors: fieldErrors(result.error, part) });
}

/** Every issue as field and reason. The value itself is never repeated. */
export function fieldErrors(error: z.ZodError, part: string): FieldError[] {
  return error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({ field: join([part, ...issue.path, key]), reason: unknownField }))
      : [{ field: join([part, ...issue.path]), reason: reasonOf(issue) }],
  );
}

const unknownField: Text = { zh: "没有这个字段", en: "There is no such field" };

function join(path: readonly PropertyKey[]): string {
  return path.map(String).join(".");
}

function reasonOf(issue: Issue): Text {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? { zh: "必填", en: "Required" } : typeReason(issue.expected);
    case "too_small":
      return bound(issue.origin, Number(issue.minimum), "small");
    case "too_big":
      return bound(issue.origin, Number(issue.maximum), "big");
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

function bound(origin: string, limit: number, side: "small" | "big"): Text {
  const isText = origin === "string";
  if (side === "small") {
    return isText
      ? { zh: `至少${limit}个字`, en: `At least ${limit} characters` }
      : { zh: `不能小于${limit}`, en: `At least ${limit}` };
  }
  return isText
    ? { zh: `不能超过${limit}个字`, en: `At most ${limit} characters` }
    : { zh: `不能大于${limit}`, en: `At most ${limit}` };
}

/** Custom checks carry both sentences in `params`. */
function customReason(params: Record<string, unknown> | undefined): Text {
  const { zh, en } = params ?? {};
  return typeof zh === "string" && typeof en === "string" ? { zh, en } : { zh: "内容不正确", en: "Not valid" };
}
