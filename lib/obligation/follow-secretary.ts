import type { PlainDate } from "../rules/calendar/plain-date.ts";
import { partyAgeDay } from "../rules/evaluate/secretary-party-age.ts";
import { ruleContext } from "../rules/rule-context.ts";
import type { Outcome } from "../shared/event.ts";
import type { keepDuties, Occasion } from "./keep-duties.ts";

/** A post of branch secretary as it stands now, and since when its holder is a full member. */
export interface SecretaryReport {
  readonly appointmentId: string;
  /** Grows with the appointment and with the record of its holder. */
  readonly version: number;
  readonly organizationId: string;
  readonly from: string;
  readonly to: string | null;
  /** Null: nobody knows, or the appointment never came into force. */
  readonly fullMemberSince: string | null;
}

/**
 * A secretary who was appointed below the usual Party age is something for the superior to look at, until the age is reached,
 * the post ends or a day is put right. What stands now counts, so that order and repetition do not matter.
 */
export function followSecretary({ keep }: { readonly keep: ReturnType<typeof keepDuties> }) {
  return async (report: SecretaryReport, occasion: Occasion): Promise<Outcome> => {
    const { appointmentId, version, organizationId, from, to, fullMemberSince } = report;
    const since = fullMemberSince as PlainDate | null;
    const day = since === null ? null : partyAgeDay(ruleContext(occasion.on), since);
    const startedOn = day !== null && from < day ? since : null;
    const relationId = `party_age~${appointmentId}`;
    const kind = "secretary_below_party_age";
    await keep(organizationId, { ...occasion, relation: { relationId, version, kind, startedOn, endedOn: to } });
    return "done";
  };
}
