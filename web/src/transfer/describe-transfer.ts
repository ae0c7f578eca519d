import type { OrganizationTree } from "../organization/organization-tree.ts";
import { formatDate, todayOnCampus } from "../terms/dates.ts";
import type { Language } from "../terms/language.tsx";
import type { transferTerms } from "../terms/transfer.ts";
import { placeName } from "./transfer-places.ts";
import type { Transfer } from "./use-transfers.ts";

type Texts = typeof transferTerms.zh;

export interface DescribedTransfer {
  readonly name: string;
  readonly way: string;
  readonly origin: string;
  readonly lines: readonly string[];
  readonly obstacle: string | null;
  readonly due: { readonly text: string; readonly isOverdue: boolean; readonly why: string } | null;
}

/** A transfer in words, for either screen. */
export function describeTransfer(
  transfer: Transfer,
  { texts, tree, language }: { texts: Texts; tree: OrganizationTree | undefined; language: Language },
): DescribedTransfer {
  const { note, refusal, obstacle, requestedBy, requestedAt, campusId, personName } = transfer;
  const from = placeName(tree, transfer.fromOrganizationId);
  const to = placeName(tree, transfer.toOrganizationId);
  const day = formatDate(todayOnCampus(new Date(requestedAt)), language);
  const name = personName ?? texts.unknownPerson;
  return {
    name: campusId === null ? name : `${name} ${campusId}`,
    way: texts.fromTo(from, to),
    origin: `${texts.requestedBy[requestedBy]} · ${texts.requestedAt(day)}`,
    lines: [...(note === null ? [] : [texts.note(note)]), ...(refusal === null ? [] : [texts.refusal(refusal)])],
    obstacle: obstacle === null ? null : texts.obstacles[obstacle],
    due: dueOf(transfer, texts, language),
  };
}

/** The day of the letter; once it is over, that it is. */
function dueOf({ clocks }: Transfer, texts: Texts, language: Language): DescribedTransfer["due"] {
  const [clock] = clocks;
  if (clock === undefined) return null;
  const day = formatDate(clock.dueOn, language);
  const isOverdue = clock.status === "overdue";
  return { text: isOverdue ? texts.overdue(day) : texts.due(day), isOverdue, why: clock.explanation[language] };
}
