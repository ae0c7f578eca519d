import { addedDays, epochOf } from "../feedback-protocol/epoch.ts";
import { chinaDay } from "../shared/clock.ts";
import { buildFact } from "../shared/event.ts";
import type { NewId } from "../shared/ids.ts";
import type { appendToLedger } from "./append-to-ledger.ts";
import { caseIdOf, type FeedbackCase } from "./campaign.ts";
import { FeedbackLeftSilent } from "./events.ts";
import type { FeedbackStore } from "./feedback-store.ts";
import type { IssuanceStore } from "./issuance-store.ts";
import type { keepKeys } from "./keep-keys.ts";
import type { LedgerStore } from "./ledger-store.ts";
import type { publishLedger } from "./publish-ledger.ts";
import { readWholeLedger } from "./read-ledger.ts";

export interface SweepDependencies {
  readonly store: FeedbackStore;
  readonly issuance: IssuanceStore;
  readonly ledger: LedgerStore;
  readonly append: ReturnType<typeof appendToLedger>;
  readonly keep: ReturnType<typeof keepKeys>;
  readonly publishLedger: ReturnType<typeof publishLedger>;
  readonly newCorrelationId: NewId;
}

/** After an outage not more days are made up for than this. */
const mostDays = 60;

/**
 * The daily round: keys of this week and the next are there, unanswered messages are told of as silence, and the tokens that
 * were spent are held against those issued. `forged`: campaigns in which more were spent.
 */
export function sweepFeedback(dependencies: SweepDependencies) {
  return async (scheduledFor: Date): Promise<{ campaigns: number; silent: number; forged: number }> => {
    const { store, keep, publishLedger } = dependencies;
    const today = chinaDay(scheduledFor);
    const campaigns = await store.listCampaigns("open");
    let forged = 0;
    for (const campaign of campaigns) {
      await keep(campaign, today);
      if (!(await holdsAgainstIssued(dependencies, campaign.campaignId, today))) forged += 1;
      await publishLedger(campaign.campaignId);
    }
    const silent = await tellSilence(dependencies, { scheduledFor, today });
    return { campaigns: campaigns.length, silent, forged };
  };
}

async function tellSilence(
  { store, newCorrelationId }: SweepDependencies,
  { scheduledFor, today }: { scheduledFor: Date; today: string },
): Promise<number> {
  let silent = 0;
  const next = addedDays((await store.findSweptDay()) ?? addedDays(today, -2), 1);
  const [first = next] = [next, addedDays(today, -mostDays)].sort().reverse();
  for (let day = first; day < today; day = addedDays(day, 1)) {
    for (const one of await store.listUnansweredDue(day)) {
      if (await becomeSilent(store, one, { at: scheduledFor, correlationId: newCorrelationId(), actor: null }))
        silent += 1;
    }
    await store.saveSweptDay(day);
  }
  return silent;
}

async function becomeSilent(
  store: FeedbackStore,
  one: FeedbackCase,
  circumstances: { at: Date; correlationId: string; actor: null },
): Promise<boolean> {
  const campaign = await store.findCampaign(one.campaignId);
  const next = { ...one, isSilent: true, version: one.version + 1 };
  const fact = buildFact(FeedbackLeftSilent, circumstances, {
    subject: { kind: "feedback", id: caseIdOf(one) },
    occasion: one.answerBy,
    organizationId: campaign?.organizationId ?? null,
    data: { campaignId: one.campaignId, commit: one.commit, version: next.version, due: one.answerBy },
  });
  return await store.saveCase(next, { facts: [fact], receipt: undefined, answer: next });
}

/** Publishes how many tokens of the week before were issued, once, and compares what was spent of every week. */
async function holdsAgainstIssued(
  { issuance, ledger, append }: SweepDependencies,
  campaignId: string,
  today: string,
): Promise<boolean> {
  const epoch = epochOf(addedDays(today, -7));
  const issued = await issuance.countIssued(campaignId, epoch);
  if (issued > 0) {
    const line = { kind: "issued", day: today, ref: null, data: { epoch, issued } } as const;
    await append(campaignId, line, `issued/${epoch}`);
  }
  const spent = spentByWeek(await readWholeLedger(ledger, campaignId));
  for (const [week, count] of spent) {
    // Weeks whose count has been forgotten were compared in their time.
    if (week >= epoch && count > (await issuance.countIssued(campaignId, week))) return false;
  }
  return true;
}

export function spentByWeek(
  entries: readonly { readonly kind: string; readonly data: Readonly<Record<string, string | number>> }[],
): Map<string, number> {
  const spent = new Map<string, number>();
  for (const { kind, data } of entries) {
    if (kind !== "accepted") continue;
    for (const [name, count] of Object.entries(data)) {
      const epoch = name.startsWith("spent ") ? name.slice("spent ".length) : undefined;
      if (epoch !== undefined) spent.set(epoch, (spent.get(epoch) ?? 0) + Number(count));
    }
  }
  return spent;
}
