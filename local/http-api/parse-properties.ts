import type * as z from "zod";
import type { ResolvedResource } from "../ports.ts";

/**
 * Reads the properties of a resource with a strict schema: a property that the emulator does not handle would change the
 * behaviour on AWS and not here, so it is an error that names the resource, the property and the file to extend.
 */
export function parseProperties<S extends z.ZodType>(resource: ResolvedResource, schema: S, file: string): z.output<S> {
  const result = schema.safeParse(resource.properties);
  if (result.success) return result.data;
  const problems = result.error.issues.map(describeIssue).join("; ");
  throw new Error(`${resource.type} ${resource.stackName}/${resource.logicalId}: ${problems}. Extend ${file}.`);
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const path = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    return `unsupported property ${issue.keys.map((key) => (path === "" ? key : `${path}.${key}`)).join(", ")}`;
  }
  return `${path === "" ? "properties" : path}: ${issue.message}`;
}
