import type { Circumstances } from "../shared/event.ts";
import type { PersonStore } from "./person-store.ts";
import { planChange } from "./write-person.ts";

/** So many people are looked at in one go, and so many written side by side. */
const sliceSize = 30;
const sideBySide = 5;

interface BranchMove {
  readonly from: string;
  readonly to: string;
  readonly mergeId: string;
  readonly circumstances: Circumstances;
}

/** The people of this context as a merge of branches asks for them. Whose membership ended stays where it ended. */
export function mergePeople({ store }: { store: PersonStore }) {
  return {
    /** Units: half a unit a page of 30, 1 read and 18 writes a person. */
    async moveSome({ from, to, mergeId, circumstances }: BranchMove): Promise<{ moved: number; isEmpty: boolean }> {
      const list = { by: "place", organizationId: from, isEnded: false } as const;
      const { cards } = await store.readCards(list, { limit: sliceSize, from: null });
      let moved = 0;
      for (let start = 0; start < cards.length; start += sideBySide) {
        const slice = cards.slice(start, start + sideBySide);
        const results = await Promise.all(slice.map(({ personId }) => moveOne(personId)));
        moved += results.filter(Boolean).length;
      }
      return { moved, isEmpty: cards.length === 0 };

      /** The list may lag: who belongs elsewhere by now is left alone, who was changed just now comes again. */
      async function moveOne(personId: string): Promise<boolean> {
        const before = await store.find(personId);
        if (before === undefined || before.organizationId !== from) return false;
        const write = planChange(before, { organizationId: to }, { circumstances, source: `merge:${mergeId}` });
        return write !== undefined && (await store.write([{ ...write, mergeId }])).length === 0;
      }
    },
  };
}
