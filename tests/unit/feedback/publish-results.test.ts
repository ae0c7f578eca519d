import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publishResults } from "../../../lib/feedback/publish-results.ts";
import { readOutcome } from "../../../lib/feedback/read-ledger.ts";
import { campaignId, campaignOf, caseOf, contextOf, type Feedback, startFeedback } from "./feedback-fixture.ts";

let feedback: Feedback;
let publish: ReturnType<typeof publishResults>;
const question = { questionId: "q1", kind: "choice" as const, text: "食堂", options: ["好", "不好"] };
let made = 0;

beforeAll(async () => {
  feedback = await startFeedback();
  publish = publishResults({ store: feedback.store });
  await feedback.insert(campaignOf({ questions: [question] }));
});
afterAll(async () => feedback?.stop());

const ask = async (cells: Record<string, number>, as = "reader-1") => {
  const { version = 1 } = (await feedback.store.findCampaign(campaignId)) ?? {};
  const body = { version, questions: [{ questionId: "q1", cells }] };
  return await publish({ params: { campaignId }, query: {}, body }, contextOf(as));
};
const classify = async (category: string | null, count: number) => {
  for (let index = 0; index < count; index++) {
    made += 1;
    await feedback.store.insertCase(caseOf(made.toString(16).padStart(64, "0"), { category }));
  }
};
const shown = async () => {
  const [first] = (await readOutcome(feedback)()).campaigns;
  return { topics: first?.topics, cells: first?.questions[0]?.cells };
};

describe("publishing results", () => {
  test("E1 shows nothing of fewer than ten answers or messages", async () => {
    await classify("后勤", 9);
    await ask({ 好: 5, 不好: 4 });
    expect(await shown()).toEqual({ topics: null, cells: null });
  });

  test("E2 leaves out topics of few messages and rounds the others down to fives", async () => {
    await classify("后勤", 7);
    await classify("教学", 12);
    await classify(null, 2);
    await ask({ 好: 15, 不好: 9 });
    expect(await shown()).toEqual({ topics: { 后勤: 15, 教学: 10 }, cells: { 好: 15, 不好: 9 } });
  });

  test("E3 refuses answers that differ by few from those shown; topics differ by fives or not at all", async () => {
    await expect(ask({ 好: 16, 不好: 9 })).rejects.toMatchObject({ options: { reasonCode: "difference_too_small" } });
    await classify("教学", 2);
    await ask({ 好: 20, 不好: 9 });
    expect(await shown()).toEqual({ topics: { 后勤: 15, 教学: 10 }, cells: { 好: 20, 不好: 9 } });
    await classify(null, 3);
    await ask({ 好: 20, 不好: 9 });
    expect((await shown()).topics).toEqual({ 后勤: 15, 教学: 10, 未分类: 5 });
  });

  test("is for recipients alone", async () => {
    await expect(ask({ 好: 30, 不好: 20 }, "manager")).rejects.toThrow("not_found");
  });
});
