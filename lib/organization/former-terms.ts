import type { PlainDate } from "../rules/calendar/plain-date.ts";
import type { ChangeLine } from "./change-line.ts";
import type { OrganizationStore } from "./organization-store.ts";

export interface FormerTerm {
  readonly startedOn: PlainDate;
  readonly shiftedTo?: PlainDate;
  readonly isShiftApproved: boolean;
  readonly electedOn: PlainDate;
}

const linesAtOnce = 100;

/** The terms that an election ended, by the organisation's history. Units: half a unit for some 20 changes. */
export function formerTermsOf({ store }: { store: Pick<OrganizationStore, "listLines"> }) {
  return async (organizationId: string): Promise<FormerTerm[]> => {
    const terms: FormerTerm[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.listLines(organizationId, { limit: linesAtOnce, cursor });
      terms.push(...page.items.flatMap(termIn));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return terms;
  };
}

/** The first election of an organisation ends no term. */
function termIn({ kind, effectiveOn, changes }: ChangeLine): FormerTerm[] {
  if (kind !== "term_renewed" || effectiveOn === null) return [];
  const former = (field: ChangeLine["changes"][number]["field"]) =>
    changes.find((change) => change.field === field)?.before ?? null;
  const startedOn = former("termStartedOn");
  if (startedOn === null) return [];
  const shiftedTo = former("termExtendedTo");
  return [
    {
      startedOn: String(startedOn) as PlainDate,
      ...(shiftedTo !== null && { shiftedTo: String(shiftedTo) as PlainDate }),
      isShiftApproved: shiftedTo !== null,
      electedOn: effectiveOn as PlainDate,
    },
  ];
}
