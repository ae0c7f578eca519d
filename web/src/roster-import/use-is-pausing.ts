import { useState } from "react";

/** A step takes a second or two; without a new one for so long the commit is between two runs. */
const patienceMilliseconds = 6_000;

/** Whether nothing was written for a while, as seen from here: `seenAt` is the browser's time of the last look. */
export function useIsPausing(committedRows: number, seenAt: number): boolean {
  const [last, setLast] = useState({ committedRows, at: seenAt });
  if (last.committedRows !== committedRows) setLast({ committedRows, at: seenAt });
  return seenAt - last.at > patienceMilliseconds;
}
