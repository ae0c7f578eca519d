import Provider, { type Context, type Grant } from "oidc-provider";
import type { AccountDirectory } from "./account-directory.ts";
import type { GrantStore } from "./grant-store.ts";
import { errorPage, loggedOutPage, logoutPage } from "./pages.ts";
import type { SigningKeys } from "./signing-keys.ts";

export const CLIENT_ID = "dangjian-web";
export const AUDIENCE = "dangjian-api";
/** A resource indicator has to be a URI; the token carries the audience instead. */
const RESOURCE = "urn:dangjian:api";
export const SCOPES = ["openid", "profile"];
export const ACR = { basic: "single-factor", strong: "multi-factor" } as const;

const MINUTE = 60;
const HOUR = 60 * MINUTE;

export interface ProviderParts {
  readonly issuer: string;
  readonly applicationOrigin: string;
  readonly accounts: AccountDirectory;
  readonly grants: GrantStore;
  readonly keys: SigningKeys;
}

/** A provider with the keys of the moment; after a rotation a new one takes its place, on the same store. */
export function createProvider(parts: ProviderParts): Provider {
  const { issuer, applicationOrigin, accounts, grants, keys } = parts;
  const port = new URL(issuer).port;
  const signingKeys = keys.current();
  const provider: Provider = new Provider(issuer, {
    adapter: grants.adapter,
    jwks: { keys: signingKeys },
    clients: [webClient(applicationOrigin)],
    findAccount: (_: Context, campusId: string) => findAccount(accounts, campusId),
    claims: {
      openid: ["sub", "campus_id", "name"],
      profile: ["name"],
      acr: null,
      auth_time: null,
      sid: null,
      iss: null,
    },
    scopes: SCOPES,
    acrValues: Object.values(ACR),
    // The application reads name and campus id from the ID token and needs no second request for them.
    conformIdTokenClaims: false,
    cookies: {
      keys: [keys.cookieSecret],
      // Cookies know no ports: two instances on one machine would log each other out.
      names: { session: `sso_${port}`, interaction: `sso_login_${port}`, resume: `sso_resume_${port}` },
    },
    interactions: { url: (_: Context, interaction: { uid: string }) => `/login/${interaction.uid}` },
    pkce: { required: () => true },
    clientBasedCORS: (_: Context, origin: string) => origin === applicationOrigin,
    rotateRefreshToken: true,
    issueRefreshToken: () => true,
    loadExistingGrant: (context: Context) => loadGrant(provider, context),
    extraTokenClaims: (context: Context, token: { accountId?: string }) => accessTokenClaims(context, token),
    renderError: (context: Context, out: { error: string; error_description?: string }) => {
      context.type = "html";
      context.body = errorPage(out.error, out.error_description ?? "");
    },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true, allowedPolicy: isOwnToken },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context: Context, form: string) => {
          context.body = logoutPage(form);
        },
        postLogoutSuccessSource: (context: Context) => {
          context.body = loggedOutPage(applicationOrigin);
        },
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: "api",
          audience: AUDIENCE,
          accessTokenFormat: "jwt",
          accessTokenTTL: 15 * MINUTE,
          jwt: { sign: { alg: "RS256", kid: signingKeys[0]?.kid } },
        }),
      },
    },
    ttl: {
      AccessToken: 15 * MINUTE,
      AuthorizationCode: MINUTE,
      IdToken: 15 * MINUTE,
      Interaction: HOUR,
      RefreshToken: 8 * HOUR,
      Session: 8 * HOUR,
      Grant: 8 * HOUR,
    },
  });
  return provider;
}

function webClient(applicationOrigin: string) {
  return {
    client_id: CLIENT_ID,
    application_type: "web",
    token_endpoint_auth_method: "none",
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    redirect_uris: [`${applicationOrigin}/auth/callback`, `${applicationOrigin}/m/auth/callback`],
    post_logout_redirect_uris: [`${applicationOrigin}/`, `${applicationOrigin}/m/`],
    require_auth_time: true,
  };
}

function isOwnToken(_: Context, client: { readonly clientId: string }, token: { readonly clientId: string }): boolean {
  return token.clientId === client.clientId;
}

function findAccount(accounts: AccountDirectory, campusId: string) {
  const account = accounts.find(campusId);
  if (account === undefined) return undefined;
  return { accountId: campusId, claims: () => ({ sub: campusId, campus_id: campusId, name: account.name }) };
}

/** The university's own application needs no consent of its members: the grant is made with the first login. */
async function loadGrant(provider: Provider, context: Context): Promise<Grant | undefined> {
  const { client, session, result } = context.oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const grantId = result?.consent?.grantId ?? session.grantIdFor(client.clientId);
  const existing = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  if (existing !== undefined) return existing;
  const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
  grant.addOIDCScope(SCOPES.join(" "));
  grant.addOIDCClaims(["campus_id", "name"]);
  grant.addResourceScope(RESOURCE, "api");
  await grant.save();
  return grant;
}

/** When and how the person logged in, for actions that ask for a recent or a stronger login. */
function accessTokenClaims(context: Context, token: { readonly accountId?: string }) {
  const { AuthorizationCode: code, RefreshToken: refreshToken } = context.oidc.entities;
  const login = code ?? refreshToken;
  return { campus_id: token.accountId, auth_time: login?.authTime, acr: login?.acr };
}
