import { useEffect, useRef } from "react";
import { useLocation } from "react-router";
import type { CorrectionLine } from "./describe-line.ts";
import { openCorrectionsIn } from "./open-corrections.ts";
import { personAddress } from "./people-address.ts";
import { useTimeline } from "./use-people.ts";

const mark = "#corrections";

/** The page of a person, for who comes to answer a request. */
export function correctionsAddress(personId: string): string {
  return `${personAddress(personId)}${mark}`;
}

/**
 * What a person asked for and nobody has answered yet. Requests stand in the history; who comes to answer one has the history
 * read on until the first is found, however much was recorded since.
 */
export function useOpenCorrections(personId: string): CorrectionLine[] {
  const { hash } = useLocation();
  const { data, hasNextPage, isFetchingNextPage, isError, fetchNextPage } = useTimeline(personId);
  const open = openCorrectionsIn(data);
  const isFound = useRef(false);
  if (open.length > 0) isFound.current = true;
  const isLooking = hash === mark && !isFound.current && hasNextPage && !isFetchingNextPage && !isError;
  useEffect(() => {
    if (isLooking) fetchNextPage();
  }, [isLooking, fetchNextPage]);
  return open;
}
