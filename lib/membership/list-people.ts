import { isAllowed, type Principal } from "../shared/access.ts";
import { AppError, notFound } from "../shared/errors.ts";
import { decodeCursor, encodeCursor, type Page } from "../shared/page.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { nameTermsOf, readSearchTerm, type SearchTerm } from "./name-terms.ts";
import { holdsMemberships, type OrganizationDirectory } from "./organization-directory.ts";
import type { PersonCard } from "./person.ts";
import type { CardList, PersonStore } from "./person-store.ts";
import { cardViewOf, type PersonCardView, type Sight, sightOf } from "./person-view.ts";
import type { listPeople as route } from "./routes.ts";
import { isEnded } from "./stage.ts";

export interface ListDependencies {
  readonly store: Pick<PersonStore, "readCards">;
  readonly organizations: OrganizationDirectory;
}

type Query = RouteInput<typeof route>["query"];

/** Cards that one request reads at most, and lists that it looks into: some 20 KB, so that no page costs more than another. */
const maximumCards = 60;
const maximumLists = 6;
/** Organisations that one step of a walk through a subtree takes from the tree. */
const walkStep = 8;
/** Up to so many branches are searched by reading their people; beyond, by what was typed. */
const fewBranches = 3;

/** A list to read, where it stands among the lists, and which of its cards count. */
interface Source {
  readonly position: string;
  readonly list: CardList;
  readonly accepts: (card: PersonCard) => boolean;
}

/**
 * Lists and searches the people of a subtree. Units: 2 to 5 for a page, whatever the size of the university: 1 for the
 * account, half a unit for the place, half a unit per 8 KB of the tree that is looked at, and 2 for the cards. A page may
 * be short, even empty, and still have a next one: the work of one request is bounded, not its yield.
 */
export function listPeople(dependencies: ListDependencies) {
  return async ({ query }: RouteInput<typeof route>, { principal }: RequestContext): Promise<Page<PersonCardView>> => {
    const root = await findRoot(dependencies, principal, query.organizationId);
    const sight = sightOf(principal, root.path);
    if (sight === undefined) throw new AppError("forbidden");
    refuseHiddenFilter(query, sight);
    const list = `people:${JSON.stringify([root.organizationId, query.q, query.stage, query.status, query.flag])}`;
    const start = query.cursor === undefined ? undefined : decodeCursor(list, query.cursor);
    const sources = sourcesOf(dependencies, { root, query, isRecordVisible: sight.isRecordVisible }, start?.position);
    const { cards, next } = await collect(dependencies, sources, { limit: query.limit, from: start?.from ?? "" });
    return {
      items: cards.map((card) => cardViewOf(card, sight)),
      nextCursor: next === undefined ? null : encodeCursor(list, { ...next }),
    };
  };
}

interface Root {
  readonly organizationId: string;
  readonly path: string;
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
function refuseHiddenFilter({ stage, flag, status }: Query, { isRecordVisible }: Sight): void {
  if (!isRecordVisible && (stage !== undefined || flag !== undefined || status !== "present")) {
    throw new AppError("forbidden");
  }
}

interface Plan {
  readonly root: Root;
  readonly query: Query;
  readonly isRecordVisible: boolean;
}

function sourcesOf(dependencies: ListDependencies, plan: Plan, position = ""): AsyncGenerator<Source> {
  const { root, query } = plan;
  const isWhole = root.path === `/${root.organizationId}/`;
  if (query.q !== undefined) return search(dependencies, plan, position);
  if (isWhole && query.stage !== undefined) return one({ by: "stage", stage: query.stage }, filterOf(query));
  return walk(dependencies, plan, position, filterOf(query));
}

async function* one(list: CardList, accepts: Source["accepts"]): AsyncGenerator<Source> {
  yield { position: "", list, accepts };
}

function filterOf({ stage, status, flag }: Query): Source["accepts"] {
  return (card) =>
    (stage === undefined ? isEnded(card.stage) === (status === "ended") : card.stage === stage) &&
    (flag !== "mobile" || card.isMobile) &&
    (flag !== "lost_contact" || card.isLostContact);
}

/** Branch by branch in the order of the tree; the position is the page of the tree and the branch on it. */
async function* walk(
  { organizations }: ListDependencies,
  { root, query }: Plan,
  position: string,
  accepts: Source["accepts"],
): AsyncGenerator<Source> {
  const isEndedList = query.stage === undefined ? query.status === "ended" : isEnded(query.stage);
  let [cursor = "", skip = "0"] = position.split(" ");
  for (;;) {
    const page = await organizations.listSubtree({
      root,
      status: isEndedList ? "all" : "active",
      limit: walkStep,
      cursor: cursor === "" ? undefined : cursor,
    });
    for (const [index, place] of page.items.entries()) {
      if (index < Number(skip) || !holdsMemberships(place)) continue;
      const list = { by: "place", organizationId: place.organizationId, isEnded: isEndedList } as const;
      yield { position: `${cursor} ${index}`, list, accepts };
    }
    if (page.nextCursor === null) return;
    [cursor, skip] = [page.nextCursor, "0"];
  }
}

async function* search(dependencies: ListDependencies, plan: Plan, position: string): AsyncGenerator<Source> {
  const term = readSearchTerm(plan.query.q ?? "");
  if (term === undefined || (term.kind === "number" && (!plan.isRecordVisible || term.text.length < 2))) return;
  const filter = filterOf(plan.query);
  const { root } = plan;
  if (root.path === `/${root.organizationId}/`) {
    yield* byTerm(term, position, filter);
    return;
  }
  const branches = await branchesBelow(dependencies, root);
  if (branches.size > fewBranches) {
    yield* byTerm(term, position, (card) => branches.has(card.organizationId) && filter(card));
    return;
  }
  yield* walk(dependencies, plan, position, (card) => filter(card) && matches(card, term));
}

async function branchesBelow({ organizations }: ListDependencies, root: Root): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await organizations.listSubtree({ root, status: "all", limit: 500, cursor });
    for (const place of page.items) if (holdsMemberships(place)) found.add(place.organizationId);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

async function* byTerm(term: SearchTerm, position: string, filter: Source["accepts"]): AsyncGenerator<Source> {
  switch (term.kind) {
    case "number":
      yield { position: "", list: { by: "number", beginning: term.text }, accepts: filter };
      return;
    case "name": {
      const accepts = (card: PersonCard) => card.name.startsWith(term.text) && filter(card);
      yield { position: "", list: { by: "pinyin", beginning: term.pinyin }, accepts };
      return;
    }
    case "letters": {
      const beginning = term.text;
      if (position !== "initials") yield { position: "pinyin", list: { by: "pinyin", beginning }, accepts: filter };
      // Whoever was found by the whole reading is not shown again.
      const accepts = (card: PersonCard) => filter(card) && !nameTermsOf(card.name).pinyin.startsWith(beginning);
      yield { position: "initials", list: { by: "initials", beginning }, accepts };
    }
  }
}

/** Within a branch, where everybody is read anyway, any part of the name will do. */
function matches(card: PersonCard, term: SearchTerm): boolean {
  switch (term.kind) {
    case "number":
      return card.campusId?.startsWith(term.text) === true;
    case "name":
      return card.name.includes(term.text);
    case "letters": {
      const { pinyin, initials } = nameTermsOf(card.name);
      return pinyin.includes(term.text) || initials.includes(term.text);
    }
  }
}

/** Reads list after list until the page is full or the work of one request is done. */
async function collect(
  { store }: ListDependencies,
  sources: AsyncGenerator<Source>,
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
