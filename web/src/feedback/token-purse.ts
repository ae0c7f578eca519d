import type { Handed } from "../../../lib/feedback-protocol/handover.ts";
import { readToken } from "../../../lib/feedback-protocol/handover.ts";
import type { BlindedToken } from "../../../lib/feedback-protocol/token-client.ts";

type Scope = Pick<Handed, "campaignId" | "epoch">;

/** A blinded token as text; kept until it is answered, so that a repeat asks for the same signatures. */
export type PendingToken = Readonly<Record<keyof BlindedToken, string>>;

/** Tokens of one campaign and week. None are left once they were handed over, or where another device has them. */
export interface Purse extends Scope {
  readonly digest: string;
  readonly pending: readonly PendingToken[];
  readonly tokens: readonly string[];
  readonly isElsewhere: boolean;
}

/** What a browser keeps for one account between login and writing; says nothing of what was written. */
export interface PurseStore {
  list(): readonly Purse[];
  find(scope: Scope): Purse | undefined;
  save(purse: Purse): void;
  /** Forgets all weeks and campaigns but these. */
  keepOnly(scopes: readonly Scope[]): void;
}

const isSame = (a: Scope, b: Scope): boolean => a.campaignId === b.campaignId && a.epoch === b.epoch;

export function purseStore(
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem">,
  accountId: string,
): PurseStore {
  const key = `feedback-tokens/${accountId}`;
  const list = (): readonly Purse[] => {
    try {
      const value: unknown = JSON.parse(storage.getItem(key) ?? "[]");
      return Array.isArray(value) ? (value as Purse[]) : [];
    } catch {
      return [];
    }
  };
  const write = (purses: readonly Purse[]): void =>
    purses.length === 0 ? storage.removeItem(key) : storage.setItem(key, JSON.stringify(purses));
  return {
    list,
    find: (scope) => list().find((one) => isSame(one, scope)),
    save: (purse) => write([...list().filter((one) => !isSame(one, purse)), purse]),
    keepOnly: (scopes) => {
      const all = list();
      const kept = all.filter((one) => scopes.some((scope) => isSame(one, scope)));
      if (kept.length < all.length) write(kept);
    },
  };
}

/** Everything that can be handed over; all campaigns together, so that what is handed tells of no choice. */
export function handedFrom(purses: readonly Purse[]): Handed[] {
  return purses
    .filter(({ tokens }) => tokens.length > 0)
    .map(({ campaignId, epoch, digest, tokens }) => ({ campaignId, epoch, digest, tokens: tokens.flatMap(readToken) }));
}

/** After the handover nothing of the tokens stays on this side. */
export function emptied(store: PurseStore): void {
  for (const purse of store.list()) if (purse.tokens.length > 0) store.save({ ...purse, tokens: [] });
}
