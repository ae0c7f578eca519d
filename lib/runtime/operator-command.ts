import type { Context } from "aws-lambda";
import type * as z from "zod";
import type { Circumstances } from "../shared/event.ts";
import { fieldErrors } from "../shared/validation.ts";
import { log } from "./log.ts";

/** A function that an operator invokes by hand. Bad input is answered with every fault, before anything is done. */
export function operatorCommand<Schema extends z.ZodType, Result extends Record<string, unknown>>(
  schema: Schema,
  run: (input: z.output<Schema>, circumstances: Circumstances) => Promise<Result>,
) {
  return async (event: unknown, context: Context) => {
    const startedAt = performance.now();
    const input = schema.safeParse(event);
    if (!input.success) return { errors: fieldErrors(input.error, "input", event) };
    const circumstances = { at: new Date(), correlationId: context.awsRequestId, actor: null };
    const result = await run(input.data, circumstances);
    log("job_completed", {
      job: context.functionName,
      durationMs: Math.round(performance.now() - startedAt),
      counts: {},
    });
    return result;
  };
}
