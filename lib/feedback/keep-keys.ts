import { addedDays, epochOf } from "../feedback-protocol/epoch.ts";
import { type Manifest, manifestDigest } from "../feedback-protocol/manifest.ts";
import type { appendToLedger } from "./append-to-ledger.ts";
import type { Campaign } from "./campaign.ts";
import type { CampaignWeek, FeedbackStore } from "./feedback-store.ts";
import { manifestOf, type PublicKeys } from "./manifest-of.ts";

export interface KeyKeeping {
  readonly store: FeedbackStore;
  readonly append: ReturnType<typeof appendToLedger>;
  /** Makes the keys of a week and puts what drop and mixer need where they look for it. */
  readonly makeWeek: (week: {
    campaignId: string;
    epoch: string;
    day: string;
  }) => Promise<Omit<CampaignWeek, "digest">>;
  readonly enlist: (week: Omit<CampaignWeek, "digest">, day: string) => Promise<void>;
  readonly publish: (campaignId: string, manifests: readonly Manifest[]) => Promise<void>;
}

/**
 * Brings the keys of a campaign up to date: those of this week and of the next are there, published beside the writer's page,
 * and their digests stand in the public chain. May be repeated; a week never gets a second key.
 */
export function keepKeys(dependencies: KeyKeeping) {
  const { store, publish } = dependencies;
  return async (campaign: Campaign, today: string): Promise<void> => {
    const keys = await findPublicKeys(store, campaign);
    const weeks: { week: CampaignWeek; manifest: Manifest }[] = [];
    for (const day of [today, addedDays(today, 7)]) {
      if (campaign.closesOn !== null && epochOf(day) > epochOf(campaign.closesOn)) continue;
      const week = await ensureWeek(dependencies, campaign.campaignId, day);
      weeks.push({ week, manifest: manifestOf(campaign, week, keys) });
    }
    // First the files: writers are told of a week as soon as its digest stands, and then look for them.
    await publish(
      campaign.campaignId,
      weeks.map(({ manifest }) => manifest),
    );
    for (const one of weeks) await tell(dependencies, { ...one, today });
  };
}

export async function findPublicKeys(
  store: Pick<FeedbackStore, "findRecipientKey">,
  { recipients }: Campaign,
): Promise<PublicKeys> {
  const found = await Promise.all(
    recipients.map(async ({ accountId }) => [accountId, await store.findRecipientKey(accountId)] as const),
  );
  return new Map(found.flatMap(([accountId, key]) => (key === undefined ? [] : [[accountId, key.publicKey] as const])));
}

async function ensureWeek({ store, makeWeek, enlist }: KeyKeeping, campaignId: string, day: string) {
  const epoch = epochOf(day);
  if ((await store.findWeek(campaignId, epoch)) === undefined) {
    await store.insertWeek({ ...(await makeWeek({ campaignId, epoch, day })), digest: "" });
  }
  const week = await store.findWeek(campaignId, epoch);
  if (week === undefined) throw new Error("the week was not kept");
  // Said again each time: whoever was interrupted between the two is made good.
  await enlist(week, day);
  return week;
}

async function tell(
  { store, append }: KeyKeeping,
  { week, manifest, today }: { week: CampaignWeek; manifest: Manifest; today: string },
): Promise<void> {
  const digest = await manifestDigest(manifest);
  if (week.digest === digest) return;
  const { campaignId, epoch } = week;
  const data = { epoch, digest, recipients: manifest.recipients.length };
  await append(campaignId, { kind: "keys_published", day: today, ref: null, data }, `keys/${epoch}/${digest}`);
  await store.saveDigest({ ...week, digest });
}
