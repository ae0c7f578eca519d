import { isAllowed } from "../shared/access.ts";
import { AppError } from "../shared/errors.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import type { Text } from "../shared/text.ts";
import { getTarget, type RequestDependencies, requestTransfer } from "./request-transfer.ts";
import type { requestTransfers as route } from "./routes.ts";
import { Transfer } from "./transfer.ts";

type Result = RouteOutput<typeof route>;
type Outcome = { transfer: Transfer } | Result["refused"][number];

/** Requests that are written side by side: more would only press on the engine. */
const sideBySide = 10;

/**
 * Sends people to another branch, each by a transfer of their own: who cannot be sent stands in the answer with the reason
 * and holds nobody else up. A repeat finds what the first time opened. Units: 6 reads and 12 to 16 writes a person.
 */
export function requestTransfers(dependencies: RequestDependencies) {
  return async ({ body }: RouteInput<typeof route>, context: RequestContext): Promise<Result> => {
    const { toOrganizationId, note } = body;
    const target = await getTarget(dependencies, toOrganizationId);
    const personIds = [...new Set(body.personIds)];
    const outcomes: Outcome[] = [];
    // A receipt stands for one write; here each person's one open transfer keeps a repeat from doing it twice.
    const each = { ...context, receipt: undefined };
    for (let start = 0; start < personIds.length; start += sideBySide) {
      const together = personIds.slice(start, start + sideBySide);
      const send = (personId: string) => requestOne(dependencies, { personId, target, note }, each);
      outcomes.push(...(await Promise.all(together.map(send))));
    }
    return {
      requested: outcomes.flatMap((outcome) => ("transfer" in outcome ? [outcome.transfer] : [])),
      refused: outcomes.flatMap((outcome) => ("transfer" in outcome ? [] : [outcome])),
    };
  };
}

async function requestOne(
  dependencies: RequestDependencies,
  {
    personId,
    target,
    note,
  }: { personId: string; target: Awaited<ReturnType<typeof getTarget>>; note: string | undefined },
  context: RequestContext,
): Promise<Outcome> {
  const person = await dependencies.people.find(personId);
  const path = person === undefined ? undefined : await dependencies.branches.findPath(person.organizationId);
  if (person === undefined || path === undefined || !isAllowed(context.principal, "person.manage", path)) {
    return { personId, reasonCode: "not_found", reason: notYours };
  }
  try {
    const transfer = await requestTransfer(dependencies, { person, target, requestedBy: "home", note }, context);
    return { transfer };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "refused") throw error;
    const { reasonCode = "refused", detail = notYours } = error.options;
    const present = reasonCode === "has_open_transfer" ? await dependencies.store.findOpen(personId) : undefined;
    const isTheSame = present?.toOrganizationId === target.organizationId && present.requester === context.actor;
    return isTheSame ? { transfer: Transfer.parse(present) } : { personId, reasonCode, reason: detail };
  }
}

const notYours: Text = {
  zh: "没有这名人员，或该人员不在您管理的支部。",
  en: "There is no such person, or not in a branch that you manage.",
};
