import { decodeCursor, encodeCursor, type Page } from "../shared/page.ts";
import type { RouteInput } from "../shared/route.ts";
import { type CountKey, countKey } from "./dimensions.ts";
import type { listCountedPeople as route } from "./routes.ts";
import type { PersonLine, StatisticsStore } from "./statistics-store.ts";

type Lists = Pick<StatisticsStore, "listPeople" | "listHolders">;

/** What one request reads at most, in half units: a list of holders is one, and so are some 16 people (4 KB). */
const maximumReads = 8;
const peoplePerRead = 16;

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
 * The people behind a number, branch by branch. Each organisation knows who directly below it has anybody under the key, so
 * that three people of a whole university are found at once. Units: at most 4.5 a page, whatever the size of the
 * university. A page may be short, even empty, and still have a next one: the work of one request is bounded.
 */
export function listCountedPeople({ store }: { readonly store: Lists }) {
  return async ({ params, query }: RouteInput<typeof route>): Promise<Page<Found>> => {
    const { population, dimension, band, limit, cursor } = query;
    const list = `counted:${JSON.stringify([params.organizationId, population, dimension, band])}`;
    const walk = new Walk(store, countKey(population, dimension, band), limit);
    await walk.begin(params.organizationId, cursor === undefined ? undefined : positionIn(decodeCursor(list, cursor)));
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
  private reads = 0;
  /** By what the last person on the page is sorted. */
  private last: string | null = null;

  constructor(lists: Lists, key: CountKey, limit: number) {
    this.lists = lists;
    this.key = key;
    this.limit = limit;
  }

  /** `start`: where a former page stopped. Whether the asked organisation is a branch is not known before. */
  async begin(organizationId: string, start: Position | undefined): Promise<void> {
    const isBranch = !(await this.descend([organizationId], start));
    if (isBranch) await this.collect([organizationId], start?.from ?? null);
  }

  /** Whether anybody below has people under the key. The line of `start` is followed only where it still leads. */
  private async descend(line: readonly string[], start: Position | undefined): Promise<boolean> {
    const first = start?.line[line.length] ?? "";
    this.reads += 1;
    const holders = await this.lists.listHolders(line.at(-1) ?? "", this.key);
    for (const { organizationId, isBranch } of holders.filter((holder) => holder.organizationId >= first)) {
      const below = [...line, organizationId];
      const isStart = organizationId === first;
      if (!isStart && this.isDone()) {
        this.next = { line: below, from: null };
        return true;
      }
      if (isBranch) await this.collect(below, isStart ? (start?.from ?? null) : null);
      else await this.descend(below, isStart ? start : undefined);
      if (this.next !== undefined) return true;
    }
    return holders.length > 0;
  }

  private async collect(line: readonly string[], begin: string | null): Promise<void> {
    let from = begin;
    do {
      if (this.isDone()) {
        this.next = { line, from };
        return;
      }
      const page = await this.lists.listPeople(line.at(-1) ?? "", { limit: this.share(), from });
      this.reads += Math.max(1, Math.ceil(page.items.length / peoplePerRead));
      for (const person of page.items.filter(({ keys }) => keys.includes(this.key))) {
        if (this.found.length >= this.limit) {
          this.next = { line, from: this.last };
          return;
        }
        this.last = person.nameOrder;
        this.found.push(shownOf(person));
      }
      from = page.next;
    } while (from !== null);
  }

  /** As many people as the rest of the work allows, two lots at most. */
  private share(): number {
    return peoplePerRead * Math.min(2, maximumReads - this.reads);
  }

  private isDone(): boolean {
    return this.found.length >= this.limit || this.reads >= maximumReads;
  }
}

function shownOf({ personId, name, organizationId }: PersonLine): Found {
  return { personId, name, organizationId };
}
