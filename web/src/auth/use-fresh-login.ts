import { useEffect, useState } from "react";
import { ApiError } from "../api/errors.ts";
import { useSession } from "../boot/session-context.ts";

/** The server wants to know for certain who is there: the login lies too long ago for what was asked. */
export function isFreshLoginWanted(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    error.failure.kind === "problem" &&
    error.failure.problem.code === "fresh_login_required"
  );
}

/**
 * For actions that ask for a fresh login. `confirm(data)` leads to the login; back at this place, `resumed` is that data,
 * once, and the action goes on with it. The data stays in this tab and is dropped when somebody else logs in.
 */
export function useFreshLogin<Data>(action: string): {
  readonly resumed: Data | undefined;
  confirm(data: Data): Promise<void>;
} {
  const session = useSession();
  // Only read here, and dropped once the page stands: React may begin to render a page, throw that away and begin again.
  const [resumed] = useState(() => session.intent(action) as Data | undefined);
  useEffect(() => session.dropIntent(action), [session, action]);
  return { resumed, confirm: (data) => session.confirmLogin({ action, data }) };
}
