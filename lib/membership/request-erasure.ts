import { isAllowed } from "../shared/access.ts";
import { chinaDay } from "../shared/clock.ts";
import { conflict, refused } from "../shared/errors.ts";
import { buildFact } from "../shared/event.ts";
import { decodeCursor, encodeCursor, type Page } from "../shared/page.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { dueDayOf, Erasure, type ErasureState, type NamedErasure, type StoredErasure } from "./erasure.ts";
import type { ErasureStore } from "./erasure-store.ts";
import { ErasureCancelled, ErasureRequested } from "./events.ts";
import type { OrganizationDirectory } from "./organization-directory.ts";
import type { PersonStore, StoredPerson } from "./person-store.ts";
import type {
  cancelErasure as cancelRoute,
  getErasure as getRoute,
  listErasures as listRoute,
  requestErasure as requestRoute,
} from "./personal-data-routes.ts";
import { isEnded } from "./stage.ts";
import { aboutOf, getForChange } from "./write-person.ts";

export interface ErasureDependencies {
  readonly store: Pick<PersonStore, "find" | "findMany">;
  readonly erasures: ErasureStore;
  /** Whether the account with this campus number holds a post that is not over. */
  readonly holdsPosts: (campusId: string) => Promise<boolean>;
}

/** What stands in the way of deleting somebody; undefined: nothing. */
export async function obstacleToErasure(
  person: StoredPerson,
  holdsPosts: ErasureDependencies["holdsPosts"],
): Promise<"still_here" | "holds_posts" | undefined> {
  if (!isEnded(person.stage)) return "still_here";
  const { campus_id: campusId } = person.fields;
  return campusId !== null && (await holdsPosts(campusId)) ? "holds_posts" : undefined;
}

/**
 * Asks for the deletion of somebody who has left. While somebody belongs to an organisation, the organisation has to keep the
 * record (PIPL Article 13 (3); detailed rules on developing members, Article 36). Units: 4 reads, 8 writes.
 */
export function requestErasure({ store, erasures, holdsPosts }: ErasureDependencies) {
  return async ({ params, body }: RouteInput<typeof requestRoute>, context: RequestContext): Promise<Erasure> => {
    const person = await getForChange(store, params.personId, body.version);
    const obstacle = await obstacleToErasure(person, holdsPosts);
    if (obstacle !== undefined) throw refusalOf(obstacle);
    const { personId, organizationId, version } = person;
    const erasure: StoredErasure = {
      personId,
      organizationId,
      version,
      reason: body.reason,
      requestedBy: context.actor,
      requestedAt: context.at.toISOString(),
      dueOn: dueDayOf(chinaDay(context.at)),
      correlationId: context.correlationId,
    };
    const { reason, dueOn } = erasure;
    const about = { ...aboutOf(person), occasion: erasure.requestedAt };
    const fact = buildFact(ErasureRequested, context, { ...about, data: { version, reason, dueOn } });
    const answer = Erasure.parse(erasure);
    if (await erasures.request(erasure, fact, { receipt: context.receipt, answer })) return answer;
    if ((await erasures.find(personId)) !== undefined) throw alreadyRequested();
    throw conflict((await getForChange(store, personId)).version);
  };
}

/** Stops a deletion before its day. Units: 1 read, 6 writes. */
export function cancelErasure({ erasures }: Pick<ErasureDependencies, "erasures">) {
  return async ({ params }: RouteInput<typeof cancelRoute>, context: RequestContext): Promise<ErasureState> => {
    const erasure = await erasures.find(params.personId);
    if (erasure === undefined) throw nothingToCancel();
    const fact = buildFact(ErasureCancelled, context, {
      subject: { kind: "person", id: erasure.personId },
      occasion: erasure.requestedAt,
      organizationId: erasure.organizationId,
      data: { cause: "withdrawn" },
    });
    const answer = { erasure: null };
    if (await erasures.cancel(erasure, fact, { receipt: context.receipt, answer })) return answer;
    throw nothingToCancel();
  };
}

/** The deletion that waits for its day, if there is one. Units: 1 read. */
export function getErasure({ erasures }: Pick<ErasureDependencies, "erasures">) {
  return async ({ params }: RouteInput<typeof getRoute>): Promise<ErasureState> => {
    const erasure = await erasures.find(params.personId);
    return { erasure: erasure === undefined ? null : Erasure.parse(erasure) };
  };
}

const list = "erasures";

/**
 * The deletions that wait, the earliest due first, from all branches in which the reader may ask for them. Units: 1 for some ten
 * of them and half a unit for each person and branch. A page may be short and still have a next one.
 */
export function listErasures({
  store,
  erasures,
  organizations,
}: Pick<ErasureDependencies, "store" | "erasures"> & {
  organizations: Pick<OrganizationDirectory, "findPath">;
}) {
  return async (
    { query }: RouteInput<typeof listRoute>,
    { principal }: RequestContext,
  ): Promise<Page<NamedErasure>> => {
    const from = query.cursor === undefined ? undefined : decodeCursor(list, query.cursor).from;
    const { items, next } = await erasures.list({ limit: query.limit, from });
    const places = [...new Set(items.map(({ organizationId }) => organizationId))];
    const paths = await Promise.all(places.map((id) => organizations.findPath(id)));
    const mine = new Set(places.filter((_, index) => isAllowed(principal, "person.erase", paths[index] ?? "")));
    const visible = items.filter(({ organizationId }) => mine.has(organizationId));
    const people = await store.findMany(visible.map(({ personId }) => personId));
    const names = new Map(people.map(({ personId, fields }) => [personId, fields.name]));
    return {
      items: visible.map((erasure) => ({ ...Erasure.parse(erasure), name: names.get(erasure.personId) ?? null })),
      nextCursor: next === null ? null : encodeCursor(list, { from: next }),
    };
  };
}

function refusalOf(obstacle: "still_here" | "holds_posts") {
  return obstacle === "still_here"
    ? refused("still_here", {
        zh: "此人仍在本校党组织，组织依规须保存其信息。请先办理转出、去世、出党或终止发展。",
        en: "The person still belongs to an organisation here, which has to keep the record. End the membership first.",
      })
    : refused("holds_posts", {
        zh: "此人的账号仍有任职或管理角色，请先免职。",
        en: "The person's account still holds a post or a role; end it first.",
      });
}

function nothingToCancel() {
  return refused("no_erasure", {
    zh: "没有待执行的删除申请，请刷新后查看。",
    en: "No deletion is waiting; reload to see how things stand.",
  });
}

function alreadyRequested() {
  return refused("erasure_requested", {
    zh: "已有删除申请，到期自动执行。",
    en: "A deletion was asked for already and will be done on its day.",
  });
}
