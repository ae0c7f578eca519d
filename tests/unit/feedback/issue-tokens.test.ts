import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Campaign } from "../../../lib/feedback/campaign.ts";
import { issueTokens } from "../../../lib/feedback/issue-tokens.ts";
import { fromBase64Url, toBase64Url } from "../../../lib/feedback-protocol/bytes.ts";
import { isGenuine } from "../../../lib/feedback-protocol/token.ts";
import { blindToken, finalizeToken } from "../../../lib/feedback-protocol/token-client.ts";
import type { Role } from "../../../lib/shared/access.ts";
import { noiseOf } from "../../support/feedback-issuer.ts";
import { campaignOf, contextOf, epoch, type Feedback, places, startFeedback, today } from "./feedback-fixture.ts";

let feedback: Feedback;
let issue: ReturnType<typeof issueTokens>;
let campaign: Campaign;
let issuerKey: Uint8Array<ArrayBuffer>;
let made = 0;

beforeAll(async () => {
  feedback = await startFeedback();
  issue = issueTokens({ ...feedback, places });
});
afterAll(async () => feedback?.stop());
beforeEach(async () => {
  made += 1;
  campaign = campaignOf({ campaignId: `fbc-${String(made).padStart(20, "0")}` });
  await feedback.insert(campaign);
  await feedback.keep(campaign, today);
  const week = await feedback.store.findWeek(campaign.campaignId, epoch);
  issuerKey = fromBase64Url(week?.issuerKey ?? "");
});

const scope = () => ({ campaignId: campaign.campaignId, epoch });
const blind = () => blindToken(scope(), issuerKey);
/** To the issuer every number of the range is a blinded token; blinding two hundred would take seconds. */
const batch = (size = campaign.tokensPerPerson) =>
  Array.from({ length: size }, () => {
    const bytes = noiseOf(256);
    bytes[0] = 1;
    return toBase64Url(bytes);
  });
const ask = (accountId: string, blinded: string[], more: { epoch?: string; at?: Date } = {}) =>
  issue(
    { params: { campaignId: campaign.campaignId }, query: {}, body: { epoch: more.epoch ?? epoch, blinded } },
    contextOf(accountId, more.at),
  );

const tokensIssued = { options: { reasonCode: "tokens_issued" } };

describe("issuing tokens", () => {
  test("A11 gives at most n signatures to a hundred different requests at once", async () => {
    const batches = Array.from({ length: 100 }, () => batch());
    const answers = await Promise.allSettled(batches.map((one) => ask("writer", one)));
    const given = answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value.signatures : []));
    expect(given).toHaveLength(campaign.tokensPerPerson);
    for (const answer of answers) {
      if (answer.status === "rejected") expect(answer.reason).toMatchObject(tokensIssued);
    }
    expect(await feedback.issuance.countIssued(campaign.campaignId, epoch)).toBe(campaign.tokensPerPerson);
  });

  test("A11 gives the same answer to the same batch, however often it is asked for at once", async () => {
    const one = batch();
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask("writer", one)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await feedback.issuance.countIssued(campaign.campaignId, epoch)).toBe(campaign.tokensPerPerson);
  });

  test("A12 answers every role alike: the same number of signatures of the same length", async () => {
    const roles: Role[] = ["committee_secretary", "branch_secretary", "system_administrator"];
    const answers = [];
    for (const role of [undefined, ...roles]) {
      const blinded = batch();
      const context = contextOf(`writer-${role}`);
      const assignments = role === undefined ? [] : [{ role, organizationId: "b01" }];
      const principal = { ...context.principal, assignments };
      const input = { params: { campaignId: campaign.campaignId }, query: {}, body: { epoch, blinded } };
      answers.push(await issue(input, { ...context, principal }));
    }
    const shapes = answers.map(({ signatures, ...rest }) => ({
      ...rest,
      lengths: signatures.map((one) => one.length),
    }));
    expect(new Set(shapes.map((shape) => JSON.stringify(shape))).size).toBe(1);
    expect(answers[0]?.signatures).toHaveLength(campaign.tokensPerPerson);
  });

  test("gives an account no token beyond n, whatever it tries", async () => {
    const first = batch();
    await expect(ask("farmer", batch(campaign.tokensPerPerson + 1))).rejects.toThrow("validation_failed");
    await expect(ask("farmer", batch(1))).rejects.toThrow("validation_failed");
    await expect(ask("farmer", [first[0] ?? "", first[0] ?? ""])).rejects.toThrow("validation_failed");
    await ask("farmer", first);
    await expect(ask("farmer", batch())).rejects.toMatchObject(tokensIssued);
    await expect(ask("farmer", [...first].reverse())).rejects.toMatchObject(tokensIssued);
    // Of last week, of the next one, of a year that a wrong clock shows.
    for (const other of ["2026-W46", "2026-W48", "1970-W01"]) {
      await expect(ask("farmer", batch(), { epoch: other })).rejects.toMatchObject({
        options: { reasonCode: "not_open_this_week" },
      });
    }
    expect(await feedback.issuance.countIssued(campaign.campaignId, epoch)).toBe(campaign.tokensPerPerson);
    const next = new Date("2026-11-24T04:00:00Z");
    await expect(ask("farmer", first, { epoch: "2026-W48", at: next })).resolves.toMatchObject({ epoch: "2026-W48" });
  });

  test("costs nobody the tokens of the week when the batch cannot be signed", async () => {
    const [good = ""] = batch(1);
    await expect(ask("careless", [good, "AQ"])).rejects.toThrow("validation_failed");
    await expect(ask("careless", batch())).resolves.toMatchObject({ epoch });
  });

  test("is for those who belong to the scope; others are not told that there is a campaign", async () => {
    await expect(ask("stranger-1", batch())).rejects.toThrow("not_found");
  });

  test("gives tokens that are worth something until the week after, and in no other campaign", async () => {
    const blinded = [await blind(), await blind()] as const;
    const texts = blinded.map((one) => toBase64Url(one.blinded));
    const { signatures } = await ask("writer", texts);
    const token = await finalizeToken(blinded[0], fromBase64Url(signatures[0] ?? ""), issuerKey);
    expect(await isGenuine(token, scope(), issuerKey)).toBe(true);
    expect(await isGenuine(token, { ...scope(), epoch: "2026-W48" }, issuerKey)).toBe(false);
  });
});
