import { errors, type JWSHeaderParameters, type JWTPayload, jwtVerify } from "jose";
import type { Clock } from "../shared/clock.ts";
import type { RefusalReason, TokenVerdict } from "../shared/token-verdict.ts";
import { type FindKey, KeysUnreachable, UnknownKey } from "./issuer-keys.ts";

export interface VerifyTokenDependencies {
  readonly issuer: string;
  readonly audience: string;
  readonly findKey: FindKey;
  readonly clock: Clock;
}

/** What identity providers of universities sign with. No symmetric algorithm: our "secret" would be a public key. */
const algorithms = ["RS256", "ES256"];
/** Clocks of issuer and functions differ by moments; the end of a token is checked again, and exactly, at each request. */
const clockToleranceSeconds = 5;

/** Judges the `Authorization` header of a request. Reads nothing but the keys of the issuer, which are kept in memory. */
export function verifyToken({ issuer, audience, findKey, clock }: VerifyTokenDependencies) {
  return async (authorization: string | undefined): Promise<TokenVerdict> => {
    const [, token] = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? "") ?? [];
    if (token === undefined) return refused("malformed");
    try {
      const { payload } = await jwtVerify(token, (header) => findKey(withKeyId(header)), {
        algorithms,
        issuer,
        requiredClaims: ["exp"],
        clockTolerance: clockToleranceSeconds,
        currentDate: clock(),
      });
      return judge(payload, audience);
    } catch (error) {
      if (error instanceof KeysUnreachable) return { verdict: "unknown", at: Math.floor(clock().getTime() / 1000) };
      return refused(reasonOf(error));
    }
  };
}

function judge(payload: JWTPayload, audience: string): TokenVerdict {
  const { campus_id, auth_time, exp = 0 } = payload;
  // A provider without audiences names the client instead.
  const audiences = [payload.aud ?? payload.client_id].flat();
  if (!audiences.includes(audience)) return refused("audience");
  if (typeof campus_id !== "string" || campus_id === "") return refused("no_account");
  return { verdict: "verified", campus_id, exp, ...(typeof auth_time === "number" && { auth_time }) };
}

function refused(reason: RefusalReason): TokenVerdict {
  return { verdict: "refused", reason };
}

/** Without a key id the choice would be by chance once the issuer has two keys. */
function withKeyId(header: JWSHeaderParameters): JWSHeaderParameters {
  if (typeof header.kid !== "string" || header.kid === "") throw new UnknownKey();
  return header;
}

const reasonOfClaim: Readonly<Record<string, RefusalReason>> = { iss: "issuer", nbf: "not_yet_valid" };

/** What is no fault of the token is thrown on: the gateway then answers 500 and keeps nothing. */
function reasonOf(error: unknown): RefusalReason {
  if (error instanceof UnknownKey) return "unknown_key";
  if (error instanceof errors.JOSEAlgNotAllowed) return "algorithm";
  if (error instanceof errors.JWSSignatureVerificationFailed) return "signature";
  if (error instanceof errors.JWTExpired) return "expired";
  if (error instanceof errors.JWTClaimValidationFailed) return reasonOfClaim[error.claim] ?? "malformed";
  if (error instanceof errors.JOSEError) return "malformed";
  throw error;
}
