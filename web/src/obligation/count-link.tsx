import { Link } from "react-router";
import type { DutyOutcome } from "../../../lib/obligation/duty-states.ts";
import { countedAddress } from "./figures-address.ts";
import { useWords } from "./use-words.ts";

interface CountLinkProps {
  readonly organizationId: string;
  readonly year: number;
  readonly quarter: number | null;
  readonly outcome: DutyOutcome;
  readonly count: number;
  /** Absent: whatever rule, and tasks. */
  readonly rule?: string;
}

/** A number that opens the list behind it. */
export function CountLink({ organizationId, year, quarter, outcome, count, rule }: CountLinkProps) {
  const { texts } = useWords();
  if (count === 0) return 0;
  const period = quarter === null ? texts.wholeYear : texts.quarter(quarter);
  return (
    <Link
      to={countedAddress(organizationId, { year, quarter, outcome, rule: rule ?? null })}
      aria-label={(rule === undefined ? "" : `${rule} `) + texts.listBehind(period, texts.counts[outcome], count)}
    >
      {count}
    </Link>
  );
}
