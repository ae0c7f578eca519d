import type { RouteInput } from "../shared/route.ts";
import { nameReadingsOf, nameTermsOf, readSearchTerm, type SearchTerm } from "./name-terms.ts";
import { holdsMemberships, type OrganizationDirectory } from "./organization-directory.ts";
import type { PersonCard } from "./person.ts";
import type { CardList } from "./person-store.ts";
import type { listPeople as route } from "./routes.ts";
import { isEnded } from "./stage.ts";

export type PeopleQuery = RouteInput<typeof route>["query"];

/** Organisations that one step of a walk through a subtree takes from the tree. */
const walkStep = 8;
/** Up to so many branches are searched by reading their people; beyond, by what was typed. */
const fewBranches = 3;

/** A list to read, where it stands among the lists, and which of its cards count. */
export interface CardSource {
  readonly position: string;
  readonly list: CardList;
  readonly accepts: (card: PersonCard) => boolean;
}

export interface Root {
  readonly organizationId: string;
  readonly path: string;
}

interface TreeDependencies {
  readonly organizations: Pick<OrganizationDirectory, "listSubtree" | "listOutline">;
}

interface Plan {
  readonly root: Root;
  readonly query: PeopleQuery;
  readonly isRecordVisible: boolean;
}

/** The lists in which the answer stands, one after the other, from the position of a former page on. */
export function cardSourcesOf(dependencies: TreeDependencies, plan: Plan, position = ""): AsyncGenerator<CardSource> {
  const { root, query } = plan;
  const isWhole = root.path === `/${root.organizationId}/`;
  if (query.q !== undefined) return search(dependencies, plan, position);
  if (isWhole && query.stage !== undefined) return one({ by: "stage", stage: query.stage }, filterOf(query));
  return walk(dependencies, plan, position, filterOf(query));
}

async function* one(list: CardList, accepts: CardSource["accepts"]): AsyncGenerator<CardSource> {
  yield { position: "", list, accepts };
}

function filterOf({ stage, status, flag }: PeopleQuery): CardSource["accepts"] {
  return (card) =>
    (stage === undefined ? isEnded(card.stage) === (status === "ended") : card.stage === stage) &&
    (flag !== "mobile" || card.isMobile) &&
    (flag !== "lost_contact" || card.isLostContact);
}

function isAboutEnded({ stage, status }: PeopleQuery): boolean {
  return stage === undefined ? status === "ended" : isEnded(stage);
}

/** Branch by branch in the order of the tree; the position is the page of the tree and the branch on it. */
async function* walk(
  { organizations }: TreeDependencies,
  { root, query }: Plan,
  position: string,
  accepts: CardSource["accepts"],
): AsyncGenerator<CardSource> {
  const isEndedList = isAboutEnded(query);
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

async function* search(dependencies: TreeDependencies, plan: Plan, position: string): AsyncGenerator<CardSource> {
  const term = readSearchTerm(plan.query.q ?? "");
  if (term === undefined || (term.kind === "number" && (!plan.isRecordVisible || term.text.length < 2))) return;
  const filter = filterOf(plan.query);
  const { root } = plan;
  if (root.path === `/${root.organizationId}/`) {
    yield* byTerm(term, position, filter);
    return;
  }
  const branches = await branchesBelow(dependencies, root);
  if (branches.length > fewBranches) {
    const inside = new Set(branches);
    yield* byTerm(term, position, (card) => inside.has(card.organizationId) && filter(card));
    return;
  }
  yield* searchBranches(branches, { term, filter, isEnded: isAboutEnded(plan.query) }, position);
}

/** First by how the names begin, which the order of a branch tells; then everybody else in whom the term stands anywhere. */
function* searchBranches(
  branches: readonly string[],
  { term, filter, isEnded }: { term: SearchTerm; filter: CardSource["accepts"]; isEnded: boolean },
  position: string,
): Generator<CardSource> {
  const beginning = term.kind === "number" ? undefined : term.kind === "name" ? term.pinyin : term.text;
  const isFirst = (card: PersonCard) => beginning !== undefined && nameTermsOf(card.name).pinyin.startsWith(beginning);
  const [phase = "", branch = ""] = position.split(" ");
  const place = (organizationId: string) => ({ by: "place", organizationId, isEnded }) as const;
  if (beginning !== undefined && phase !== "rest") {
    const accepts = (card: PersonCard) => filter(card) && matches(card, term);
    for (const id of from(branches, branch)) {
      yield { position: `first ${id}`, list: { ...place(id), beginning }, accepts };
    }
  }
  const accepts = (card: PersonCard) => filter(card) && !isFirst(card) && matches(card, term);
  for (const id of from(branches, phase === "rest" ? branch : "")) {
    yield { position: `rest ${id}`, list: place(id), accepts };
  }
}

/** From the branch on at which a former page stopped; from the first one when it is no longer there. */
function from(branches: readonly string[], branch: string): readonly string[] {
  return branches.slice(Math.max(branches.indexOf(branch), 0));
}

async function branchesBelow({ organizations }: TreeDependencies, root: Root): Promise<readonly string[]> {
  const outline = await organizations.listOutline(root);
  return outline.filter(holdsMemberships).map(({ organizationId }) => organizationId);
}

async function* byTerm(term: SearchTerm, position: string, filter: CardSource["accepts"]): AsyncGenerator<CardSource> {
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
      const accepts = (card: PersonCard) =>
        filter(card) && !nameReadingsOf(card.name).some(({ pinyin }) => pinyin.startsWith(beginning));
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
    case "letters":
      return nameReadingsOf(card.name).some(
        ({ pinyin, initials }) => pinyin.includes(term.text) || initials.includes(term.text),
      );
  }
}
