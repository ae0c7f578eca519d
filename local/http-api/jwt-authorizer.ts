import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify, type ProtectedHeaderParameters } from "jose";
import { identityReader } from "./identity-source.ts";
import type { Authorization, AuthorizerCall } from "./model.ts";
import { assertIssuerAddress, createSigningKeyCache, type SigningKeyCache } from "./signing-key-cache.ts";

/** "Currently, only RSA-based algorithms are supported": API Gateway developer guide, JWT authorizers of HTTP APIs. */
const ALGORITHMS = ["RS256", "RS384", "RS512"];
/** A key that comes with the token proves nothing. */
const KEY_HEADERS = ["jwk", "jku", "x5u", "x5c"];

export interface JwtAuthorizerOptions {
  readonly issuer: string;
  readonly audience: readonly string[];
  /** "$request.header.Authorization" or "$request.querystring.token" */
  readonly identitySource: string;
  readonly now: () => number;
  readonly fetch?: typeof fetch;
}

export type JwtAuthorizer = (call: Pick<AuthorizerCall, "request" | "route">) => Promise<Authorization>;

class TokenRefused extends Error {}

export function createJwtAuthorizer(options: JwtAuthorizerOptions): JwtAuthorizer {
  assertIssuerAddress(options.issuer);
  const keys = createSigningKeyCache(options.issuer, options.fetch ?? fetch, options.now);
  const readIdentity = identityReader(options.identitySource);
  return async ({ request, route }) => {
    const token = readIdentity({ request, route })?.replace(/^Bearer\s+/i, "");
    if (token === undefined || token === "") return { kind: "unauthorized", challenge: "Bearer" };
    try {
      const payload = await verifyToken(token, options, keys);
      return decideScopes(payload, route.scopes);
    } catch (error) {
      const challenge = challengeOf(route.scopes, "invalid_token", reasonOf(error));
      return { kind: "unauthorized", challenge };
    }
  };
}

async function verifyToken(token: string, options: JwtAuthorizerOptions, keys: SigningKeyCache): Promise<JWTPayload> {
  const { alg, kid } = readHeader(token);
  const key = await keys.find(kid, alg).catch(() => {
    throw new TokenRefused("OIDC discovery endpoint communication error");
  });
  if (key === undefined) throw new TokenRefused("unable to find a signing key that matches the token");
  const { payload } = await jwtVerify(token, key, {
    algorithms: ALGORITHMS,
    issuer: options.issuer,
    currentDate: new Date(options.now()),
    requiredClaims: ["exp"],
  });
  assertAudience(payload, options.audience);
  if (payload.iat !== undefined && payload.iat * 1000 > options.now()) {
    throw new TokenRefused("the token was issued in the future");
  }
  return payload;
}

function readHeader(token: string): { readonly alg: string; readonly kid: string } {
  let header: ProtectedHeaderParameters;
  try {
    header = decodeProtectedHeader(token);
  } catch {
    throw new TokenRefused("the token is malformed");
  }
  const { alg, kid } = header;
  if (alg === undefined || !ALGORITHMS.includes(alg)) throw new TokenRefused("the signing method is invalid");
  if (typeof kid !== "string" || kid === "") throw new TokenRefused("the token has no key id");
  if (KEY_HEADERS.some((name) => name in header)) throw new TokenRefused("the token brings its own key");
  return { alg, kid };
}

/** `client_id` counts only where there is no `aud`. */
function assertAudience(payload: JWTPayload, expected: readonly string[]): void {
  const given = payload.aud === undefined ? [payload.client_id] : [payload.aud].flat();
  const isKnown = given.some((audience) => typeof audience === "string" && expected.includes(audience));
  if (!isKnown) throw new TokenRefused("the token does not have a valid audience");
}

function decideScopes(payload: JWTPayload, required: readonly string[]): Authorization {
  const scopes = scopesOf(payload);
  if (required.length > 0 && !required.some((scope) => scopes.includes(scope))) {
    return { kind: "forbidden", challenge: challengeOf(required, "insufficient_scope", "the token lacks a scope") };
  }
  const claims = Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, claimText(value)]));
  return { kind: "allowed", authorizer: { jwt: { claims, scopes: required.length > 0 ? scopes : null } } };
}

function scopesOf(payload: JWTPayload): string[] {
  const scope = payload.scope ?? payload.scp;
  if (typeof scope === "string") return scope.split(" ").filter((part) => part !== "");
  return Array.isArray(scope) ? scope.filter((part) => typeof part === "string") : [];
}

/** The gateway hands every claim to the function as text; lists arrive as "[a b]". */
function claimText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(claimText).join(" ")}]`;
  if (typeof value === "object" && value !== null) return JSON.stringify(value);
  return String(value);
}

function challengeOf(scopes: readonly string[], error: string, description: string): string {
  return `Bearer scope="${scopes.join(" ")}" error="${error}" error_description="${description}"`;
}

function reasonOf(error: unknown): string {
  if (error instanceof TokenRefused) return error.message;
  if (error instanceof errors.JWTExpired) return "the token has expired";
  if (error instanceof errors.JWSSignatureVerificationFailed) return "the token's signature is invalid";
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === "iss") return "invalid issuer";
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === "nbf") return "the token is not valid yet";
  return "the token is malformed";
}
