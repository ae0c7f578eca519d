import type * as z from "zod";

/** Reads the environment of a function once, at load; a missing or malformed name stops the function with the name. */
export function readEnvironment<Schema extends z.ZodObject>(schema: Schema): z.output<Schema> {
  const result = schema.safeParse(process.env);
  if (result.success) return result.data;
  const names = result.error.issues.map(({ path }) => path.join("."));
  throw new Error(`environment of the function is not valid: ${names.join(", ")}`);
}
