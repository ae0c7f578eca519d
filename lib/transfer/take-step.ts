import { AppError, conflict, notFound, refused } from "../shared/errors.ts";
import { buildFact, type Fact } from "../shared/event.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { TransferReceived, TransferRefused, TransferReleased, TransferWithdrawn } from "./events.ts";
import { obstacleOf } from "./obstacle-of.ts";
import { aboutOf, standingOf } from "./request-transfer.ts";
import type {
  receiveTransfer as receiveRoute,
  refuseTransfer as refuseRoute,
  releaseTransfer as route,
} from "./routes.ts";
import { getTransfer, type TransferDependencies } from "./sides-of.ts";
import { type StoredTransfer, Transfer } from "./transfer.ts";
import { refuseStep, type TransferStep, transferSteps } from "./transfer-states.ts";
import type { Alongside } from "./transfer-store.ts";

type Step = Pick<RouteInput<typeof route>, "params" | "body">;

/** The branch that the person leaves agrees. Units: 6 reads, 8 to 12 writes. */
export function releaseTransfer(dependencies: TransferDependencies) {
  return async (input: Step, context: RequestContext): Promise<Transfer> => {
    const transfer = await getForStep(dependencies, "release", input, context);
    const next = { ...advance(transfer, "release"), releasedAt: context.at.toISOString(), releaser: context.actor };
    const fact = buildFact(TransferReleased, context, { ...aboutOf(next), data: standingOf(next) });
    return await save(dependencies, next, [fact], context);
  };
}

/** A branch says why it does not agree. Units: 6 reads, 14 to 18 writes. */
export function refuseTransfer(dependencies: TransferDependencies) {
  return async ({ params, body }: RouteInput<typeof refuseRoute>, context: RequestContext): Promise<Transfer> => {
    const transfer = await getForStep(dependencies, "refuse", { params, body }, context);
    const next = { ...close(advance(transfer, "refuse"), context), refusal: body.reason };
    const data = { ...standingOf(next), formerState: transfer.state };
    return await save(dependencies, next, [buildFact(TransferRefused, context, { ...aboutOf(next), data })], context);
  };
}

/** Takes an open transfer back. Units: 6 reads, 14 to 18 writes. */
export function withdrawTransfer(dependencies: TransferDependencies) {
  return async (input: Step, context: RequestContext): Promise<Transfer> => {
    const next = close(advance(await getForStep(dependencies, "withdraw", input, context), "withdraw"), context);
    const data = { ...standingOf(next), cause: "withdrawn" as const };
    return await save(dependencies, next, [buildFact(TransferWithdrawn, context, { ...aboutOf(next), data })], context);
  };
}

/** A person's record changes now and then; whoever loses against that looks again. */
const attempts = 4;

/**
 * The new branch takes the person in: the transfer ends and the person belongs to the branch in one transaction, or neither.
 * Units: 9 reads, 30 to 36 writes.
 */
export function receiveTransfer(dependencies: TransferDependencies) {
  return async (input: RouteInput<typeof receiveRoute>, context: RequestContext): Promise<Transfer> => {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const transfer = await getForStep(dependencies, "receive", input, context);
      const next = close(advance(transfer, "receive"), context);
      const alongside = await planMove(dependencies, next, context);
      const fact = buildFact(TransferReceived, context, { ...aboutOf(next), data: standingOf(next) });
      const received = await trySave(dependencies, next, { facts: [fact], alongside }, context);
      if (received !== "elsewhere_changed") return received;
    }
    throw new AppError("unavailable", { retryAfterSeconds: 1 });
  };
}

async function getForStep(
  dependencies: TransferDependencies,
  step: TransferStep,
  { params, body }: Step,
  context: RequestContext,
): Promise<StoredTransfer> {
  const { transfer, person, sides } = await getTransfer(dependencies, params, context);
  refuseStep(transfer, step, sides);
  if (transfer.version !== body.version) throw conflict(transfer.version);
  if (step === "refuse" || step === "withdraw") return transfer;
  const target = await dependencies.branches.findBranch(transfer.toOrganizationId);
  const obstacle = obstacleOf(transfer, person, target?.isActive === true);
  if (obstacle !== null) throw refused(obstacle, obstacleTexts[obstacle]);
  return transfer;
}

const obstacleTexts = {
  person_moved: {
    zh: "该人员已不在原支部，请撤回或退回这项转接。",
    en: "The person has left the old branch in another way; take this transfer back or refuse it.",
  },
  membership_ended: {
    zh: "该人员的组织关系已不在校内，请撤回或退回这项转接。",
    en: "The person belongs to no branch any more; take this transfer back or refuse it.",
  },
  target_dissolved: {
    zh: "转入支部已撤销，请撤回或退回后重新办理。",
    en: "The receiving branch is dissolved; take this transfer back or refuse it, and ask for another one.",
  },
};

function advance(transfer: StoredTransfer, step: TransferStep): StoredTransfer {
  return { ...transfer, state: transferSteps[step].to, version: transfer.version + 1 };
}

function close(transfer: StoredTransfer, { at, actor }: RequestContext): StoredTransfer {
  return { ...transfer, closedAt: at.toISOString(), closer: actor };
}

async function planMove(
  { people }: TransferDependencies,
  { personId, fromOrganizationId, toOrganizationId }: StoredTransfer,
  context: RequestContext,
): Promise<Alongside> {
  const plan = await people.planMove({ personId, from: fromOrganizationId, to: toOrganizationId }, context);
  if (plan === undefined) throw refused("person_moved", obstacleTexts.person_moved);
  return plan;
}

async function save(
  dependencies: TransferDependencies,
  next: StoredTransfer,
  facts: readonly Fact[],
  context: RequestContext,
): Promise<Transfer> {
  const saved = await trySave(dependencies, next, { facts, alongside: [] }, context);
  if (saved === "elsewhere_changed") throw new AppError("unavailable", { retryAfterSeconds: 1 });
  return saved;
}

async function trySave(
  { store }: TransferDependencies,
  next: StoredTransfer,
  consequences: { facts: readonly Fact[]; alongside: Alongside },
  { receipt }: RequestContext,
): Promise<Transfer | "elsewhere_changed"> {
  const answer = Transfer.parse(next);
  const result = await store.save(next, { ...consequences, receipt, answer });
  if (result === "done") return answer;
  if (result === "elsewhere_changed") return result;
  const present = await store.find(next.personId, next.transferId);
  if (present === undefined) throw notFound();
  throw conflict(present.version);
}
