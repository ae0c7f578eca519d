import { AppError, notFound, refused } from "../shared/errors.ts";
import { buildFact, type Fact } from "../shared/event.ts";
import type { NewId } from "../shared/ids.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { TransferReleased, TransferRequested, TransferWithdrawn } from "./events.ts";
import type { Branch, TransferPerson } from "./people-register.ts";
import type { requestIncomingTransfer as incomingRoute, requestOwnTransfer as ownRoute } from "./routes.ts";
import { sidesOf, type TransferDependencies } from "./sides-of.ts";
import { type StoredTransfer, Transfer, transferIdAt } from "./transfer.ts";
import type { TransferSide } from "./transfer-states.ts";
import type { Consequences, Overtaken } from "./transfer-store.ts";

export interface RequestDependencies extends TransferDependencies {
  readonly newId: NewId;
}

export interface Wish {
  readonly person: TransferPerson;
  readonly target: Branch;
  readonly requestedBy: TransferSide;
  readonly note: string | undefined;
}

/** A person asks for the own transfer; the branch has to agree. Units: 6 reads, 12 to 16 writes. */
export function requestOwnTransfer(dependencies: RequestDependencies) {
  return async ({ body }: RouteInput<typeof ownRoute>, context: RequestContext): Promise<Transfer> => {
    const person = await dependencies.people.findByCampusId(context.principal.accountId);
    if (person === undefined) throw notFound();
    const target = await getTarget(dependencies, body.toOrganizationId);
    return await requestTransfer(dependencies, { person, target, requestedBy: "person", note: body.note }, context);
  };
}

/**
 * A branch asks for somebody whom it knows by number and name; who gives a wrong pair learns nothing of either. Units: 7
 * reads, 12 to 16 writes.
 */
export function requestIncomingTransfer(dependencies: RequestDependencies) {
  return async ({ body }: RouteInput<typeof incomingRoute>, context: RequestContext): Promise<Transfer> => {
    const target = await getTarget(dependencies, body.toOrganizationId);
    const person = await dependencies.people.findByCampusId(body.campusId);
    if (person === undefined || person.hasEnded || person.name !== body.name) {
      throw refused("no_such_person", {
        zh: "没有学工号和姓名都相符的人员，请核对后再试。",
        en: "Nobody has this campus number and this name; check them and try again.",
      });
    }
    return await requestTransfer(dependencies, { person, target, requestedBy: "target", note: body.note }, context);
  };
}

/** The branch where somebody shall go. */
export async function getTarget({ branches }: TransferDependencies, organizationId: string): Promise<Branch> {
  const branch = await branches.findBranch(organizationId);
  if (branch?.isActive) return branch;
  const reason = { zh: "没有这个党支部，或已撤销", en: "There is no such branch, or it is dissolved" };
  throw new AppError("validation_failed", { errors: [{ field: "body.toOrganizationId", reason }] });
}

/** Opens the transfer of one person. Whoever manages the branch that the person leaves releases with the request. */
export async function requestTransfer(
  dependencies: RequestDependencies,
  { person, target, requestedBy, note }: Wish,
  context: RequestContext,
): Promise<Transfer> {
  refuseImpossible(person, target);
  const { store, newId, branches } = dependencies;
  const former = await store.findOpen(person.personId);
  const overtaken = former === undefined ? undefined : overtake(former, person, context);
  const where = { fromOrganizationId: person.organizationId, toOrganizationId: target.organizationId };
  const sides = await sidesOf(where, null, { ...context, findPath: (id) => branches.findPath(id) });
  const isReleased = requestedBy !== "person" && sides.has("home");
  const at = context.at.toISOString();
  const transfer: StoredTransfer = {
    ...where,
    transferId: transferIdAt(context.at, newId()),
    personId: person.personId,
    state: isReleased ? "released" : "requested",
    requestedBy: isReleased ? "home" : requestedBy,
    requestedAt: at,
    releasedAt: isReleased ? at : null,
    closedAt: null,
    note: note ?? null,
    refusal: null,
    version: 1,
    requester: context.actor,
    releaser: isReleased ? context.actor : null,
    closer: null,
  };
  const answer = Transfer.parse(transfer);
  const consequences: Consequences = { facts: factsOf(transfer, context), receipt: context.receipt, answer };
  const result = await store.insert(transfer, consequences, overtaken);
  if (result === "has_open_transfer") throw hasOpenTransfer();
  return answer;
}

function refuseImpossible(person: TransferPerson, target: Branch): void {
  if (person.hasEnded) {
    throw refused("membership_ended", {
      zh: "该人员的组织关系已不在校内，不能办理校内转接。",
      en: "The person belongs to no branch of the university any more.",
    });
  }
  if (person.organizationId === target.organizationId) {
    throw refused("same_branch", { zh: "该人员已在这个支部。", en: "The person belongs to this branch already." });
  }
}

/** What is left open of a person who went another way meanwhile makes room; anything else stays in the way. */
function overtake(former: StoredTransfer, person: TransferPerson, context: RequestContext): Overtaken {
  if (former.fromOrganizationId === person.organizationId) throw hasOpenTransfer();
  const transfer: StoredTransfer = {
    ...former,
    state: "withdrawn",
    closedAt: context.at.toISOString(),
    closer: context.actor,
    version: former.version + 1,
  };
  const fact = buildFact(TransferWithdrawn, context, {
    ...aboutOf(transfer),
    data: { ...standingOf(transfer), cause: "overtaken" },
  });
  return { transfer, fact };
}

function hasOpenTransfer() {
  return refused("has_open_transfer", {
    zh: "该人员已有一项未办结的转接，请先办结或撤回。",
    en: "The person has an open transfer; bring it to an end or take it back first.",
  });
}

function factsOf(transfer: StoredTransfer, context: RequestContext): Fact[] {
  const about = aboutOf(transfer);
  const data = standingOf(transfer);
  const { requestedBy } = transfer;
  return [
    buildFact(TransferRequested, context, { ...about, data: { ...data, requestedBy } }),
    ...(transfer.state === "released" ? [buildFact(TransferReleased, context, { ...about, data })] : []),
  ];
}

export function standingOf({ version, personId, fromOrganizationId, toOrganizationId }: StoredTransfer) {
  return { version, personId, fromOrganizationId, toOrganizationId };
}

/** Facts stand at the branch that the person leaves, until the new branch has the person. */
export function aboutOf({ transferId, version, state, fromOrganizationId, toOrganizationId }: StoredTransfer) {
  return {
    subject: { kind: "transfer", id: transferId },
    occasion: version,
    organizationId: state === "received" ? toOrganizationId : fromOrganizationId,
  };
}
