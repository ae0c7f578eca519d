import { isAllowedAnywhere } from "../shared/access.ts";
import { chinaDay } from "../shared/clock.ts";
import { AppError, notFound } from "../shared/errors.ts";
import type { NewId } from "../shared/ids.ts";
import type { Page } from "../shared/page.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import type { AccountStore } from "./account-store.ts";
import { getPlace } from "./appoint.ts";
import { appointmentIdFrom } from "./appointment.ts";
import { type AppointmentView, appointmentViewOf, appointmentViews } from "./appointment-view.ts";
import { changePosts } from "./change-posts.ts";
import { nameOf, refuseEnded } from "./end-appointment.ts";
import type { IdentityStore } from "./identity-store.ts";
import { readRegister } from "./list-appointments.ts";
import { lastDayOfEnding } from "./period.ts";
import type { PlaceDirectory } from "./place-directory.ts";
import { fieldError, refuseOneself, refuseWrongPeriod, refuseWrongPost } from "./post-refusals.ts";
import type {
  endRoleGrant as endRoute,
  getAccount as getRoute,
  grantRole as grantRoute,
  listRoleGrants as listRoute,
} from "./routes.ts";

export interface GrantDependencies {
  readonly store: IdentityStore;
  readonly accounts: AccountStore;
  readonly places: PlaceDirectory & { findName(organizationId: string): Promise<string | undefined> };
  readonly newId: NewId;
}

type GrantView = RouteOutput<typeof listRoute>["items"][number];

/** Who administers the system and who staffs the department. Units: 2 reads, 1 for each account and half for each place. */
export function listRoleGrants({ store, accounts, places }: GrantDependencies) {
  return async (
    { query }: RouteInput<typeof listRoute>,
    { principal, at }: RequestContext,
  ): Promise<Page<GrantView>> => {
    const page = await readRegister(store, { group: "administration" }, query, chinaDay(at));
    const mayGrant = isAllowedAnywhere(principal, "role.grant");
    const views = await appointmentViews(accounts, page.items, () => mayGrant);
    const ids = [...new Set(views.map(({ organizationId }) => organizationId))];
    const names = new Map(await Promise.all(ids.map(async (id) => [id, (await places.findName(id)) ?? id] as const)));
    return {
      ...page,
      items: views.map((view) => ({ ...view, organizationName: names.get(view.organizationId) ?? "" })),
    };
  };
}

/** Gives an account that is known a role by which the system is run. Units: 7 reads, 6 to 10 writes. */
export function grantRole({ store, accounts, places, newId }: GrantDependencies) {
  const change = changePosts({ store, accounts });
  return async ({ body }: RouteInput<typeof grantRoute>, context: RequestContext): Promise<AppointmentView> => {
    const { post, accountId, from, to, sourceDocument = null } = body;
    refuseOneself(context.principal, accountId);
    refuseWrongPeriod({ from, to });
    const organizationId = body.organizationId ?? (await places.findRootId()) ?? "";
    refuseWrongPost(await getPlace(places, organizationId), post, "administration");
    const account = await accounts.find(accountId);
    if (account === undefined) {
      throw fieldError("body.accountId", {
        zh: "没有这个账号；人员登记学工号后才有账号",
        en: "There is no such account; people have one once their campus number is registered",
      });
    }
    const { name, owner } = account;
    const beginning = {
      appointmentId: appointmentIdFrom(from, newId()),
      holder: { accountId, personId: owner?.personId ?? null, name },
      from,
      to,
      sourceDocument,
    };
    const { begun } = await change({ organizationId, post, beginning }, context, {
      receipt: context.receipt,
      answerOf: (changed) => changed.begun && appointmentViewOf(changed.begun, name, true),
    });
    if (begun === undefined) throw new AppError("internal");
    return appointmentViewOf(begun, name, true);
  };
}

/** Takes a role away, from this moment on: its last day is yesterday. Units: 5 reads, 6 to 8 writes. */
export function endRoleGrant({ store, accounts }: GrantDependencies) {
  const change = changePosts({ store, accounts });
  return async ({ params, body }: RouteInput<typeof endRoute>, context: RequestContext): Promise<AppointmentView> => {
    const before = await store.findAppointment({ group: "administration" }, params.appointmentId);
    if (before === undefined) throw notFound();
    refuseOneself(context.principal, before.accountId);
    const today = chinaDay(context.at);
    refuseEnded(before, today);
    const { organizationId, post, appointmentId } = before;
    const lastDay = lastDayOfEnding(before, today);
    const name = await nameOf(accounts, before);
    const ending = { appointmentId, version: body.version, lastDay, cause: "ended" } as const;
    const { ended } = await change({ organizationId, post, ending }, context, {
      receipt: context.receipt,
      answerOf: (changed) => changed.ended && appointmentViewOf(changed.ended, name, true),
    });
    if (ended === undefined) throw new AppError("internal");
    return appointmentViewOf(ended, name, true);
  };
}

/** Whose account a number is, for whoever gives roles. Units: 2 reads. */
export function getAccount({ accounts }: Pick<GrantDependencies, "accounts">) {
  return async ({ params }: RouteInput<typeof getRoute>): Promise<RouteOutput<typeof getRoute>> => {
    const account = await accounts.find(params.accountId);
    if (account === undefined) throw notFound();
    const { accountId, name, held } = account;
    return { accountId, name, held };
  };
}
