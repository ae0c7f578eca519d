import { MembershipChanged, PersonChanged, PersonMoved, PersonRegistered } from "../../lib/membership/events.ts";
import { OrganizationMoved } from "../../lib/organization/events.ts";
import { factBatchConsumer } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { chinaDay } from "../../lib/shared/clock.ts";
import { type Fact, type Outcome, parseFact } from "../../lib/shared/event.ts";
import { counting } from "./counting.ts";
import { environment } from "./environment.ts";

const { count, rollUp } = counting(createDocumentClient(), readEnvironment(environment));
const clock = () => new Date();
const aboutPeople = new Set([PersonRegistered, PersonChanged, MembershipChanged, PersonMoved].map(({ name }) => name));

async function countMoved(facts: readonly Fact[]): Promise<void> {
  for (const fact of facts) {
    const { subject, data } = parseFact(OrganizationMoved, fact);
    // One after the other: the former superior may only look once the numbers have left it.
    await rollUp([subject.id]);
    await rollUp([data.formerParentId]);
  }
}

function formerPlaceOf(fact: Fact): string[] {
  return fact.name === PersonMoved.name ? [parseFact(PersonMoved, fact).data.formerOrganizationId] : [];
}

export const handler = factBatchConsumer(async (facts) => {
  const outcomes = new Map<string, Outcome>();
  const people = facts.filter(({ name }) => aboutPeople.has(name));
  const done = await count(
    people.map(({ subject }) => subject.id),
    chinaDay(clock()),
    people.flatMap(formerPlaceOf),
  );
  for (const { id, subject } of people) outcomes.set(id, done.get(subject.id) ?? "already_done");
  const moves = facts.filter(({ name }) => name === OrganizationMoved.name);
  await countMoved(moves);
  for (const { id } of moves) outcomes.set(id, "done");
  return outcomes;
}, clock);
