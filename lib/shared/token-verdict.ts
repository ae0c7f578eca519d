import * as z from "zod";

/** Why a token is not good here; for the log. A client learns "expired" or "not valid". */
export const refusalReasons = [
  "malformed",
  "algorithm",
  "unknown_key",
  "signature",
  "issuer",
  "audience",
  "expired",
  "not_yet_valid",
  "no_account",
] as const;

export type RefusalReason = (typeof refusalReasons)[number];

/**
 * What the authorizer of the API says about the token of a request. It admits every request and hands this on as its
 * context, so that our functions word the refusal (ADR 0008): an authorizer of API Gateway cannot. Names of claims are
 * those of the token; times are epoch seconds.
 */
export const TokenVerdict = z.discriminatedUnion("verdict", [
  z.object({
    verdict: z.literal("verified"),
    campus_id: z.string().min(1),
    exp: z.number(),
    auth_time: z.number().optional(),
  }),
  z.object({ verdict: z.literal("refused"), reason: z.enum(refusalReasons) }),
  /** The keys of the issuer could not be fetched: nobody knows whether the token is good. `at`: when that was. */
  z.object({ verdict: z.literal("unknown"), at: z.number() }),
]);

export type TokenVerdict = z.infer<typeof TokenVerdict>;

/** API Gateway repeats a verdict for the same token this long without asking again. */
export const verdictCacheSeconds = 120;
