import type { TransferPerson } from "./people-register.ts";
import type { StoredTransfer, TransferObstacle } from "./transfer.ts";
import { isOpen } from "./transfer-states.ts";

/** Why an open transfer cannot be carried out any more, if it cannot. */
export function obstacleOf(
  transfer: StoredTransfer,
  person: TransferPerson | undefined,
  isTargetActive: boolean,
): TransferObstacle | null {
  if (!isOpen(transfer.state)) return null;
  if (person === undefined || person.hasEnded) return "membership_ended";
  if (person.organizationId !== transfer.fromOrganizationId) return "person_moved";
  return isTargetActive ? null : "target_dissolved";
}
