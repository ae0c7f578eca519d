import { createContext, useContext } from "react";
import type { Session } from "../auth/session.ts";

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("SessionContext is missing above this component");
  return session;
}
