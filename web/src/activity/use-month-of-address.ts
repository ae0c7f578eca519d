import { useEffect } from "react";
import { useLocation } from "react-router";

/** Shows the month that the address names, as soon as it is on the page: it is read from the server first. */
export function useMonthOfAddress(isShown: boolean): void {
  const { hash, key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same address again shows it again
  useEffect(() => {
    if (isShown && hash !== "") document.getElementById(hash.slice(1))?.scrollIntoView({ block: "start" });
  }, [isShown, hash, key]);
}
