import { notFound, refused } from "../shared/errors.ts";
import { buildFact } from "../shared/event.ts";
import type { NewId } from "../shared/ids.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { CorrectionRequested } from "./events.ts";
import type { FieldName, PersonFields } from "./person-fields.ts";
import type { PersonStore, StoredPerson } from "./person-store.ts";
import { type PersonView, viewOf, wholeSight } from "./person-view.ts";
import { withoutUndefined } from "./register-person.ts";
import type { requestCorrection as requestRoute } from "./routes.ts";
import { type Correction, lineIdAt, type TimelineLine } from "./timeline.ts";
import { aboutOf } from "./write-person.ts";

export interface SelfServiceDependencies {
  readonly store: PersonStore;
  readonly newId: NewId;
}

/** The person who is signed in, found by the campus number; whoever has no record is told so. Units: 2 reads. */
export async function getOwn(store: PersonStore, { principal }: RequestContext): Promise<StoredPerson> {
  const personId = await store.findByCampusId(principal.accountId);
  const person = personId === undefined ? undefined : await store.find(personId);
  if (person === undefined) throw notFound();
  return person;
}

/** Everything that is recorded of oneself. Units: 3 reads. */
export function getOwnRecord({ store }: Pick<SelfServiceDependencies, "store">) {
  return async (_input: unknown, context: RequestContext): Promise<PersonView> =>
    viewOf(await getOwn(store, context), wholeSight, context.at);
}

/** The beginning of every history, from the person itself. */
export function registeredLine(person: StoredPerson): TimelineLine {
  const { createdAt, registeredBy, source } = person;
  return { kind: "registered", lineId: "0", at: createdAt, actor: registeredBy, source };
}

/** A person asks for the own record to be put right. Units: 3 reads, 2 to 4 writes. */
export function requestCorrection({ store, newId }: SelfServiceDependencies) {
  return async ({ body }: RouteInput<typeof requestRoute>, context: RequestContext): Promise<Correction> => {
    const person = await getOwn(store, context);
    const fields = changedFields(person.fields, withoutUndefined(body.fields) as Partial<PersonFields>);
    if (Object.keys(fields).length === 0) {
      throw refused("nothing_to_correct", { zh: "所填内容与现有信息相同。", en: "The record says this already." });
    }
    const correctionId = lineIdAt(context.at, newId());
    const correction: Correction = {
      kind: "correction",
      lineId: correctionId,
      correctionId,
      at: context.at.toISOString(),
      actor: context.actor,
      status: "open",
      fields,
      note: body.note,
      decidedBy: null,
      decidedAt: null,
      reply: null,
    };
    const fact = buildFact(CorrectionRequested, context, {
      ...aboutOf(person),
      occasion: correctionId,
      data: { correctionId, fields: Object.keys(fields) },
    });
    await store.addLine(person.personId, correction, [fact], { receipt: context.receipt, answer: correction });
    return correction;
  };
}

function changedFields(known: PersonFields, wanted: Partial<PersonFields>): Partial<PersonFields> {
  const entries = Object.entries(wanted).filter(([name, value]) => known[name as FieldName] !== value);
  return Object.fromEntries(entries);
}
