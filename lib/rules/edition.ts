import type { PlainDate } from "./calendar/plain-date.ts";
import { type Edition, type EditionId, editions, type RegulationId, regulations } from "./data/regulations.ts";
import { RuleError } from "./rule-error.ts";

const all: readonly (Edition & { readonly id: EditionId; readonly regulation: RegulationId })[] = editions;

export type EditionStarts = Partial<Readonly<Record<EditionId, PlainDate>>>;

export function getEdition(id: string): (typeof all)[number] {
  const edition = all.find((candidate) => candidate.id === id);
  if (!edition) throw new RuleError("unknown_edition", `no edition ${id}; add it to lib/rules/data/regulations.ts`);
  return edition;
}

export function regulationOf(edition: EditionId) {
  return regulations[getEdition(edition).regulation];
}

/** The editions of one regulation, the oldest first. */
export function editionsOf(regulation: RegulationId): readonly (typeof all)[number][] {
  return all
    .filter((edition) => edition.regulation === regulation)
    .sort((left, right) => left.effectiveFrom.localeCompare(right.effectiveFrom));
}

/** The edition in force on a day, by the days from which the university applies them; null before the first stored one. */
export function editionInForce(
  regulation: RegulationId,
  on: PlainDate,
  starts: EditionStarts = {},
): (typeof all)[number] | null {
  const inForce = editionsOf(regulation).filter((edition) => (starts[edition.id] ?? edition.effectiveFrom) <= on);
  return inForce.at(-1) ?? null;
}
