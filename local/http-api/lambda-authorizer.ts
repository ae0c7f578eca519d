import * as z from "zod";
import type { CloudClock, Principal } from "../ports.ts";
import { identityReader } from "./identity-source.ts";
import { type InvokeParts, withDeadline } from "./invoke-integration.ts";
import { toAuthorizerEvent } from "./lambda-event.ts";
import type { Authorization, Authorizer, AuthorizerCall } from "./model.ts";

export interface LambdaAuthorizerOptions {
  readonly functionArn: string;
  readonly identitySources: readonly string[];
  readonly cacheSeconds: number;
  /** API Gateway on behalf of this authorizer. */
  readonly principal: Principal;
}

type Parts = InvokeParts & { readonly clock: Pick<CloudClock, "now"> };

const SimpleResponse = z.object({ isAuthorized: z.boolean(), context: z.record(z.string(), z.unknown()).nullish() });

/** A quota of HTTP APIs that cannot be raised. */
const TIMEOUT_MILLISECONDS = 10_000;

/**
 * A Lambda authorizer with payload format 2.0 and simple responses. A missing identity is 401 without asking the function;
 * its answers, also refusals, are kept by the values of the identity sources for all routes; its failures are not kept.
 */
export function createLambdaAuthorizer(options: LambdaAuthorizerOptions, parts: Parts): Authorizer {
  const readers = options.identitySources.map(identityReader);
  const kept = new Map<string, { readonly authorization: Authorization; readonly until: number }>();

  function keep(key: string, authorization: Authorization): void {
    const now = parts.clock.now();
    for (const [old, { until }] of kept) if (until <= now) kept.delete(old);
    kept.set(key, { authorization, until: now + options.cacheSeconds * 1000 });
  }

  return async (call) => {
    const identities = readers.map((read) => read(call));
    if (identities.includes(undefined)) return { kind: "unauthorized" };
    const key = JSON.stringify(identities);
    const known = kept.get(key);
    if (known !== undefined && known.until > parts.clock.now()) return known.authorization;
    const authorization = await ask(options, parts, call, identities as string[]);
    if (options.cacheSeconds > 0 && authorization.kind !== "failed") keep(key, authorization);
    return authorization;
  };
}

async function ask(
  { functionArn, principal }: LambdaAuthorizerOptions,
  { authority, functions }: Parts,
  { request, context }: AuthorizerCall,
  identities: readonly string[],
): Promise<Authorization> {
  const target = functions.get(functionArn);
  if (target === undefined) return failed(`function ${functionArn} is not deployed`);
  try {
    authority.authorize(principal, "lambda:InvokeFunction", functionArn);
    const event = toAuthorizerEvent(request, context, identities);
    const result = await withDeadline(target.invoke(event), TIMEOUT_MILLISECONDS);
    if (result === "timeout") return failed("the authorizer timed out");
    if (result.error !== undefined) return failed(`${result.error.errorType}: ${result.error.errorMessage}`);
    return decide(result.payload);
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

function decide(payload: unknown): Authorization {
  const { success, data } = SimpleResponse.safeParse(payload);
  if (!success) return failed("the authorizer gave no simple response");
  return data.isAuthorized ? { kind: "allowed", authorizer: { lambda: data.context ?? null } } : { kind: "forbidden" };
}

function failed(errorMessage: string): Authorization {
  return { kind: "failed", errorMessage };
}
