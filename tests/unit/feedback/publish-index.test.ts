import { expect, test } from "vitest";
import { publishIndex } from "../../../lib/feedback/publish-index.ts";

const outcome = (counts: Record<string, number>) => ({
  campaigns: [
    {
      campaignId: `fbc-${"a".repeat(20)}`,
      title: "意见箱",
      about: "学院党委",
      scopeName: "学院",
      state: "open" as const,
      counts,
      questions: [],
      topics: null,
      outcomes: [],
    },
  ],
});

/** Each reading gives the next of these, the last one for ever. */
function publishing(...readings: ReturnType<typeof outcome>[]) {
  const published: unknown[] = [];
  const read = async () => (readings.length > 1 ? readings.shift() : readings[0]) ?? outcome({});
  return {
    published,
    publish: publishIndex({ read, put: async (one) => void published.push(one.campaigns[0]?.counts) }),
  };
}

test("fields that come in another order are the same overview, published once", async () => {
  const { published, publish } = publishing(outcome({ accepted: 5, opened: 1 }), outcome({ opened: 1, accepted: 5 }));
  await publish();
  expect(published).toEqual([{ accepted: 5, opened: 1 }]);
});

test("what changed meanwhile is published after it, and nobody goes on for ever", async () => {
  const later = publishing(outcome({ accepted: 5 }), outcome({ accepted: 6 }));
  await later.publish();
  expect(later.published).toEqual([{ accepted: 5 }, { accepted: 6 }]);
  const restless = publishing(...Array.from({ length: 9 }, (_, accepted) => outcome({ accepted })));
  await restless.publish();
  expect(restless.published).toHaveLength(3);
});
