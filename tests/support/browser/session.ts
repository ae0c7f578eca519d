import { decodeJwt } from "jose";
import { User } from "oidc-client-ts";
import { fetchToken } from "../../../local/identity-provider/fetch-token.ts";
import { CLIENT_ID } from "../../../local/identity-provider/provider.ts";
import type { TestProduct } from "../product.ts";

/** What the application keeps in the session storage of a tab in which somebody is signed in. */
export interface StoredSession {
  readonly key: string;
  readonly value: string;
}

/** Signs each account in once, beside the browser: the way over the login page loads the application twice. */
export function storedSessions(product: Pick<TestProduct, "issuer" | "url">) {
  const sessions = new Map<string, Promise<StoredSession>>();
  return (account: string): Promise<StoredSession> => {
    const known = sessions.get(account) ?? storedSession(product, account);
    sessions.set(account, known);
    return known;
  };
}

async function storedSession(
  { issuer, url }: Pick<TestProduct, "issuer" | "url">,
  account: string,
): Promise<StoredSession> {
  const { expires_in, refresh_token, ...tokens } = await fetchToken({ issuer, account, applicationOrigin: url });
  const user = new User({
    ...tokens,
    ...(refresh_token !== undefined && { refresh_token }),
    token_type: "Bearer",
    scope: "openid profile",
    profile: decodeJwt(tokens.id_token) as User["profile"],
    expires_at: Math.floor(Date.now() / 1000) + expires_in,
  });
  return { key: `oidc.user:${issuer}:${CLIENT_ID}`, value: user.toStorageString() };
}
