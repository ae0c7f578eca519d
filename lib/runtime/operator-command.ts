import type { Context } from "aws-lambda";
import type * as z from "zod";
import { AppError } from "../shared/errors.ts";
import type { Circumstances } from "../shared/event.ts";
import { fieldErrors } from "../shared/validation.ts";
import { log } from "./log.ts";

/** A function that an operator invokes by hand. Bad input is answered with every fault, before anything is done; a refusal of a rule with its reason. */
export function operatorCommand<Schema extends z.ZodType, Result extends Record<string, unknown>>(
  schema: Schema,
  run: (input: z.output<Schema>, circumstances: Circumstances) => Promise<Result>,
) {
  return async (event: unknown, context: Context) => {
    const startedAt = performance.now();
    const input = schema.safeParse(event);
    if (!input.success) return { errors: fieldErrors(input.error, "input", event) };
    const circumstances = { at: new Date(), correlationId: context.awsRequestId, actor: null };
    const result = await run(input.data, circumstances).catch(asRefusal);
    log("job_completed", {
      job: context.functionName,
      durationMs: Math.round(performance.now() - startedAt),
      counts: {},
    });
    return result;
  };
}

/** A rule that refuses is an answer for the operator; everything else is a failure of the function. */
function asRefusal(error: unknown) {
  if (!(error instanceof AppError) || error.status >= 500) throw error;
  const { reasonCode = error.code, detail, errors = [] } = error.options;
  return { errors: [...errors, ...(detail === undefined ? [] : [{ field: "input", reason: detail }])], reasonCode };
}
