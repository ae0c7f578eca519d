import { useEffect, useState } from "react";
import { useTokens } from "./use-feedback.ts";

/** The first screen comes first; then every signed-in person's browser does the same, whether or not they will ever write. */
const pauseMilliseconds = 4_000;

function Collector() {
  useTokens();
  return null;
}

export function BackgroundTokens() {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), pauseMilliseconds);
    return () => clearTimeout(timer);
  }, []);
  return isDue ? <Collector /> : null;
}
