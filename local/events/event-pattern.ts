import { type LeafMatcher, PatternError, parseLeaf } from "./pattern-leaf.ts";

/**
 * Event patterns of EventBridge rules and filter criteria of event source mappings, compiled once. A pattern is a
 * conjunction over its fields; the list at a field is a disjunction; `$or` is a disjunction of patterns. Matchers in one
 * object look at the same element of an array of objects in the event, as on AWS.
 */
export type EventMatcher = (event: unknown) => boolean;

/** `local` are the values seen from the current array element, `all` those over every element: absence means absent in all. */
type NodeMatcher = (local: readonly unknown[], all: readonly unknown[]) => boolean;

/** Throws `PatternError` with the path of the mistake, as PutRule refuses the rule. */
export function compileEventPattern(pattern: unknown): EventMatcher {
  const matches = compileObject(asPlainObject(pattern, []), []);
  return (event) => matches([event], [event]);
}

function asPlainObject(value: unknown, path: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new PatternError("must be an object or an array", path);
  }
  if (Object.keys(value).length === 0) throw new PatternError("Empty objects are not allowed", path);
  return value as Record<string, unknown>;
}

function compileObject(pattern: Readonly<Record<string, unknown>>, path: readonly string[]): NodeMatcher {
  const parts = Object.entries(pattern).map(([key, value]) =>
    key === "$or" ? compileOr(value, [...path, key]) : compileField(key, value, path),
  );
  return (local, all) => eachElement(local).some((element) => parts.every((part) => part([element], all)));
}

function compileOr(value: unknown, path: readonly string[]): NodeMatcher {
  if (!Array.isArray(value) || value.length < 2)
    throw new PatternError("$or must be a list of at least two patterns", path);
  const branches = value.map((branch, index) => {
    const place = [...path, String(index)];
    return compileObject(asPlainObject(branch, place), place);
  });
  return (local, all) => branches.some((branch) => branch(local, all));
}

function compileField(key: string, value: unknown, parent: readonly string[]): NodeMatcher {
  const path = [...parent, key];
  const child = Array.isArray(value) ? compileLeaf(value, path) : compileObject(asPlainObject(value, path), path);
  return (local, all) => child(field(local, key), field(all, key));
}

function compileLeaf(list: readonly unknown[], path: readonly string[]): NodeMatcher {
  if (list.length === 0) throw new PatternError("Empty arrays are not allowed", path);
  const matchers: LeafMatcher[] = list.map((item, index) => parseLeaf(item, [...path, String(index)]));
  return (local, all) => {
    const values = leaves(local);
    const isPresent = values.length > 0;
    return matchers.some((matcher) => {
      if (matcher.kind === "exists") return matcher.isPresent ? isPresent : leaves(all).length === 0;
      return values.some(matcher.test);
    });
  };
}

function field(values: readonly unknown[], key: string): unknown[] {
  const found: unknown[] = [];
  for (const element of eachElement(values)) {
    if (typeof element !== "object" || element === null || !Object.hasOwn(element, key)) continue;
    found.push((element as Record<string, unknown>)[key]);
  }
  return found;
}

function eachElement(values: readonly unknown[]): unknown[] {
  return values.flatMap((value) => (Array.isArray(value) ? eachElement(value) : [value]));
}

/** Only scalars are leaves: `exists` does not see objects, nor empty arrays. */
function leaves(values: readonly unknown[]): unknown[] {
  return eachElement(values).filter((value) => typeof value !== "object" || value === null);
}
