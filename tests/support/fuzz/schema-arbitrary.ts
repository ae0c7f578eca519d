import fc from "fast-check";

/** As much of JSON Schema as the OpenAPI document uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
}

export interface Making {
  readonly schemas: Readonly<Record<string, Schema>>;
  /** What exists, by the name under which it is asked for: `organizationId`, `version`. */
  readonly known: ReadonlyMap<string, readonly unknown[]>;
  /** Whether something that does not fit may stand anywhere. */
  readonly isSpoilt: boolean;
}

/** What is often forgotten. */
const misfits = fc.oneof(
  fc.constantFrom<unknown>(null, "", " ", "\u0000", "\u200b", "..", "%2F", "'\"<&", "=1+1", "__proto__", "𠮷", true),
  fc.constantFrom<unknown>(0, -1, 1.5, Number.MAX_SAFE_INTEGER, -1e308, [], {}, [[]], "9999-12-31", "0000-01-01"),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.integer({ min: 100, max: 3_000 }).map((length) => "党".repeat(length)),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Values of a schema, most of them fitting; `name` is the property for which it is. */
export function arbitraryOf(schema: Schema, name: string, making: Making): fc.Arbitrary<unknown> {
  const known = making.known.get(name) ?? [];
  const fitting = fittingValue(schema, name, making);
  return fc.oneof(
    { weight: 12, arbitrary: fitting },
    ...(known.length > 0 ? [{ weight: 24, arbitrary: fc.constantFrom(...known) }] : []),
    ...(making.isSpoilt ? [{ weight: 3, arbitrary: misfits }] : []),
  );
}

function fittingValue(schema: Schema, name: string, making: Making): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) {
    const target = making.schemas[schema.$ref.split("/").at(-1) ?? ""];
    if (target === undefined) throw new Error(`no schema ${schema.$ref}`);
    return arbitraryOf(target, name, making);
  }
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => arbitraryOf(choice, name, making)));
  const [type] = [schema.type ?? "object"].flat();
  switch (type) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer(smallRange(schema));
    case "number":
      return fc.double({ ...smallRange(schema), noNaN: true });
    case "string":
      return text(schema);
    case "array":
      return list(schema, name, making);
    default:
      return record(schema, making);
  }
}

const smallRange = ({ minimum = 0, maximum = minimum + 1_000 }: Schema) => ({
  min: Math.max(minimum, -1e6),
  max: Math.min(maximum, 1e6),
});

function text({ pattern, format, minLength = 0, maxLength = minLength + 40 }: Schema): fc.Arbitrary<string> {
  // Near today, where rules and terms are.
  const days = fc
    .integer({ min: -400, max: 400 })
    .map((offset) => new Date(Date.now() + offset * 86_400_000).toISOString());
  if (format === "date") return days.map((day) => day.slice(0, 10));
  if (format === "date-time") return days;
  if (pattern !== undefined) return matching(pattern);
  const characters = fc.constantFrom(..."党支部测试王abc 123-·（）");
  return fc.string({ unit: characters, minLength, maxLength: Math.min(maxLength, minLength + 40) });
}

const ofPatterns = new Map<string, fc.Arbitrary<string>>();

function matching(pattern: string): fc.Arbitrary<string> {
  const made = ofPatterns.get(pattern) ?? makeMatching(pattern);
  ofPatterns.set(pattern, made);
  return made;
}

function makeMatching(pattern: string): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern, "u"));
  } catch {
    // The few forms that it cannot write, such as base64.
    return fc.base64String({ maxLength: 40 });
  }
}

function list({ items = {}, minItems = 0, maxItems = minItems + 3 }: Schema, name: string, making: Making) {
  const one = name.replace(/s$/, "");
  return fc.array(arbitraryOf(items, one, making), {
    minLength: minItems,
    maxLength: Math.min(maxItems, minItems + 3),
  });
}

function record(
  { properties = {}, required = [], additionalProperties }: Schema,
  making: Making,
): fc.Arbitrary<unknown> {
  const model = Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, arbitraryOf(property, name, making)]),
  );
  const declared = fc.record(model, { requiredKeys: making.isSpoilt ? [] : [...required] });
  if (typeof additionalProperties !== "object") return declared;
  const more = fc.dictionary(fc.string({ maxLength: 10 }), arbitraryOf(additionalProperties, "", making), {
    maxKeys: 3,
  });
  return fc.tuple(declared, more).map(([one, other]) => ({ ...other, ...one }));
}
