import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publishLedger } from "../../../lib/feedback/publish-ledger.ts";
import { readWholeLedger } from "../../../lib/feedback/read-ledger.ts";
import { sweepFeedback } from "../../../lib/feedback/sweep-feedback.ts";
import { findBreak, type LedgerEntry } from "../../../lib/feedback-protocol/ledger.ts";
import { campaignId, campaignOf, caseOf, epoch, type Feedback, startFeedback, today } from "./feedback-fixture.ts";

let feedback: Feedback;
let sweep: ReturnType<typeof sweepFeedback>;
const files = new Map<string, readonly LedgerEntry[]>();

beforeAll(async () => {
  feedback = await startFeedback();
  sweep = sweepFeedback({
    ...feedback,
    publishLedger: publishLedger({
      ledger: feedback.ledger,
      put: async (id, entries) => void files.set(id, entries),
    }),
    newCorrelationId: () => "sweep",
  });
  await feedback.insert(campaignOf());
  const who = { accountId: "writer", campaignId, epoch };
  await feedback.issuance.record({ ...who, batchHash: "hash", tokens: 2, expiresAt: 1_900_000_000 });
});
afterAll(async () => feedback?.stop());

const accepted = (count: number, of: Record<string, number>, factId: string) => {
  const data = { count, commits: "0".repeat(64), ...of };
  return feedback.append(campaignId, { kind: "accepted", day: today, ref: null, data }, factId);
};
const at = (day: string) => new Date(`${day}T01:00:00Z`);

describe("the daily round", () => {
  test("A16 counts a campaign as forged when more was spent than issued, and not before", async () => {
    await accepted(2, { [`spent ${epoch}`]: 2 }, "release-1");
    expect(await sweep(at("2026-11-21"))).toMatchObject({ campaigns: 1, forged: 0 });
    await accepted(1, { [`spent ${epoch}`]: 1 }, "release-2");
    expect(await sweep(at("2026-11-21"))).toMatchObject({ forged: 1 });
    expect(await sweep(at("2026-11-27"))).toMatchObject({ forged: 1 });
  });

  test("publishes how many tokens a week gave, once, in a chain that hangs together", async () => {
    await sweep(at("2026-11-27"));
    await sweep(at("2026-11-28"));
    const entries = await readWholeLedger(feedback.ledger, campaignId);
    expect(entries.filter(({ kind }) => kind === "issued").map(({ data }) => data)).toEqual([{ epoch, issued: 2 }]);
    expect(await findBreak(campaignId, entries)).toBeNull();
    expect(files.get(campaignId)).toEqual(entries);
  });

  test("makes the keys of this week and the next once, and tells of no second key of a week", async () => {
    const before = feedback.published.get(campaignId)?.map(({ keyId }) => keyId);
    await sweep(at("2026-11-28"));
    expect(feedback.published.get(campaignId)?.map(({ keyId }) => keyId)).toEqual(before);
  });

  test("tells silence of each message that was due and not answered, once, also after days without a round", async () => {
    const [late, answered] = ["a".repeat(64), "b".repeat(64)];
    await feedback.store.insertCase(caseOf(late, { answerBy: "2026-11-29" }));
    await feedback.store.insertCase(caseOf(answered, { answerBy: "2026-11-29", state: "answered" }));
    expect(await sweep(at("2026-12-03"))).toMatchObject({ silent: 1 });
    expect(await sweep(at("2026-12-04"))).toMatchObject({ silent: 0 });
    expect(await feedback.store.findCase(campaignId, late)).toMatchObject({ isSilent: true, version: 2 });
  });
});
