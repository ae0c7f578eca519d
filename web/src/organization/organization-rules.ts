import { childKinds } from "../../../lib/shared/organization-kinds.ts";
import type { ResponseOf } from "../api/contract.ts";

export type Organization = ResponseOf<"GET /api/organizations">["items"][number];
export type OrganizationDetail = ResponseOf<"GET /api/organizations/{organizationId}">;
export type Finding = OrganizationDetail["findings"][number];
export type FindingCode = Finding["code"];

/**
 * What a form checks before it sends: the same limits as the contract of the organisation context, kept here because the
 * browser does not load the contract's schemas. tests/unit/web/organization-rules.test.ts holds the two together.
 */
export const limits = {
  name: 80,
  shortName: 40,
  minimumName: 2,
  minimumReason: 2,
  reason: 200,
  minimumTerm: 1,
  term: 10,
};

/** Characters as people count them; a rare character is one, although it is two UTF-16 units. */
export function lengthOf(text: string): number {
  return [...text.trim()].length;
}

export type TermState = "over" | "soon" | "running";

export interface Term {
  readonly startsOn: string;
  readonly endsOn: string;
  readonly state: TermState;
}

/** Adds years or months to a plain date (2024-02-29 plus one year is 2025-02-28). */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, lastDay));
  return first.toISOString().slice(0, 10);
}

const warningMonths = 6;

/** The present term and how it stands today; undefined when none is recorded. */
export function termOf(
  { termYears, termStartedOn }: Pick<Organization, "termYears" | "termStartedOn">,
  today: string,
): Term | undefined {
  if (termYears === null || termStartedOn === null) return undefined;
  const endsOn = addMonths(termStartedOn, termYears * 12);
  const isSoon = addMonths(today, warningMonths) >= endsOn;
  return { startsOn: termStartedOn, endsOn, state: endsOn <= today ? "over" : isSoon ? "soon" : "running" };
}

/** Where an organisation may be moved: an active one of a fitting kind, not below itself, not where it is. */
export function mayStandBelow(organization: Organization, parent: Organization): boolean {
  return (
    parent.status === "active" &&
    parent.organizationId !== organization.parentId &&
    !parent.path.startsWith(organization.path) &&
    childKinds[parent.kind].includes(organization.kind)
  );
}
