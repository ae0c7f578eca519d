import { QueryClientProvider } from "@tanstack/react-query";
import { type ComponentType, useEffect, useMemo, useState } from "react";
import { BrowserRouter } from "react-router";
import { createApi } from "../api/client.ts";
import { ApiContext, createQueryClient } from "../api/use-api.tsx";
import { type Opening, openSession, type Session } from "../auth/session.ts";
import { signedOutMark } from "../auth/signed-out.ts";
import { useTerms } from "../terms/language.tsx";
import { BootScreen } from "./boot-screen.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";
import { shellOf } from "./paths.ts";
import { SessionContext } from "./session-context.ts";

type ShellComponent = ComponentType;
type State =
  | { readonly kind: "opening" }
  | { readonly kind: "unreachable" }
  | Ready
  | Exclude<Opening, { kind: "session" }>;
type Ready = { readonly kind: "ready"; readonly session: Session; readonly Shell: ShellComponent };

function Signed({ session, Shell }: { session: Session; Shell: ShellComponent }) {
  const queries = useMemo(createQueryClient, []);
  const api = useMemo(() => createApi({ tokens: session, fetch: window.fetch.bind(window), now: Date.now }), [session]);
  return (
    <SessionContext value={session}>
      <ApiContext value={api}>
        <QueryClientProvider client={queries}>
          <BrowserRouter basename={shellOf(window.location.pathname) === "phone" ? "/m" : "/"}>
            <Shell />
          </BrowserRouter>
        </QueryClientProvider>
      </ApiContext>
    </SessionContext>
  );
}

async function open(loadShell: () => Promise<ShellComponent>): Promise<State> {
  try {
    // The shell travels while the login is looked up, so that nobody waits twice.
    const [opening, Shell] = await Promise.all([openSession(), loadShell()]);
    return opening.kind === "session" ? { kind: "ready", session: opening.session, Shell } : opening;
  } catch {
    return { kind: "unreachable" };
  }
}

function OpeningScreen({ loadShell }: { loadShell: () => Promise<ShellComponent> }) {
  const { start, retry } = useTerms();
  const [state, setState] = useState<State>({ kind: "opening" });
  useEffect(() => {
    open(loadShell).then(setState);
  }, [loadShell]);
  switch (state.kind) {
    case "opening":
      return <BootScreen text={start.opening} isBusy />;
    case "leaving":
      return <BootScreen text={start.leadingToLogin} isBusy />;
    case "unreachable":
      return (
        <BootScreen
          title={start.unreachable}
          text={start.unreachableText}
          action={{ label: retry, run: () => window.location.reload() }}
        />
      );
    case "login-failed":
      return (
        <BootScreen
          title={start.loginFailed}
          text={start.loginFailedText}
          action={{ label: start.signInAgain, run: () => state.signIn() }}
        />
      );
    case "ready":
      return <Signed session={state.session} Shell={state.Shell} />;
  }
}

function SignedOut({ onSignIn }: { onSignIn: () => void }) {
  const { start } = useTerms();
  return (
    <BootScreen title={start.signedOut} text={start.signedOutText} action={{ label: start.signIn, run: onSignIn }} />
  );
}

export function Application({ loadShell }: { loadShell: () => Promise<ShellComponent> }) {
  const [isSignedOut, setSignedOut] = useState(signedOutMark.isSet);
  const signIn = () => {
    signedOutMark.clear();
    setSignedOut(false);
  };
  return (
    <ErrorBoundary>
      {isSignedOut ? <SignedOut onSignIn={signIn} /> : <OpeningScreen loadShell={loadShell} />}
    </ErrorBoundary>
  );
}
