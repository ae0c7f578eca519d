import type { RelationKind } from "../rules/facts/organization-facts.ts";
import type { Outcome } from "../shared/event.ts";
import type { keepDuties, Occasion } from "./keep-duties.ts";
import { traceOf } from "./trace.ts";

/** When a member was out of contact, as the whole history of the record has it, for whoever has to look after it. */
export interface ContactReport {
  readonly personId: string;
  readonly version: number;
  readonly losses: readonly {
    readonly organizationId: string;
    readonly kind: RelationKind;
    readonly since: string;
    readonly startedOn: string | null;
    readonly endedOn: string | null;
  }[];
}

/**
 * A member out of contact is a duty of the branch: to search, and to let the organisation decide when all searches failed.
 * Nothing about membership follows from a date alone. Each report tells the whole, so that order and repetition do not matter.
 */
export function followContact({ keep }: { readonly keep: ReturnType<typeof keepDuties> }) {
  return async ({ personId, version, losses }: ContactReport, occasion: Occasion): Promise<Outcome> => {
    for (const { organizationId, kind, since, startedOn, endedOn } of losses) {
      const relationId = `${kind}~${traceOf(personId, since)}`;
      await keep(organizationId, { ...occasion, relation: { relationId, version, kind, startedOn, endedOn } });
    }
    return losses.length > 0 ? "done" : "already_done";
  };
}
