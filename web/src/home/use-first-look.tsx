import { lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from "react";

/** Whoever waits longer sees what is there, and the rest comes in above it. */
const longestWaitMs = 800;

/** Not needed for the shell around the page. */
const Latest = lazy(async () => ({ default: (await import("./latest.tsx")).Latest }));

/**
 * The top of the first page, and whether what stands below it may be shown: all of it appears at once, so that nothing moves
 * under a finger.
 */
export function useFirstLook(options: { className: string; more?: ReactNode }): {
  latest: ReactNode;
  isShown: boolean;
} {
  const [isShown, setShown] = useState(false);
  const show = useCallback(() => setShown(true), []);
  useEffect(() => {
    const timer = setTimeout(show, longestWaitMs);
    return () => clearTimeout(timer);
  }, [show]);
  const latest = (
    <Suspense>
      <Latest {...options} isShown={isShown} onSettled={show} />
    </Suspense>
  );
  return { latest, isShown };
}
