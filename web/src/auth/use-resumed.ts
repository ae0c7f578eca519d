import { useEffect, useRef } from "react";

/** Goes on, once, with what somebody began before a fresh login. */
export function useResumed<Data>(resumed: Data | undefined, goOn: (data: Data) => void): void {
  const isDone = useRef(false);
  useEffect(() => {
    if (resumed === undefined || isDone.current) return;
    isDone.current = true;
    goOn(resumed);
  }, [resumed, goOn]);
}
