import { isFreshLoginWanted } from "../../auth/use-fresh-login.ts";
import { FreshLogin } from "../fresh-login.tsx";
import { Problem } from "../problem.tsx";

/** What went wrong; where only the login is too old, the way to a fresh one. */
export function Trouble({ error, onConfirm }: { error: unknown; onConfirm: () => Promise<void> }) {
  if (error == null) return null;
  return isFreshLoginWanted(error) ? <FreshLogin error={error} onConfirm={onConfirm} /> : <Problem error={error} />;
}
