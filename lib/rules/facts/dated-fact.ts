import * as z from "zod";
import { PlainDate } from "../calendar/plain-date.ts";
import type { FactReference } from "../finding.ts";

/** Ids come from the module that recorded the fact; the same id twice is the same fact. */
export const FactId = z.string().min(1);

export const datedFact = { id: FactId, on: PlainDate };

export interface DatedFact {
  readonly id: string;
  readonly on: PlainDate;
}

/** Facts up to a day, the oldest first, each id once: what an evaluation of that day may know. */
export function knownFacts<Fact extends DatedFact>(facts: readonly Fact[], on: PlainDate): Fact[] {
  const byId = new Map(facts.filter((fact) => fact.on <= on).map((fact) => [fact.id, fact]));
  return [...byId.values()].sort((left, right) => left.on.localeCompare(right.on) || left.id.localeCompare(right.id));
}

export function referTo(fact: string, { id, on }: DatedFact): FactReference {
  return { fact, on, id };
}
