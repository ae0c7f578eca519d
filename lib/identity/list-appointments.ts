import { isAllowed } from "../shared/access.ts";
import { chinaDay } from "../shared/clock.ts";
import { AppError, notFound } from "../shared/errors.ts";
import type { Page } from "../shared/page.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import type { AccountStore } from "./account-store.ts";
import type { Appointment } from "./appointment.ts";
import { type AppointmentView, appointmentViews, mayManageAt } from "./appointment-view.ts";
import type { IdentityStore, Register } from "./identity-store.ts";
import { isNever, isPast } from "./period.ts";
import type { PersonDirectory } from "./person-directory.ts";
import type { PlaceDirectory } from "./place-directory.ts";
import { postNames } from "./post.ts";
import type { listAppointments as listRoute, listPersonAppointments as personRoute } from "./routes.ts";

export interface ListDependencies {
  readonly store: IdentityStore;
  readonly accounts: AccountStore;
  readonly places: PlaceDirectory;
  readonly people: PersonDirectory;
}

/** Who holds the posts of an organisation, or held them. Units: 2 reads, and 1 for each holder. */
export function listAppointments(dependencies: ListDependencies) {
  return async (
    { params, query }: RouteInput<typeof listRoute>,
    { principal, at }: RequestContext,
  ): Promise<Page<AppointmentView>> => {
    const path = (await dependencies.places.findPath(params.organizationId)) ?? "";
    const isWhole = mayManageAt(principal, path);
    // Former holders are part of the records of the place.
    if (query.status === "past" && !isWhole && !isAllowed(principal, "person.record", path)) {
      throw new AppError("forbidden");
    }
    const register = { group: "committee", organizationId: params.organizationId } as const;
    const page = await readRegister(dependencies.store, register, query, chinaDay(at));
    return { ...page, items: await appointmentViews(dependencies.accounts, page.items, () => isWhole) };
  };
}

/** Those in office or about to be, by rank; or a page of those who are not any more, which may be short. */
export async function readRegister(
  store: Pick<IdentityStore, "list" | "listAll">,
  register: Register,
  query: { status: "current" | "past"; limit: number; cursor?: string | undefined },
  today: string,
): Promise<Page<Appointment>> {
  const isOver = (one: Appointment) => isPast(one, today) || isNever(one);
  if (query.status === "current") {
    const all = (await store.listAll(register)).filter((one) => !isOver(one));
    return { items: all.sort(byRank), nextCursor: null };
  }
  const page = await store.list(register, { limit: query.limit, cursor: query.cursor });
  return { ...page, items: page.items.filter((one) => isOver(one) && !isNever(one)) };
}

function byRank(one: Appointment, other: Appointment): number {
  return postNames.indexOf(one.post) - postNames.indexOf(other.post) || (one.from < other.from ? -1 : 1);
}

/** What a person holds and held. Units: 4 reads. */
export function listPersonAppointments({ store, accounts, places, people }: ListDependencies) {
  return async (
    { params, query }: RouteInput<typeof personRoute>,
    { principal }: RequestContext,
  ): Promise<Page<AppointmentView>> => {
    const person = await people.find(params.personId);
    if (person === undefined) throw notFound();
    if (person.campusId === null) return { items: [], nextCursor: null };
    const page = await store.listOfAccount(person.campusId, { limit: query.limit, cursor: query.cursor });
    const paths = await pathsOf(places, page.items);
    const isWhole = ({ organizationId }: Appointment) => mayManageAt(principal, paths.get(organizationId) ?? "");
    return { ...page, items: await appointmentViews(accounts, page.items, isWhole) };
  };
}

async function pathsOf(places: PlaceDirectory, appointments: readonly Appointment[]): Promise<Map<string, string>> {
  const ids = [...new Set(appointments.map(({ organizationId }) => organizationId))];
  const paths = await Promise.all(ids.map(async (id) => [id, (await places.findPath(id)) ?? ""] as const));
  return new Map(paths);
}
