import { findBreak } from "../../../lib/feedback-protocol/ledger.ts";
import { type Manifest, manifestDigest } from "../../../lib/feedback-protocol/manifest.ts";
import { readLedger, readManifests } from "./public-files.ts";

/**
 * The manifest of a week on which all agree: the application, which handed over a digest; the files of this host; and the
 * public chain. Recipients may have changed since the handover, and a cache may be some minutes behind: the chain has to
 * know both. Throws "keys_differ" where somebody shows this page keys that are not everybody's.
 */
export async function findAgreedManifest(campaignId: string, epoch: string, handedDigest: string): Promise<Manifest> {
  const [manifests, entries] = await Promise.all([readManifests(campaignId), readLedger(campaignId)]);
  const manifest = manifests.find((one) => one.epoch === epoch);
  if (manifest === undefined || (await findBreak(campaignId, entries)) !== null) throw new Error("keys_differ");
  const told = entries
    .filter(({ kind, data }) => kind === "keys_published" && data.epoch === epoch)
    .map(({ data }) => data.digest);
  const digest = await manifestDigest(manifest);
  if (!told.includes(handedDigest) || !told.includes(digest)) throw new Error("keys_differ");
  return manifest;
}
