import type { Role } from "../shared/access.ts";
import { notFound } from "../shared/errors.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import type { Duty, DutyView } from "./duty.ts";
import { type DutyState, isUnfinished } from "./duty-states.ts";
import type { ObligationStore } from "./obligation-store.ts";
import type { getDuty as getRoute, listMyDuties, listDuties as listRoute } from "./routes.ts";
import { shown } from "./show-duty.ts";

/** Names for people to read; an organisation that is gone keeps its name. */
export type FindOrganizationName = (organizationId: string) => Promise<string | undefined>;

/** Submitted tasks wait for somebody too. */
const isPending = (state: DutyState) => isUnfinished(state) || state === "submitted";

/** The earliest day first; what has no day comes after what has one. */
function byPressure(left: Duty, right: Duty): number {
  return (left.due ?? "9999").localeCompare(right.due ?? "9999") || left.dutyId.localeCompare(right.dutyId);
}

/** Lists the duties of an organisation. Units: half a unit per 4 KB of its duties (some 8 a year). */
export function listDuties({ store }: { store: Pick<ObligationStore, "listDuties"> }) {
  return async ({ params, query }: RouteInput<typeof listRoute>): Promise<RouteOutput<typeof listRoute>> => {
    const duties = await store.listDuties(params.organizationId);
    const wanted = duties.filter(({ state, due }) => {
      if (query.state === "unfinished" && !isPending(state)) return false;
      return query.year === undefined || due === null || due.startsWith(String(query.year));
    });
    return { items: wanted.map(shown).sort(byPressure) };
  };
}

/** Shows one duty. Units: 1 read. */
export function getDuty({ store }: { store: Pick<ObligationStore, "findDuty"> }) {
  return async ({ params }: RouteInput<typeof getRoute>): Promise<DutyView> => {
    const duty = await store.findDuty(params.organizationId, params.dutyId);
    if (duty === undefined) throw notFound();
    return shown(duty);
  };
}

/** Whoever holds one of these has to see to it that the organisation does what it owes. */
const responsibleRoles: ReadonlySet<Role> = new Set([
  "committee_secretary",
  "branch_secretary",
  "deputy_branch_secretary",
  "committee_member",
]);

const organizationsOf = ({ principal }: RequestContext) => [
  ...new Set(
    principal.assignments.filter(({ role }) => responsibleRoles.has(role)).map(({ organizationId }) => organizationId),
  ),
];

/** What I have to see to. Units: one query for each organisation in which I hold a post, and one for my tasks. */
export function listMine({
  store,
  findName,
}: {
  readonly store: Pick<ObligationStore, "listDuties" | "listTasksOf">;
  readonly findName: FindOrganizationName;
}) {
  return async (
    _: RouteInput<typeof listMyDuties>,
    context: RequestContext,
  ): Promise<RouteOutput<typeof listMyDuties>> => {
    const lists = await Promise.all([
      store.listTasksOf(context.principal.accountId),
      ...organizationsOf(context).map((organizationId) => store.listDuties(organizationId)),
    ]);
    const pending = lists.flat().filter(({ state }) => isPending(state));
    const unique = [...new Map(pending.map((duty) => [`${duty.organizationId}/${duty.dutyId}`, duty])).values()];
    const names = await namesOf(unique, findName);
    return {
      items: unique
        .map((duty) => ({ ...shown(duty), organizationName: names.get(duty.organizationId) ?? duty.organizationId }))
        .sort(byPressure),
    };
  };
}

/** What organisations are called, each asked for once. */
export async function namesOf(
  duties: readonly { readonly organizationId: string }[],
  findName: FindOrganizationName,
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(duties.map(({ organizationId }) => organizationId))];
  return new Map(await Promise.all(ids.map(async (id) => [id, (await findName(id)) ?? id] as const)));
}
