import { compileEventPattern } from "../events/event-pattern.ts";

/** True when one of the filters matches the record. */
export type RecordFilter = (record: Readonly<Record<string, unknown>>) => boolean;

/** Compiles the patterns of `FilterCriteria`; without any, there is no filter. */
export function compileFilterCriteria(patterns: readonly string[] | undefined): RecordFilter | undefined {
  if (patterns === undefined || patterns.length === 0) return undefined;
  const matchers = patterns.map((pattern) => compileEventPattern(JSON.parse(pattern)));
  return (record) => matchers.some((matches) => matches(record));
}

/**
 * The body of a queue message as a filter sees it: a JSON object as an object, anything else as text. A pattern for text
 * never matches JSON and the other way round, so that such messages are dropped as on AWS.
 */
export function filterableBody(body: string): unknown {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? value : body;
  } catch {
    return body;
  }
}
