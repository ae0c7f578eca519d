import { importJWK, type JWK } from "jose";
import * as z from "zod";

type VerificationKey = Awaited<ReturnType<typeof importJWK>>;

/** API Gateway may keep the keys of an issuer for two hours. */
const CACHE_MILLISECONDS = 2 * 60 * 60 * 1000;
/** A rotation must work at once, yet tokens with invented key ids must not make the issuer a target. */
const REFETCH_MILLISECONDS = 5_000;
const FETCH_TIMEOUT_MILLISECONDS = 1_500;

const Discovery = z.object({ issuer: z.string(), jwks_uri: z.string() });
const KeySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

export interface SigningKeyCache {
  /** Undefined when the issuer publishes no such RSA key; rejects when the issuer does not answer. */
  find(kid: string, algorithm: string): Promise<VerificationKey | undefined>;
}

export function createSigningKeyCache(issuer: string, fetchUrl: typeof fetch, now: () => number): SigningKeyCache {
  let keys: readonly JWK[] = [];
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let pending: Promise<void> | undefined;

  async function load(): Promise<void> {
    const { jwks_uri } = Discovery.parse(
      await getJson(fetchUrl, `${withoutSlash(issuer)}/.well-known/openid-configuration`),
    );
    assertIssuerAddress(jwks_uri);
    keys = KeySet.parse(await getJson(fetchUrl, jwks_uri)).keys as readonly JWK[];
  }

  async function refresh(): Promise<void> {
    pending ??= load().finally(() => {
      fetchedAt = now();
      pending = undefined;
    });
    return pending;
  }

  const lookUp = (kid: string) => keys.find((key) => key.kid === kid && key.kty === "RSA" && key.use !== "enc");

  return {
    async find(kid, algorithm) {
      if (now() - fetchedAt > CACHE_MILLISECONDS) await refresh();
      if (lookUp(kid) === undefined && now() - fetchedAt > REFETCH_MILLISECONDS) await refresh();
      const key = lookUp(kid);
      if (key === undefined || (key.alg !== undefined && key.alg !== algorithm)) return undefined;
      return importJWK(key, algorithm);
    },
  };
}

async function getJson(fetchUrl: typeof fetch, url: string): Promise<unknown> {
  const get = () => fetchUrl(url, { redirect: "error", signal: AbortSignal.timeout(FETCH_TIMEOUT_MILLISECONDS) });
  // A connection that was kept from before the issuer was started again fails at its first use.
  const response = await get().catch(get);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}

/** AWS demands https; here plain http is accepted where nobody can listen in. */
export function assertIssuerAddress(address: string): void {
  const url = new URL(address);
  const isLoopback = ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  if (url.protocol === "https:" || (url.protocol === "http:" && isLoopback)) return;
  throw new Error(`issuer address ${address} must be https, or http on the loopback interface`);
}

function withoutSlash(issuer: string): string {
  return issuer.endsWith("/") ? issuer.slice(0, -1) : issuer;
}
