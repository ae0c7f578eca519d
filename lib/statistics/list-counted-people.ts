import { decodeCursor, encodeCursor, type Page } from "../shared/page.ts";
import type { RouteInput } from "../shared/route.ts";
import { type CountKey, countKey } from "./dimensions.ts";
import type { listCountedPeople as route } from "./routes.ts";
import type { PersonLine, StatisticsStore } from "./statistics-store.ts";

type Lists = Pick<StatisticsStore, "listPeople" | "listBelow">;

/** Lists that one request looks into, and what it takes from one of them: an organisation weighs as much as five people. */
const maximumLists = 12;
const peopleLimit = 50;
const organizationLimit = 10;

interface Found {
  readonly personId: string;
  readonly name: string;
  readonly organizationId: string;
}

/** Ids from below the asked organisation down to where the walk stands, and the place in the list of people there. */
interface Position {
  readonly line: readonly string[];
  readonly from: string | null;
}

/**
 * The people behind a number, branch by branch. Organisations that count nobody under the key are passed over by their
 * counters, so that three people of a whole university are found at once. Units: half a unit per 4 KB of the lists, at
 * most some 20 a page. A page may be short, even empty, and still have a next one: the work of one request is bounded.
 */
export function listCountedPeople({ store }: { readonly store: Lists }) {
  return async ({ params, query }: RouteInput<typeof route>): Promise<Page<Found>> => {
    const { population, dimension, band, limit, cursor } = query;
    const list = `counted:${JSON.stringify([params.organizationId, population, dimension, band])}`;
    const walk = new Walk(store, countKey(population, dimension, band), limit);
    await walk.visit(
      [params.organizationId],
      cursor === undefined ? undefined : positionIn(decodeCursor(list, cursor)),
    );
    const { next } = walk;
    return {
      items: walk.found,
      nextCursor: next === undefined ? null : encodeCursor(list, { line: next.line.join("/"), from: next.from ?? "" }),
    };
  };
}

function positionIn({ line = "", from = "" }: Record<string, string>): Position {
  return { line: line.split("/"), from: from === "" ? null : from };
}

/** A walk through a subtree in the order of ids, from a position on, until the page is full or the work is done. */
class Walk {
  readonly found: Found[] = [];
  next: Position | undefined;
  private readonly lists: Lists;
  private readonly key: CountKey;
  private readonly limit: number;
  private looks = 0;
  /** By what the last person on the page is sorted. */
  private last: string | null = null;

  constructor(lists: Lists, key: CountKey, limit: number) {
    this.lists = lists;
    this.key = key;
    this.limit = limit;
  }

  /** `start`: where a former page stopped; it lies at or below the organisation. */
  async visit(line: readonly string[], start: Position | undefined): Promise<void> {
    const organizationId = line.at(-1) ?? "";
    const below = start?.line[line.length];
    if (below === undefined && (await this.collect(line, organizationId, start?.from ?? null))) return;
    await this.descend(line, organizationId, start);
  }

  /** Whether the organisation holds people itself: then it is a branch, with nobody below. */
  private async collect(line: readonly string[], organizationId: string, begin: string | null): Promise<boolean> {
    let from = begin;
    let isBranch = from !== null;
    do {
      if (this.isDone()) {
        this.next = { line, from };
        return true;
      }
      this.looks += 1;
      const page = await this.lists.listPeople(organizationId, { limit: peopleLimit, from });
      for (const person of page.items.filter(({ keys }) => keys.includes(this.key))) {
        if (this.found.length >= this.limit) {
          this.next = { line, from: this.last };
          return true;
        }
        this.last = person.nameOrder;
        this.found.push(shownOf(person));
      }
      isBranch ||= page.items.length > 0;
      from = page.next;
    } while (from !== null);
    return isBranch;
  }

  private async descend(line: readonly string[], organizationId: string, start: Position | undefined): Promise<void> {
    const first = start?.line[line.length];
    let from: string | null = null;
    do {
      this.looks += 1;
      const page = await this.lists.listBelow(organizationId, { limit: organizationLimit, from, startAt: first });
      for (const { organizationId: id, counts } of page.items) {
        const isStart = id === first;
        if (!isStart && (counts.get(this.key) ?? 0) === 0) continue;
        if (!isStart && this.isDone()) {
          this.next = { line: [...line, id], from: null };
          return;
        }
        await this.visit([...line, id], isStart ? start : undefined);
        if (this.next !== undefined) return;
      }
      from = page.next;
    } while (from !== null);
  }

  private isDone(): boolean {
    return this.found.length >= this.limit || this.looks >= maximumLists;
  }
}

function shownOf({ personId, name, organizationId }: PersonLine): Found {
  return { personId, name, organizationId };
}
