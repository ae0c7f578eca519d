import { listedCategories } from "../../lib/message/audience.ts";
import type { CategoryCounts, CountDirectory } from "../../lib/message/directories.ts";
import { type CountKey, countKey } from "../../lib/statistics/dimensions.ts";
import type { Counts, StatisticsStore } from "../../lib/statistics/statistics-store.ts";

const pageSize = 100;

const keyOf = (category: (typeof listedCategories)[number]): CountKey =>
  countKey(/member$/.test(category) ? "member" : "candidate", "category", category);

function byCategory(counts: Counts): CategoryCounts {
  return Object.fromEntries(listedCategories.map((category) => [category, counts.get(keyOf(category)) ?? 0]));
}

/** The numbers of people, as messages ask for them. */
export function countDirectory(store: Pick<StatisticsStore, "readCounts" | "listBelow">): CountDirectory {
  return {
    async countSubtree(organizationId) {
      return byCategory(await store.readCounts(organizationId));
    },

    async countOwn(organizationId) {
      const own = new Map(await store.readCounts(organizationId));
      let from: string | null = null;
      do {
        const page: Awaited<ReturnType<StatisticsStore["listBelow"]>> = await store.listBelow(organizationId, {
          limit: pageSize,
          from,
        });
        for (const { counts } of page.items) {
          for (const [key, count] of counts) own.set(key, (own.get(key) ?? 0) - count);
        }
        from = page.next;
      } while (from !== null);
      return byCategory(own);
    },
  };
}
