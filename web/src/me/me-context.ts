import { createContext, useContext } from "react";
import type { Me } from "./me.ts";

export const MeContext = createContext<Me | undefined>(undefined);

/** The signed-in person; the shells show their pages only once it is known. */
export function useCurrentPerson(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error("MeContext is missing above this component");
  return me;
}
