import { isFreshLoginWanted } from "../../auth/use-fresh-login.ts";
import { FreshLoginAlert } from "../fresh-login-alert.tsx";
import { ProblemAlert } from "../problem-alert.tsx";

/** What went wrong; where only the login is too old, the way to a fresh one. */
export function Trouble({ error, onConfirm }: { error: unknown; onConfirm: () => void }) {
  if (error == null) return null;
  return isFreshLoginWanted(error) ? (
    <FreshLoginAlert error={error} onConfirm={onConfirm} />
  ) : (
    <ProblemAlert error={error} />
  );
}
