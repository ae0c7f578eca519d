import { epochOf } from "../../../lib/feedback-protocol/epoch.ts";
import { type Handed, readToken, writeToken } from "../../../lib/feedback-protocol/handover.ts";
import type { Manifest } from "../../../lib/feedback-protocol/manifest.ts";
import type { Token } from "../../../lib/feedback-protocol/token.ts";
import { findAgreedManifest } from "./agreed-keys.ts";
import { today } from "./clock.ts";
import { stored } from "./stored.ts";

/** Tokens of one campaign and week that wait to be used. */
export interface Purse {
  readonly campaignId: string;
  readonly epoch: string;
  readonly digest: string;
  readonly tokens: readonly string[];
  /** Once the keys were compared; from then on no network is needed to write. */
  readonly manifest: Manifest | null;
}

export type PurseState = "ready" | "offline" | "keys_differ";

const purses = stored<readonly Purse[]>("fb.tokens", [], (value): value is readonly Purse[] => Array.isArray(value));

const isSame = (a: Pick<Purse, "campaignId" | "epoch">, b: Pick<Purse, "campaignId" | "epoch">): boolean =>
  a.campaignId === b.campaignId && a.epoch === b.epoch;

/** Takes over what the application handed; the same handover again changes nothing. */
export function takeOver(handed: readonly Handed[]): void {
  const all = [...purses.read()];
  for (const { campaignId, epoch, digest, tokens } of handed) {
    const index = all.findIndex((one) => isSame(one, { campaignId, epoch }));
    const former = all[index];
    const joint = [...new Set([...(former?.tokens ?? []), ...tokens.map(writeToken)])];
    const purse = { manifest: null, ...former, campaignId, epoch, digest, tokens: joint };
    if (index < 0) all.push(purse);
    else all[index] = purse;
  }
  if (handed.length > 0) purses.write(all);
}

/** Those of which something is left, which are still taken, and whose campaign is still open. */
export function listPurses(): readonly Purse[] {
  return purses.read().filter(({ tokens, manifest }) => tokens.length > 0 && (manifest === null || isOpen(manifest)));
}

function isOpen({ acceptUntil, closesOn }: Manifest): boolean {
  return acceptUntil >= today() && (closesOn === null || closesOn >= today());
}

export function dropExpired(): void {
  purses.write(listPurses());
}

export interface CheckedPurse {
  readonly purse: Purse;
  readonly state: PurseState;
}

/** Compares the keys of one purse; without a network what was compared before stands. */
export async function checkPurse(purse: Purse): Promise<CheckedPurse> {
  try {
    const manifest = await findAgreedManifest(purse.campaignId, purse.epoch, purse.digest);
    const checked = { ...purse, manifest };
    save(checked);
    return { purse: checked, state: "ready" };
  } catch (error) {
    if (error instanceof Error && error.message === "keys_differ") return { purse, state: keptAfter(purse) };
    return { purse, state: purse.manifest === null ? "offline" : "ready" };
  }
}

/** Files of a past week are replaced by those of the next; a purse that was compared in its week stays good. */
const keptAfter = ({ manifest, epoch }: Purse): PurseState =>
  manifest !== null && epoch < epochOf(today()) ? "ready" : "keys_differ";

function save(purse: Purse): void {
  purses.write(purses.read().map((one) => (isSame(one, purse) ? purse : one)));
}

/** Takes one token out: whatever happens next, it is not used for another message. */
export function spendToken(purse: Purse): Token | undefined {
  const current = purses.read().find((one) => isSame(one, purse));
  const [first, ...rest] = current?.tokens ?? [];
  if (current === undefined || first === undefined) return undefined;
  purses.write(
    purses
      .read()
      .flatMap((one) => (isSame(one, purse) ? (rest.length > 0 ? [{ ...current, tokens: rest }] : []) : [one])),
  );
  return readToken(first)[0];
}
