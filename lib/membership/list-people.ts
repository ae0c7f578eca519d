import { isAllowed, type Principal } from "../shared/access.ts";
import { AppError, notFound } from "../shared/errors.ts";
import { decodeCursor, encodeCursor, type Page } from "../shared/page.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { type CardSource, cardSourcesOf, type PeopleQuery, type Root } from "./card-sources.ts";
import type { OrganizationDirectory } from "./organization-directory.ts";
import type { PersonCard } from "./person.ts";
import type { PersonStore } from "./person-store.ts";
import { cardViewOf, type PersonCardView, type Sight, sightOf } from "./person-view.ts";
import type { listPeople as route } from "./routes.ts";

export interface ListDependencies {
  readonly store: Pick<PersonStore, "readCards">;
  readonly organizations: OrganizationDirectory;
}

/** Cards that one request reads at most, and lists that it looks into: some 14 KB, so that no page costs more than another. */
const maximumCards = 40;
const maximumLists = 4;

/**
 * Lists and searches the people of a subtree. Units: 2 to 5 for a page, whatever the size of the university: 1 for the
 * account, half a unit for the place, half a unit for the tree that is looked at (nine organisations; for a search their
 * outline, half a unit per 27), and 2 for the cards. A page may be short, even empty, and still have a next one: the work of one request is bounded, not
 * its yield.
 */
export function listPeople(dependencies: ListDependencies) {
  return async ({ query }: RouteInput<typeof route>, { principal }: RequestContext): Promise<Page<PersonCardView>> => {
    const root = await findRoot(dependencies, principal, query.organizationId);
    const sight = sightOf(principal, root.path);
    if (sight === undefined) throw new AppError("forbidden");
    refuseHiddenFilter(query, sight);
    const list = `people:${JSON.stringify([root.organizationId, query.q, query.stage, query.status, query.flag])}`;
    const start = query.cursor === undefined ? undefined : decodeCursor(list, query.cursor);
    const sources = cardSourcesOf(
      dependencies,
      { root, query, isRecordVisible: sight.isRecordVisible },
      start?.position,
    );
    const { cards, next } = await collect(dependencies, sources, { limit: query.limit, from: start?.from ?? "" });
    return {
      items: cards.map((card) => cardViewOf(card, sight)),
      nextCursor: next === undefined ? null : encodeCursor(list, { ...next }),
    };
  };
}

/** The organisation that was asked for, or else the highest one at which the caller may see people. */
async function findRoot({ organizations }: ListDependencies, principal: Principal, asked?: string): Promise<Root> {
  if (asked !== undefined) {
    const path = await organizations.findPath(asked);
    if (path === undefined) throw notFound();
    return { organizationId: asked, path };
  }
  const own = [...new Set(principal.assignments.map(({ organizationId }) => organizationId))];
  const places = await Promise.all(
    own.map(async (organizationId) => ({ organizationId, path: (await organizations.findPath(organizationId)) ?? "" })),
  );
  const [highest] = places
    .filter(({ path }) => path !== "" && isAllowed(principal, "person.read", path))
    .sort((one, other) => one.path.length - other.path.length);
  if (highest === undefined) throw new AppError("forbidden");
  return highest;
}

/** A filter would tell what the list does not show. */
function refuseHiddenFilter({ stage, flag, status }: PeopleQuery, { isRecordVisible }: Sight): void {
  if (!isRecordVisible && (stage !== undefined || flag !== undefined || status !== "present")) {
    throw new AppError("forbidden");
  }
}

/** Reads list after list until the page is full or the work of one request is done. */
async function collect(
  { store }: ListDependencies,
  sources: AsyncGenerator<CardSource>,
  { limit, from }: { limit: number; from: string },
): Promise<{ cards: PersonCard[]; next: { position: string; from: string } | undefined }> {
  const cards: PersonCard[] = [];
  let [read, lists] = [0, 0];
  let next: string | null = from === "" ? null : from;
  for await (const { position, list, accepts } of sources) {
    do {
      if (cards.length >= limit || read >= maximumCards || lists >= maximumLists) {
        return { cards, next: { position, from: next ?? "" } };
      }
      const page = await store.readCards(list, {
        limit: Math.min(limit - cards.length, maximumCards - read),
        from: next,
      });
      cards.push(...page.cards.filter(accepts));
      read += page.cards.length;
      lists += 1;
      next = page.next;
    } while (next !== null);
  }
  return { cards, next: undefined };
}
