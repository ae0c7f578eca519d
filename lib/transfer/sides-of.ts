import type { PolicySource } from "../rules/policy.ts";
import { isAllowed } from "../shared/access.ts";
import { notFound } from "../shared/errors.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { BranchDirectory, PeopleRegister, TransferPerson } from "./people-register.ts";
import type { StoredTransfer } from "./transfer.ts";
import type { TransferSide } from "./transfer-states.ts";
import type { TransferStore } from "./transfer-store.ts";

export interface TransferDependencies extends PolicySource {
  readonly store: TransferStore;
  readonly people: PeopleRegister;
  readonly branches: BranchDirectory;
}

type Paths = (organizationId: string) => Promise<string | undefined>;

/** On which sides of a transfer the caller stands: as the person, or by managing the people of either branch. */
export async function sidesOf(
  { fromOrganizationId, toOrganizationId }: Pick<StoredTransfer, "fromOrganizationId" | "toOrganizationId">,
  campusId: string | null,
  { principal, findPath }: Pick<RequestContext, "principal"> & { findPath: Paths },
): Promise<Set<TransferSide>> {
  const sides = new Set<TransferSide>();
  if (campusId === principal.accountId) sides.add("person");
  const [from, to] = await Promise.all([findPath(fromOrganizationId), findPath(toOrganizationId)]);
  if (from !== undefined && isAllowed(principal, "person.manage", from)) sides.add("home");
  if (to !== undefined && isAllowed(principal, "person.manage", to)) sides.add("target");
  return sides;
}

export interface SeenTransfer {
  readonly transfer: StoredTransfer;
  readonly person: TransferPerson;
  readonly sides: ReadonlySet<TransferSide>;
}

/** The transfer with its person; for whoever stands on none of its sides there is none. */
export async function getTransfer(
  { store, people, branches }: TransferDependencies,
  { personId, transferId }: { personId: string; transferId: string },
  context: RequestContext,
): Promise<SeenTransfer> {
  const [transfer, person] = await Promise.all([store.find(personId, transferId), people.find(personId)]);
  if (transfer === undefined || person === undefined) throw notFound();
  const sides = await sidesOf(transfer, person.campusId, { ...context, findPath: (id) => branches.findPath(id) });
  if (sides.size === 0) throw notFound();
  return { transfer, person, sides };
}
