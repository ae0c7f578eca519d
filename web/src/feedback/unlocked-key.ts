import { useSyncExternalStore } from "react";
import type { Bytes } from "../../../lib/feedback-protocol/bytes.ts";
import { recipientKeyOf } from "../../../lib/feedback-protocol/recipient-secret.ts";

/** In the memory of this tab only: a reload locks it. */
let privateKey: CryptoKey | undefined;
const listeners = new Set<() => void>();

function set(next: CryptoKey | undefined): void {
  privateKey = next;
  for (const listener of listeners) listener();
}

export async function unlock(secret: Bytes): Promise<void> {
  set((await recipientKeyOf(secret)).privateKey);
}

export const lock = (): void => set(undefined);

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function useUnlockedKey(): CryptoKey | undefined {
  return useSyncExternalStore(subscribe, () => privateKey);
}
