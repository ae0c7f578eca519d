import type { Circumstances, Outcome } from "../shared/event.ts";
import type { keepDuties } from "./keep-duties.ts";

/** A transfer as it stands now; a day is null while nobody has to look after it (any more), or it has not come. */
export interface TransferReport {
  readonly transferId: string;
  readonly version: number;
  readonly fromOrganizationId: string;
  readonly toOrganizationId: string;
  readonly releasedOn: string | null;
  readonly receivedOn: string | null;
}

/**
 * Somebody on the way is a duty of two organisations: one has to take the person in, the other stays responsible until
 * then. What stands now counts, whichever of the transfer's facts came, so that their order does not matter.
 */
export function followTransfer({ keep }: { readonly keep: ReturnType<typeof keepDuties> }) {
  return async (
    report: TransferReport,
    circumstances: Parameters<typeof keep>[1] & Circumstances,
  ): Promise<Outcome> => {
    const { transferId: relationId, version, releasedOn: startedOn, receivedOn: endedOn } = report;
    const relation = { relationId, version, startedOn, endedOn };
    await keep(report.toOrganizationId, { ...circumstances, relation: { ...relation, kind: "transfer_in" } });
    await keep(report.fromOrganizationId, { ...circumstances, relation: { ...relation, kind: "transfer_out" } });
    return "done";
  };
}
