import { fromBase64Url, toBase64Url } from "../../../lib/feedback-protocol/bytes.ts";
import { writeToken } from "../../../lib/feedback-protocol/handover.ts";
import type { LedgerEntry } from "../../../lib/feedback-protocol/ledger.ts";
import { type Manifest, manifestDigest, requireAgreement } from "../../../lib/feedback-protocol/manifest.ts";
import { blindToken, finalizeToken } from "../../../lib/feedback-protocol/token-client.ts";
import type { Api } from "../api/client.ts";
import type { ResponseOf } from "../api/contract.ts";
import { ApiError } from "../api/errors.ts";
import type { PendingToken, Purse, PurseStore } from "./token-purse.ts";

type MyFeedback = ResponseOf<"GET /api/me/feedback">;

export interface Collecting {
  readonly api: Api;
  readonly fetch: typeof fetch;
  readonly purses: PurseStore;
}

export type PurseState = "ready" | "empty" | "elsewhere" | "keys_differ" | "failed";
export interface Collected {
  readonly manifest: Manifest;
  readonly state: PurseState;
}

/**
 * Fetches this week's tokens of every campaign in which one may write: for everybody, after every login, before anybody
 * thinks of writing, so that having fetched them says nothing.
 */
export async function collectTokens({ purses, ...rest }: Collecting, mine: MyFeedback): Promise<Collected[]> {
  purses.keepOnly(mine.writable);
  const collected: Collected[] = [];
  // One after the other: phones blind slowly.
  for (const manifest of mine.writable) {
    collected.push({ manifest, state: await collect({ purses, ...rest }, mine.origin, manifest) });
  }
  return collected;
}

async function collect(collecting: Collecting, origin: string, manifest: Manifest): Promise<PurseState> {
  const { purses } = collecting;
  const kept = purses.find(manifest);
  if (kept !== undefined && kept.pending.length === 0) return stateOf(kept);
  try {
    if (!(await isAgreed(collecting, origin, manifest))) return "keys_differ";
    const purse = kept ?? (await blindedPurse(manifest));
    // Before it is sent: an answer that gets lost is asked for again with the same batch.
    purses.save(purse);
    const filled = await fill(collecting.api, purse, manifest);
    purses.save(filled);
    return stateOf(filled);
  } catch {
    return "failed";
  }
}

function stateOf({ tokens, isElsewhere }: Purse): PurseState {
  if (tokens.length > 0) return "ready";
  return isElsewhere ? "elsewhere" : "empty";
}

/** Whether the application, the files of the other host and the public chain know the same keys. */
async function isAgreed({ api, fetch }: Collecting, origin: string, application: Manifest): Promise<boolean> {
  const { campaignId, epoch } = application;
  const response = await fetch(`${origin}/keys/${campaignId}.json`, {
    credentials: "omit",
    referrerPolicy: "no-referrer",
  });
  const { manifests } = (await response.json()) as { manifests: Manifest[] };
  const mirror = manifests.find((one) => one.epoch === epoch);
  const ledgerDigest = await findDigest(api, application);
  if (mirror === undefined || ledgerDigest === undefined) return false;
  return await requireAgreement({ application, mirror, ledgerDigest }).then(
    () => true,
    () => false,
  );
}

/** The latest digest of the week that the chain holds. */
async function findDigest(api: Api, { campaignId, epoch }: Manifest): Promise<string | undefined> {
  let digest: string | undefined;
  let cursor: string | undefined;
  do {
    const page = await api("GET /api/feedback/ledgers/{campaignId}", {
      params: { campaignId },
      query: cursor === undefined ? {} : { cursor },
    });
    for (const { kind, data } of page.items as readonly LedgerEntry[]) {
      if (kind === "keys_published" && data.epoch === epoch) digest = String(data.digest);
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return digest;
}

async function blindedPurse(manifest: Manifest): Promise<Purse> {
  const issuerKey = fromBase64Url(manifest.issuerKey);
  const pending: PendingToken[] = [];
  for (let count = 0; count < manifest.tokensPerPerson; count++) {
    const { blinded, prepared, inverse } = await blindToken(manifest, issuerKey);
    pending.push({ blinded: toBase64Url(blinded), prepared: toBase64Url(prepared), inverse: toBase64Url(inverse) });
  }
  const { campaignId, epoch } = manifest;
  return { campaignId, epoch, digest: await manifestDigest(manifest), pending, tokens: [], isElsewhere: false };
}

async function fill(api: Api, purse: Purse, manifest: Manifest): Promise<Purse> {
  const { campaignId, epoch, pending } = purse;
  try {
    const { signatures } = await api("POST /api/feedback/campaigns/{campaignId}/tokens", {
      params: { campaignId },
      body: { epoch, blinded: pending.map(({ blinded }) => blinded) },
    });
    const issuerKey = fromBase64Url(manifest.issuerKey);
    const tokens = await Promise.all(
      pending.map(async ({ blinded, prepared, inverse }, index) => {
        const token = {
          blinded: fromBase64Url(blinded),
          prepared: fromBase64Url(prepared),
          inverse: fromBase64Url(inverse),
        };
        return writeToken(await finalizeToken(token, fromBase64Url(signatures[index] ?? ""), issuerKey));
      }),
    );
    return { ...purse, pending: [], tokens };
  } catch (error) {
    if (isRefused(error, "tokens_issued")) return { ...purse, pending: [], isElsewhere: true };
    throw error;
  }
}

function isRefused(error: unknown, reason: string): boolean {
  return error instanceof ApiError && error.failure.kind === "problem" && error.failure.problem.reasonCode === reason;
}
