import { createHash, randomBytes } from "node:crypto";
import { isAllowed, type Principal } from "../shared/access.ts";
import { AppError, notFound, refused } from "../shared/errors.ts";
import { safeFileName } from "../shared/files/file-name.ts";
import type { NewId } from "../shared/ids.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import type { ActivityCard } from "./activity.ts";
import type { CalendarFeedStore, StoredFeed } from "./calendar-feed.ts";
import type {
  createCalendarFeed as createRoute,
  getCalendarEntry as entryRoute,
  listCalendarFeeds as listRoute,
  readCalendar as readRoute,
  revokeCalendarFeed as revokeRoute,
} from "./file-routes.ts";
import { listOwnActivities, type OwnDependencies } from "./own-activities.ts";
import { getOwnActivity } from "./own-part.ts";
import { type CalendarActivity, writeCalendar } from "./write-calendar.ts";

export interface CalendarDependencies extends OwnDependencies {
  readonly feeds: CalendarFeedStore;
  readonly newId: NewId;
  readonly findPrincipal: (accountId: string, at: Date) => Promise<Principal>;
}

const maximumFeeds = 10;
const dayMs = 86_400_000;
const [daysBack, daysAhead] = [60, 180];
const mostInCalendar = 500;

const hashOf = (secret: string) => createHash("sha256").update(secret).digest("base64url");
const viewOf = ({ feedId, organizationId, createdAt }: StoredFeed) => ({ feedId, organizationId, createdAt });

/** The address is told once; of the secret only a hash stays. Units: 2 reads, 2 writes. */
export function createCalendarFeed(dependencies: CalendarDependencies) {
  return async (
    { body }: RouteInput<typeof createRoute>,
    { principal, at }: RequestContext,
  ): Promise<RouteOutput<typeof createRoute>> => {
    await refuseStranger(dependencies, principal, body.organizationId);
    if ((await dependencies.feeds.listOf(principal.accountId)).length >= maximumFeeds) {
      throw refused("too_many_feeds", {
        zh: `最多${maximumFeeds}个订阅地址，请先停用不用的。`,
        en: `At most ${maximumFeeds} addresses; revoke those that you do not use.`,
      });
    }
    const secret = `${randomBytes(32).toString("base64url")}.ics`;
    const feed: StoredFeed = {
      feedId: dependencies.newId(),
      organizationId: body.organizationId,
      createdAt: at.toISOString(),
      accountId: principal.accountId,
      hash: hashOf(secret),
    };
    await dependencies.feeds.insert(feed);
    return { ...viewOf(feed), path: `/api/calendars/${secret}` };
  };
}

/** Without a record of one's own there is no own calendar; of an organisation only for whoever may see its activities. */
async function refuseStranger(
  { people, organizations }: CalendarDependencies,
  principal: Principal,
  organizationId: string | null,
): Promise<void> {
  if (organizationId === null) {
    if ((await people.findByCampusId(principal.accountId)) === undefined) throw notFound();
    return;
  }
  const path = await organizations.findPath(organizationId);
  if (path === undefined) throw notFound();
  if (!isAllowed(principal, "activity.read", path)) throw new AppError("forbidden");
}

/** Units: half a unit. */
export function listCalendarFeeds({ feeds }: Pick<CalendarDependencies, "feeds">) {
  return async (_input: unknown, { principal }: RequestContext): Promise<RouteOutput<typeof listRoute>> => ({
    items: (await feeds.listOf(principal.accountId)).map(viewOf),
  });
}

/** Units: 1 read, 2 writes. */
export function revokeCalendarFeed({ feeds }: Pick<CalendarDependencies, "feeds">) {
  return async (
    { params }: RouteInput<typeof revokeRoute>,
    { principal }: RequestContext,
  ): Promise<RouteOutput<typeof revokeRoute>> => {
    const own = await feeds.listOf(principal.accountId);
    const feed = own.find(({ feedId }) => feedId === params.feedId);
    if (feed === undefined) throw notFound();
    await feeds.remove(feed);
    return { items: own.filter((one) => one !== feed).map(viewOf) };
  };
}

/**
 * What the owner may see now: who lost a post or left has an address that answers like one that never was. Units: 3 reads
 * and those of the list.
 */
export function readCalendar(dependencies: CalendarDependencies) {
  return async ({ params }: RouteInput<typeof readRoute>, context: RequestContext): Promise<string> => {
    const feed = await dependencies.feeds.findByHash(hashOf(params.secret));
    if (feed === undefined) throw notFound();
    const principal = await dependencies.findPrincipal(feed.accountId, context.at);
    await refuseStranger(dependencies, principal, feed.organizationId).catch(() => {
      throw notFound();
    });
    const asOwner = { ...context, principal, actor: principal.accountId };
    return feed.organizationId === null
      ? writeCalendar("我的组织生活", await ownActivities(dependencies, asOwner))
      : await organizationCalendar(dependencies, feed.organizationId, context.at);
  };
}

const dayOf = (at: Date, days: number) => new Date(at.getTime() + days * dayMs).toISOString();

async function ownActivities(dependencies: CalendarDependencies, context: RequestContext): Promise<CalendarActivity[]> {
  const [from, to] = [dayOf(context.at, -daysBack), dayOf(context.at, daysAhead)].map((one) => one.slice(0, 10));
  const { items } = await listOwnActivities(dependencies)(
    { params: {}, query: { from, to }, body: undefined },
    context,
  );
  return items.filter(({ own }) => own.isDue || own.place !== null).map((card) => entryOf(card, card.hostName));
}

async function organizationCalendar(
  { store, organizations }: CalendarDependencies,
  organizationId: string,
  at: Date,
): Promise<string> {
  const [from, to] = [dayOf(at, -daysBack), dayOf(at, daysAhead)];
  const query = { place: organizationId, from, to, isDescending: false, limit: mostInCalendar, cursor: undefined };
  const [place, { items }] = await Promise.all([organizations.find(organizationId), store.list(query)]);
  const name = place?.name ?? organizationId;
  const shown = items.filter(({ state }) => state !== "draft");
  return writeCalendar(
    `${name}组织生活`,
    shown.map((card) => entryOf(card, name)),
  );
}

function entryOf(card: ActivityCard, hostName: string): CalendarActivity {
  return { ...card, hostName, sequence: card.version, changedAt: card.updatedAt };
}

/** Units: 4 reads. */
export function getCalendarEntry(dependencies: CalendarDependencies) {
  return async (
    { params }: RouteInput<typeof entryRoute>,
    context: RequestContext,
  ): Promise<RouteOutput<typeof entryRoute>> => {
    const { activity } = await getOwnActivity(dependencies, params.activityId, context);
    const host = await dependencies.organizations.find(activity.hostOrganizationId);
    const entry = {
      ...activity,
      hostName: host?.name ?? "",
      sequence: activity.version,
      changedAt: activity.updatedAt,
    };
    return {
      fileName: safeFileName(activity.title, "ics"),
      contentType: "text/calendar; charset=utf-8",
      content: Buffer.from(writeCalendar(activity.title, [entry])).toString("base64"),
    };
  };
}
