import { useEffect, useState } from "react";
import { useTerms } from "../terms/language.tsx";
import { useSession } from "./session-context.ts";
import { useOnline } from "./use-online.ts";

/** Stripes above the page: no network, or the login is over. The page below stays as it is. */
export function Notices() {
  const { start, offline } = useTerms();
  const session = useSession();
  const isOnline = useOnline();
  const [isExpired, setExpired] = useState(false);
  useEffect(() => session.onExpired(() => setExpired(true)), [session]);
  return (
    <div aria-live="polite">
      {!isOnline && <p className="notice">{offline}</p>}
      {isExpired && (
        <div className="notice">
          <p>
            <strong>{start.expired}</strong>：{start.expiredText}
          </p>
          <button type="button" onClick={() => session.signInAgain()}>
            {start.signInAgain}
          </button>
        </div>
      )}
    </div>
  );
}
