import { usualHeading } from "../roster/columns.ts";
import { chinaDay } from "../shared/clock.ts";
import { AppError, notFound, refused } from "../shared/errors.ts";
import { buildFact } from "../shared/event.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { withFields } from "./change-person.ts";
import { CorrectionDecided } from "./events.ts";
import { fieldNames } from "./person-fields.ts";
import type { Decided, PersonStore, StoredPerson } from "./person-store.ts";
import type { decideCorrection as route } from "./routes.ts";
import type { Correction } from "./timeline.ts";
import { aboutOf, decidedBefore, getForChange, planChange, writePerson } from "./write-person.ts";

/**
 * Says what became of a request for correction. Accepting it enters what was asked for in the same transaction, after
 * the checks of any change. Units: 4 reads; 4 writes, and those of the change, 4 to 14 more.
 */
export function decideCorrection({ store }: { store: PersonStore }) {
  return async ({ params, body }: RouteInput<typeof route>, context: RequestContext): Promise<Correction> => {
    const person = await getForChange(store, params.personId, body.version);
    const found = await store.findLine(params.personId, params.correctionId);
    if (found?.kind !== "correction") throw notFound();
    if (found.status !== "open") throw decidedBefore();
    const decided = decide(found, person, { decision: body.decision, reply: body.reply }, context);
    const answered = { receipt: context.receipt, answer: decided.correction };
    const write = body.decision === "accepted" ? planCorrection(person, found, context) : undefined;
    // What was asked for may have been entered by hand meanwhile; then there is only the decision to write.
    if (write !== undefined) await writePerson(store, { ...write, decided }, answered);
    else if (!(await store.decide(params.personId, decided, answered))) throw decidedBefore();
    return decided.correction;
  };
}

function decide(
  found: Correction,
  person: StoredPerson,
  { decision, reply }: { decision: "accepted" | "declined"; reply: string },
  context: RequestContext,
): Decided {
  const { correctionId } = found;
  const decidedAt = context.at.toISOString();
  return {
    correction: { ...found, status: decision, reply, decidedBy: context.actor, decidedAt },
    facts: [
      buildFact(CorrectionDecided, context, {
        ...aboutOf(person),
        occasion: correctionId,
        data: { correctionId, decision },
      }),
    ],
  };
}

function planCorrection(person: StoredPerson, { fields, note }: Correction, context: RequestContext) {
  try {
    const next = withFields(person, fields, chinaDay(context.at));
    return planChange(person, next, { circumstances: context, source: "correction", note });
  } catch (error) {
    throw error instanceof AppError && error.code === "validation_failed" ? unfit(error) : error;
  }
}

/** The decider sent no fields, so the faults are told in the sentence, each with the name of its field. */
function unfit({ options }: AppError): AppError {
  const faults = (options.errors ?? []).map(({ field, reason }) => ({ name: nameOf(field), reason }));
  return refused("correction_unfit", {
    zh: `按申请修改后不符合要求：${faults.map(({ name, reason }) => `${name}（${reason.zh}）`).join("、")}。请核实后退回申请，或直接修改信息。`,
    en: `The record would be faulty: ${faults.map(({ name, reason }) => `${name} (${reason.en})`).join(", ")}. Decline the request, or change the record by hand.`,
  });
}

function nameOf(place: string): string {
  const field = fieldNames().find((name) => place === `body.fields.${name}`);
  return field === undefined ? place : usualHeading(field);
}
