import { type CryptoKey, createLocalJWKSet, errors, type JWSHeaderParameters } from "jose";
import type { Clock } from "../shared/clock.ts";

/** The issuer publishes no key that fits the token. */
export class UnknownKey extends Error {}
/** The issuer did not answer, or not as OpenID Connect Discovery says. */
export class KeysUnreachable extends Error {}

/** Gives the key that a token names; throws `UnknownKey` or `KeysUnreachable`. */
export type FindKey = (header: JWSHeaderParameters) => Promise<CryptoKey>;

interface IssuerKeysDependencies {
  readonly issuer: string;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  /** Told of every attempt that failed, for the log. */
  readonly onFailure: (error: unknown) => void;
}

type KeySet = ReturnType<typeof createLocalJWKSet>;

/** A key that the issuer withdraws is trusted this long at most, while the issuer answers. */
const freshSeconds = 10 * 60;
/** While the issuer does not answer, the last known keys stay good this long. */
const lastResortSeconds = 60 * 60;
/** A rotation must work at once, yet tokens with invented key ids must not turn us against the issuer. */
const coolDownSeconds = 10;
/** Four requests at the worst must end before API Gateway gives an authorizer up, which is after ten seconds. */
const fetchTimeoutMs = 1_500;

/** The signing keys of the issuer as its discovery document tells, kept in memory between requests. */
export function issuerKeys({ issuer, fetch, clock, onFailure }: IssuerKeysDependencies): FindKey {
  let keys: KeySet | undefined;
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let isAnswering = true;
  const secondsSince = (moment: number) => (clock().getTime() - moment) / 1000;

  async function refresh(): Promise<void> {
    if (secondsSince(triedAt) < coolDownSeconds) return;
    // A verdict is kept by the gateway, so a hiccup deserves a second try.
    const load = () => loadKeys(issuer, fetch);
    try {
      keys = createLocalJWKSet(await load().catch(load));
      fetchedAt = clock().getTime();
      isAnswering = true;
    } catch (error) {
      isAnswering = false;
      onFailure(error);
    }
    triedAt = clock().getTime();
  }

  async function find(header: JWSHeaderParameters): Promise<CryptoKey | undefined> {
    if (keys === undefined || secondsSince(fetchedAt) > lastResortSeconds) throw new KeysUnreachable();
    try {
      return await keys(header);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
        return undefined;
      throw error;
    }
  }

  return async (header) => {
    if (secondsSince(fetchedAt) > freshSeconds) await refresh();
    const known = await find(header);
    if (known !== undefined) return known;
    await refresh();
    const found = await find(header);
    if (found !== undefined) return found;
    // Only an issuer that answered can be said not to have the key.
    throw isAnswering ? new UnknownKey() : new KeysUnreachable();
  };
}

async function loadKeys(issuer: string, fetch: IssuerKeysDependencies["fetch"]) {
  const base = issuer.replace(/\/$/, "");
  const discovery = await getJson<{ issuer?: unknown; jwks_uri?: unknown }>(
    `${base}/.well-known/openid-configuration`,
    fetch,
  );
  // OpenID Connect Discovery 1.0, section 4.3: else anybody's document could stand in for the issuer's.
  if (discovery.issuer !== issuer) throw new Error("the discovery document is another issuer's");
  return getJson<Parameters<typeof createLocalJWKSet>[0]>(String(discovery.jwks_uri), fetch);
}

async function getJson<Body>(address: string, fetch: IssuerKeysDependencies["fetch"]): Promise<Body> {
  refusePlainText(new URL(address));
  const answer = await fetch(address, { redirect: "error", signal: AbortSignal.timeout(fetchTimeoutMs) });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return (await answer.json()) as Body;
}

/** Whoever can change the key set on its way can sign tokens; on the loopback interface nobody can. */
function refusePlainText({ protocol, hostname }: URL): void {
  const isLoopback = hostname === "127.0.0.1" || hostname === "localhost";
  if (protocol !== "https:" && !(protocol === "http:" && isLoopback)) throw new Error("not https");
}
