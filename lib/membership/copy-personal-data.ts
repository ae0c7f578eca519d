import { buildFact, type EventDefinition } from "../shared/event.ts";
import type { NewId } from "../shared/ids.ts";
import type { ShownItem } from "../shared/personal-data.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { OwnRecordExported, PersonalDataHandedOut } from "./events.ts";
import type { PersonStore, StoredPerson } from "./person-store.ts";
import { viewOf, wholeSight } from "./person-view.ts";
import type { PersonalDataCopy } from "./personal-data-copy.ts";
import type { handOutPersonalData as handOutRoute } from "./personal-data-routes.ts";
import { getOwn, registeredLine } from "./self-service.ts";
import { lineIdAt, type TimelineLine } from "./timeline.ts";
import { aboutOf, getForChange } from "./write-person.ts";

export interface CopyDependencies {
  readonly store: PersonStore;
  readonly newId: NewId;
  /** What all other contexts hold about a person. */
  readonly readEverywhere: (personId: string) => Promise<{ context: string; items: readonly ShownItem[] }[]>;
}

interface Occasion {
  readonly happened: EventDefinition<typeof OwnRecordExported.data>;
  readonly kind: "exported" | "handed_out";
}

/**
 * A copy of everything about oneself, to take along (PIPL Article 45). Units: 40 reads, 1 per 8 KB of history and of what
 * other contexts hold; 2 writes.
 */
export function exportOwnRecord(dependencies: CopyDependencies) {
  return async (_input: unknown, context: RequestContext): Promise<PersonalDataCopy> =>
    await copyOf(
      dependencies,
      await getOwn(dependencies.store, context),
      { happened: OwnRecordExported, kind: "exported" },
      context,
    );
}

/** The same, made by the department for somebody who asked for it in another way than by signing in. */
export function handOutPersonalData(dependencies: CopyDependencies) {
  return async ({ params }: RouteInput<typeof handOutRoute>, context: RequestContext): Promise<PersonalDataCopy> =>
    await copyOf(
      dependencies,
      await getForChange(dependencies.store, params.personId),
      { happened: PersonalDataHandedOut, kind: "handed_out" },
      context,
    );
}

/** The fact stands before the copy leaves. */
async function copyOf(
  { store, newId, readEverywhere }: CopyDependencies,
  person: StoredPerson,
  { happened, kind }: Occasion,
  context: RequestContext,
): Promise<PersonalDataCopy> {
  const { personId } = person;
  const [history, parts] = await Promise.all([readHistory(store, personId), readEverywhere(personId)]);
  const occasion = newId();
  const at = context.at.toISOString();
  const fact = buildFact(happened, context, { ...aboutOf(person), occasion, data: {} });
  const line: TimelineLine = { kind, lineId: lineIdAt(context.at, occasion), at, actor: context.actor };
  await store.addLine(personId, line, [fact]);
  return {
    exportedAt: at,
    person: viewOf(person, wholeSight, context.at),
    history: [...history, registeredLine(person)],
    parts: parts.map(({ context: name, items }) => ({ context: name, items: items.map((item) => ({ ...item })) })),
  };
}

async function readHistory(store: Pick<PersonStore, "listLines">, personId: string): Promise<TimelineLine[]> {
  const history: TimelineLine[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.listLines(personId, { limit: 200, cursor });
    history.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return history;
}
