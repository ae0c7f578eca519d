import { type SigninRedirectArgs, type User, UserManager, WebStorageStateStore } from "oidc-client-ts";
import { sessionLimitSeconds } from "../../../lib/shared/session-limit.ts";
import { forgetLocalWork } from "../activity/local-work.ts";
import type { TokenSource } from "../api/client.ts";
import { callbackPathOf, homeAfterLogoutOf } from "../boot/paths.ts";
import { readKeptPerson } from "../offline/keep-person.ts";
import { signedOutMark } from "./signed-out.ts";

/** `/config.json`, written at deployment. */
interface IdentitySettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly audience: string;
}

/** What a person was about to do when a fresh login was asked for. */
export interface Intent {
  readonly action: string;
  readonly data: unknown;
}

export interface Session extends TokenSource {
  /** Whose login it is; undefined where a page was opened without network, and nobody could log in. */
  subject(): string | undefined;
  signOut(): Promise<void>;
  /** Leads to the login and back to this place. */
  signInAgain(): Promise<void>;
  /** Leads to the login even though somebody is signed in, and back to this place with the intent. */
  confirmLogin(intent: Intent): Promise<void>;
  /** The intent with which the person came back from a fresh login, until it is dropped. */
  intent(action: string): unknown;
  dropIntent(action: string): void;
  onExpired(listener: () => void): () => void;
}

/** How opening the application ended. `leaving`: the browser is on its way to the login page. */
export type Opening =
  | { readonly kind: "session"; readonly session: Session }
  | { readonly kind: "leaving" }
  | { readonly kind: "login-failed"; signIn(): Promise<void> };

async function readSettings(): Promise<IdentitySettings> {
  const response = await fetch("/config.json", { cache: "no-cache" });
  if (!response.ok) throw new Error(`config.json: ${response.status}`);
  return (await response.json()) as IdentitySettings;
}

/** RFC 8707 takes URIs only; providers that know audiences by name read them from a parameter of their own. */
function audienceParameters(audience: string) {
  return /^[a-z][a-z0-9+.-]*:/i.test(audience) ? { resource: audience } : { extraQueryParams: { audience } };
}

function createManager({ issuer, clientId, audience }: IdentitySettings): UserManager {
  const { origin, pathname } = window.location;
  return new UserManager({
    authority: issuer,
    client_id: clientId,
    redirect_uri: origin + callbackPathOf(pathname),
    post_logout_redirect_uri: origin + homeAfterLogoutOf(pathname),
    response_type: "code",
    scope: "openid profile",
    // The servers take no older login: without it the sign-on would give out what they refuse, again and again.
    max_age: sessionLimitSeconds,
    ...audienceParameters(audience),
    // Tokens end with the tab. Renewal uses the refresh token: embedded browsers block the cookies of a hidden frame.
    userStore: new WebStorageStateStore({ store: window.sessionStorage }),
    stateStore: new WebStorageStateStore({ store: window.sessionStorage }),
    automaticSilentRenew: false,
    monitorSession: false,
    loadUserInfo: false,
  });
}

function createSession(manager: UserManager, first: User | null): Session {
  let user = first;
  let refreshing: Promise<boolean> | undefined;
  let intent = first === null ? undefined : stateOf(first)?.intent;
  const listeners = new Set<() => void>();
  const renew = async (): Promise<boolean> => {
    try {
      const renewed = user?.refresh_token === undefined ? null : await manager.signinSilent();
      if (renewed) user = renewed;
      return renewed !== null;
    } catch {
      return false;
    }
  };
  return {
    subject: () => user?.profile.sub,
    accessToken: () => user?.access_token,
    refresh: () => {
      refreshing ??= renew().finally(() => {
        refreshing = undefined;
      });
      return refreshing;
    },
    expire: () => {
      for (const listener of listeners) listener();
    },
    onExpired: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    signInAgain: () => signIn(manager),
    confirmLogin: (wanted) =>
      redirect(manager, {
        prompt: "login",
        state: { place: here(), intent: wanted, ...(user && { subject: user.profile.sub }) } satisfies LoginState,
      }),
    intent: (action) => (intent?.action === action ? intent.data : undefined),
    dropIntent: (action) => {
      if (intent?.action === action) intent = undefined;
    },
    signOut: async () => {
      signedOutMark.set();
      forgetLocalWork();
      const hasEnd = (await manager.metadataService.getEndSessionEndpoint()) !== undefined;
      if (hasEnd) return manager.signoutRedirect();
      await manager.removeUser();
      window.location.assign(homeAfterLogoutOf(window.location.pathname));
    },
  };
}

const here = () => window.location.pathname + window.location.search;

/** What survives the login as the state of the request. */
interface LoginState {
  readonly place: string;
  readonly intent?: Intent;
  readonly subject?: string;
}

async function signIn(manager: UserManager, place = here()): Promise<void> {
  await redirect(manager, { state: { place } satisfies LoginState });
}

/**
 * Asks first whether the sign-on is there: a redirect that fails calls `window.stop()`, and with it ends the loading of
 * whatever the page without network still needs.
 */
async function redirect(manager: UserManager, request: SigninRedirectArgs): Promise<void> {
  await manager.metadataService.getMetadata();
  await manager.signinRedirect(request);
}

/** Whoever logs in as somebody else comes to the place, but does not go on with what the other person began. */
function stateOf({ state, profile }: User): LoginState | undefined {
  const { place, intent, subject } = (state ?? {}) as Partial<LoginState>;
  if (typeof place !== "string") return undefined;
  return { place, ...(intent !== undefined && subject === profile.sub && { intent }) };
}

function placeOf(user: User): string {
  const place = stateOf(user)?.place;
  return place?.startsWith("/") && !place.startsWith("//") ? place : "/";
}

/** Finds who is signed in, finishes a login that is under way, or starts one. Rejects when the servers cannot be reached. */
export async function openSession(): Promise<Opening> {
  const manager = createManager(await readSettings());
  const { pathname } = window.location;
  const home = pathname.startsWith("/m/") ? "/m" : "/";
  if (pathname === callbackPathOf(pathname)) {
    try {
      const user = await manager.signinRedirectCallback();
      window.history.replaceState(null, "", placeOf(user));
      return { kind: "session", session: createSession(manager, user) };
    } catch {
      // A reloaded or outdated callback address: its state is used up.
      return { kind: "login-failed", signIn: () => signIn(manager, home) };
    }
  }
  const stored = await manager.getUser();
  if (stored) {
    const session = createSession(manager, stored);
    if (!stored.expired || (await session.refresh())) return { kind: "session", session };
  }
  try {
    await signIn(manager);
    return { kind: "leaving" };
  } catch (error) {
    // Without network nobody can log in. What this person keeps for the door opens all the same; the servers answer nothing.
    if (readKeptPerson() === undefined) throw error;
    return { kind: "session", session: createSession(manager, stored) };
  }
}
