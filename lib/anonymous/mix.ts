import { hexOf } from "../feedback-protocol/bytes.ts";
import { commitOf, openOuter } from "../feedback-protocol/envelope.ts";
import { addedDays } from "../feedback-protocol/epoch.ts";
import { type CommitList, commitsDigest } from "../feedback-protocol/ledger.ts";
import type { ReplyBundle } from "../feedback-protocol/reply.ts";
import { buildFact, type Fact } from "../shared/event.ts";
import type { StoredWeek } from "./directory.ts";
import { FeedbackReleased } from "./events.ts";
import type { Delivered, MixerStore, Pooled, Release } from "./mixer-store.ts";
import { shuffled } from "./shuffle.ts";

export interface MixerDependencies {
  readonly store: MixerStore;
  /** The key that opens the outer seals of a week. */
  readonly unwrapKey: (week: StoredWeek) => Promise<CryptoKey>;
  /** Puts files where everybody can fetch them. */
  readonly publish: (file: CommitList | ReplyBundle) => Promise<void>;
  readonly announce: (fact: Fact) => Promise<void>;
}

/** Fewer messages than this wait for others, but no longer than so many days. */
export const smallestBatch = 5;
export const longestWaitDays = 3;

interface Opened extends Delivered {
  readonly pooled: Pooled;
}

/**
 * The daily hand-over. Whatever interrupts it, the next run brings it to its end: what a day hands on is written down
 * before the first message is, and a message leaves the pool only when it is delivered, listed and told of.
 */
export function mixFeedback(dependencies: MixerDependencies) {
  return async (day: string): Promise<void> => {
    const weeks = await dependencies.store.listWeeks();
    const campaignIds = [...new Set(weeks.map(({ campaignId }) => campaignId))];
    for (const campaignId of campaignIds) {
      const ofCampaign = weeks.filter((week) => week.campaignId === campaignId);
      await mixCampaign(dependencies, { campaignId, weeks: ofCampaign, day });
      await dependencies.publish({ campaignId, replies: await dependencies.store.listReplies(campaignId) });
    }
  };
}

interface Batch {
  readonly campaignId: string;
  readonly weeks: readonly StoredWeek[];
  readonly day: string;
}

async function mixCampaign(dependencies: MixerDependencies, { campaignId, weeks, day }: Batch): Promise<void> {
  const { store } = dependencies;
  const opened: Opened[] = [];
  for (const week of weeks) opened.push(...(await openWeek(dependencies, week)));
  const releases = await store.listReleases(campaignId);
  const unfinished = releases.filter(({ isComplete }) => !isComplete);
  for (const release of unfinished) await finish(dependencies, campaignId, { release, opened });

  const begun = new Set(unfinished.flatMap(({ commits }) => commits));
  const waiting = opened.filter(({ commit }) => !begun.has(commit));
  if (releases.some((release) => release.day === day) || !(await isDue(store, campaignId, { waiting, day }))) return;
  const release = newRelease(waiting, day);
  await store.saveRelease(campaignId, release);
  await finish(dependencies, campaignId, { release, opened: waiting });
  await store.saveHeldSince(campaignId, undefined);
}

async function openWeek({ store, unwrapKey }: MixerDependencies, week: StoredWeek): Promise<Opened[]> {
  const pooled = await store.listPooled(week);
  if (pooled.length === 0) return [];
  const key = await unwrapKey(week);
  const unreadable: Pooled[] = [];
  const opened: Opened[] = [];
  for (const one of pooled) {
    const inner = await openOuter(one.outer, key, week).catch(() => undefined);
    if (inner === undefined) unreadable.push(one);
    else opened.push({ commit: hexOf(await commitOf(inner)), inner, epoch: week.epoch, pooled: one });
  }
  // Made by nobody's page: it cost its sender a token, and nobody can ever read it.
  await store.removePooled(unreadable);
  return opened;
}

async function isDue(
  store: MixerStore,
  campaignId: string,
  { waiting, day }: { waiting: readonly Opened[]; day: string },
): Promise<boolean> {
  if (waiting.length === 0) return false;
  if (waiting.length >= smallestBatch) return true;
  const since = await store.findHeldSince(campaignId);
  if (since === undefined) await store.saveHeldSince(campaignId, day);
  return since !== undefined && day >= addedDays(since, longestWaitDays);
}

function newRelease(waiting: readonly Opened[], day: string): Release {
  const weeks: Record<string, number> = {};
  for (const { epoch } of waiting) weeks[epoch] = (weeks[epoch] ?? 0) + 1;
  const commits = [...new Set(waiting.map(({ commit }) => commit))].sort();
  return { day, commits, weeks, isComplete: false };
}

async function finish(
  { store, publish, announce }: MixerDependencies,
  campaignId: string,
  { release, opened }: { release: Release; opened: readonly Opened[] },
): Promise<void> {
  const { day, commits, weeks } = release;
  const mine = opened.filter(({ commit }) => commits.includes(commit));
  await store.deliver(campaignId, day, shuffled(mine));
  await publish({ campaignId, day, commits });
  await announce(await factOf(campaignId, { day, commits, weeks }));
  await store.removePooled(shuffled(mine.map(({ pooled }) => pooled)));
  await store.saveRelease(campaignId, { ...release, isComplete: true });
}

async function factOf(campaignId: string, { day, commits, weeks }: Omit<Release, "isComplete">): Promise<Fact> {
  const circumstances = { at: new Date(`${day}T00:00:00Z`), correlationId: `${campaignId}/${day}`, actor: null };
  return buildFact(FeedbackReleased, circumstances, {
    subject: { kind: "feedback_campaign", id: campaignId },
    occasion: day,
    organizationId: null,
    data: { campaignId, day, count: commits.length, commits: await commitsDigest(commits), weeks: { ...weeks } },
  });
}
