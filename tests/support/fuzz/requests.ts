import fc from "fast-check";
import { people } from "../api-client.ts";
import type { Operation } from "./open-api.ts";
import { arbitraryOf, type Making } from "./schema-arbitrary.ts";

export interface FuzzRequest {
  readonly as: string;
  readonly key: string;
  readonly body?: unknown;
  readonly rawBody?: string;
}

/** Those who may much ask more often: behind a refusal there is little to find. */
const askers = fc.oneof(
  { weight: 6, arbitrary: fc.constant(people.department) },
  { weight: 2, arbitrary: fc.constant(people.petrochemSecretary) },
  { weight: 2, arbitrary: fc.constant(people.branchSecretary) },
  { weight: 3, arbitrary: fc.constantFrom(...Object.values(people)) },
);

/** Requests to an operation: half of them fit its schemas, in the others anything may not. */
export function requestsTo(operation: Operation, making: Omit<Making, "isSpoilt">): fc.Arbitrary<FuzzRequest> {
  const spoilt = { ...making, isSpoilt: true };
  const fitting = { ...making, isSpoilt: false };
  return fc.oneof(requests(operation, fitting), requests(operation, fitting), requests(operation, spoilt));
}

function requests({ method, path, parameters, body, takesText }: Operation, making: Making): fc.Arbitrary<FuzzRequest> {
  const inPath = parameters.filter((one) => one.in === "path");
  const inQuery = parameters.filter((one) => one.in === "query");
  const segments = fc.record(
    Object.fromEntries(inPath.map(({ name, schema }) => [name, arbitraryOf(schema, name, making).map(segment)])),
  );
  const query = fc.record(
    Object.fromEntries(inQuery.map(({ name, schema }) => [name, arbitraryOf(schema, name, making)])),
    {
      requiredKeys: [],
    },
  );
  const content = body === undefined ? fc.constant(undefined) : arbitraryOf(body, "", making);
  return fc
    .record({ as: askers, segments, query, content })
    .map(({ as, segments: values, query: asked, content: sent }) => {
      const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
      const search = new URLSearchParams(Object.entries(asked).map(([name, value]) => [name, asText(value)]));
      const key = `${method} ${filled}${search.size === 0 ? "" : `?${search}`}`;
      if (body === undefined) return { as, key };
      return takesText ? { as, key, rawBody: String(sent) } : { as, key, body: sent ?? null };
    });
}

/** Gateways refuse addresses of more than some kilobytes by themselves. */
const longestText = 200;
const asText = (value: unknown): string => String(value).slice(0, longestText).toWellFormed();

/** One part of a path that stays one: an empty one, or a dot, would ask another route. */
function segment(value: unknown): string {
  const text = asText(value);
  return /^\.{0,2}$/.test(text) ? "-" : encodeURIComponent(text);
}
