import { useState } from "react";

/**
 * Whether what is shown was asked for since the page was opened, or cannot be asked for now. Whoever saves a list that was
 * kept from before would take back what was ticked since.
 */
export function useIsCurrent({ fetchStatus }: { readonly fetchStatus: "fetching" | "paused" | "idle" }): boolean {
  const [wasAsked, setAsked] = useState(false);
  const isSettled = fetchStatus !== "fetching";
  if (isSettled && !wasAsked) setAsked(true);
  return wasAsked || isSettled;
}
