import { createHash, randomBytes } from "node:crypto";
import * as z from "zod";

export interface TokenRequest {
  readonly issuer: string;
  readonly account: string;
  /** Origin of the application, whose callback the code is for; it is never called. */
  readonly applicationOrigin: string;
  readonly clientId?: string;
  /** Further parameters of the authorization request, such as `acr_values`. */
  readonly parameters?: Readonly<Record<string, string>>;
}

const Tokens = z.object({
  access_token: z.string(),
  id_token: z.string(),
  refresh_token: z.string().optional(),
  expires_in: z.number(),
});

export type Tokens = z.output<typeof Tokens>;

export class UnknownAccountError extends Error {
  override readonly name = "UnknownAccountError";
}

const MOST_REDIRECTS = 10;

/** Logs in as a browser would: authorization code with PKCE, following redirects with a cookie jar of its own. */
export async function fetchToken(request: TokenRequest): Promise<Tokens> {
  const { issuer, account, applicationOrigin, clientId = "dangjian-web" } = request;
  const redirectUri = `${applicationOrigin}/auth/callback`;
  const verifier = randomBytes(32).toString("base64url");
  const state = randomBytes(16).toString("base64url");
  const authorization = new URL("/auth", issuer);
  authorization.search = new URLSearchParams({
    client_id: clientId,
    response_type: "code",
    scope: "openid profile",
    redirect_uri: redirectUri,
    state,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...request.parameters,
  }).toString();
  const callback = await logIn(authorization, account, redirectUri);
  const code = callback.searchParams.get("code");
  if (code === null || callback.searchParams.get("state") !== state) {
    throw new Error(`the login failed: ${callback.searchParams.get("error_description") ?? "no code"}`);
  }
  const response = await fetch(new URL("/token", issuer), {
    method: "POST",
    headers: { connection: "close" },
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: clientId,
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    }),
  });
  if (!response.ok) throw new Error(`the token endpoint answered ${response.status}: ${await response.text()}`);
  return Tokens.parse(await response.json());
}

async function logIn(start: URL, account: string, redirectUri: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = start;
  let form: URLSearchParams | undefined;
  for (let step = 0; step < MOST_REDIRECTS; step += 1) {
    const response = await fetch(url, {
      redirect: "manual",
      // A kept connection would keep a command alive, and be dead after a restart of the provider.
      headers: { connection: "close", cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form === undefined ? {} : { method: "POST", body: form }),
    });
    keepCookies(cookies, response);
    const location = response.headers.get("location");
    if (location !== null) {
      url = new URL(location, url);
      form = undefined;
      if (url.href.startsWith(redirectUri)) return url;
    } else if (response.ok && form === undefined) {
      form = new URLSearchParams({ account });
    } else if (form !== undefined && response.status === 400) {
      throw new UnknownAccountError(`there is no account ${account}`);
    } else {
      throw new Error(`the identity provider answered ${response.status} to ${url.pathname}`);
    }
  }
  throw new Error("the login did not come to an end");
}

function keepCookies(cookies: Map<string, string>, response: Response): void {
  for (const line of response.headers.getSetCookie()) {
    const [pair = ""] = line.split(";", 1);
    const at = pair.indexOf("=");
    const value = pair.slice(at + 1);
    if (value === "") cookies.delete(pair.slice(0, at));
    else cookies.set(pair.slice(0, at), value);
  }
}
