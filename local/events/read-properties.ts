import * as z from "zod";
import type { ResolvedResource } from "../ports.ts";

/**
 * Reads the properties of a resource by a strict schema: a property that the schema does not name is refused, because
 * ignoring it would make the local cloud behave differently from AWS without a word.
 */
export function readProperties<T>(schema: z.ZodType<T>, resource: ResolvedResource, file: string): T {
  const result = schema.safeParse(resource.properties);
  if (result.success) return result.data;
  throw new Error(
    `${resource.type} ${resource.stackName}/${resource.logicalId}: ${z.prettifyError(result.error)}\nExtend ${file} to handle it.`,
  );
}

/** Tags say nothing to the local cloud. */
export const tags = z.unknown().optional();
