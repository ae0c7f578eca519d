import type { PlainDate } from "./calendar/plain-date.ts";
import { type Edition, type EditionId, editions, type RegulationId, regulations } from "./data/regulations.ts";
import { RuleError } from "./rule-error.ts";

const all: readonly (Edition & { readonly id: EditionId; readonly regulation: RegulationId })[] = editions;

/** An evaluation asks for them hundreds of times. */
const byId = new Map<string, (typeof all)[number]>(all.map((edition) => [edition.id, edition]));
/** Not by `localeCompare`, which at its first use loads the collation of a language: a fifth of the start of a function. */
const byRegulation = Map.groupBy(
  all.toSorted((left, right) => (left.effectiveFrom < right.effectiveFrom ? -1 : 1)),
  ({ regulation }) => regulation,
);

export type EditionStarts = Partial<Readonly<Record<EditionId, PlainDate>>>;

export function getEdition(id: string): (typeof all)[number] {
  const edition = byId.get(id);
  if (!edition) throw new RuleError("unknown_edition", `no edition ${id}; add it to lib/rules/data/regulations.ts`);
  return edition;
}

export function regulationOf(edition: EditionId) {
  return regulations[getEdition(edition).regulation];
}

/** The editions of one regulation, the oldest first. */
export function editionsOf(regulation: RegulationId): readonly (typeof all)[number][] {
  return byRegulation.get(regulation) ?? [];
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
