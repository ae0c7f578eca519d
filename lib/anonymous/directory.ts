import * as z from "zod";

/** What the drop reads for a token. */
export const StoredIssuerKey = z.object({
  campaignId: z.string(),
  epoch: z.string(),
  issuerKey: z.string(),
  acceptUntil: z.iso.date(),
  expiresAt: z.int().positive(),
});

/** What the mixer reads of a campaign in a week; only the mixer can unwrap its seed. */
export const StoredWeek = StoredIssuerKey.extend({ mixerSeed: z.string() });
export type StoredWeek = z.infer<typeof StoredWeek>;

export const weeksPartition = "KEYS";
export const keyItemKey = (keyId: string) => ({ pk: `KEY#${keyId}`, sk: "KEY" });
export const weekItemKey = ({ campaignId, epoch }: { campaignId: string; epoch: string }) => ({
  pk: weeksPartition,
  sk: `${campaignId}#${epoch}`,
});
