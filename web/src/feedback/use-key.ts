import { useState } from "react";
import { areEqual, type Bytes, fromBase64Url, toBase64Url } from "../../../lib/feedback-protocol/bytes.ts";
import { newReceipt, readWords } from "../../../lib/feedback-protocol/receipt.ts";
import { recipientKeyOf, unwrapSecret, wrapSecret } from "../../../lib/feedback-protocol/recipient-secret.ts";
import { unlock } from "./unlocked-key.ts";
import { type RecipientKey, useKeyChange } from "./use-feedback.ts";

export const shortestPassphrase = 12;

/** A secret of 128 bits for a new key, and its words; nothing is kept before the words are noted. */
export const newSecret = newReceipt;

/** Opens one's key with the passphrase; false when it is another one. */
export async function unlockWith(key: RecipientKey, passphrase: string): Promise<boolean> {
  const secret = await unwrapSecret(key.wrapped, passphrase);
  if (secret === undefined) return false;
  await unlock(secret);
  return true;
}

export type WordsVerdict = { readonly secret: Bytes } | "not_words" | "other_key";

export async function secretOfWords(words: string, key: RecipientKey): Promise<WordsVerdict> {
  const secret = await readWords(words);
  if (secret === undefined) return "not_words";
  const { publicKey } = await recipientKeyOf(secret);
  return areEqual(publicKey, fromBase64Url(key.publicKey)) ? { secret } : "other_key";
}

/** Keeps a secret under a passphrase on the server, and unlocks it here. */
export function useKeepKey(former: RecipientKey | null, onDone: () => void) {
  const [isBusy, setBusy] = useState(false);
  const change = useKeyChange(onDone);
  const keep = async (secret: Bytes, passphrase: string) => {
    setBusy(true);
    const { publicKey } = await recipientKeyOf(secret);
    const wrapped = await wrapSecret(secret, passphrase);
    const body = { publicKey: toBase64Url(publicKey), wrapped, version: (former?.version ?? 0) + 1 };
    await change.mutateAsync({ body }).then(
      () => unlock(secret),
      () => undefined,
    );
    setBusy(false);
  };
  return { keep, isBusy: isBusy || change.isPending, error: change.error };
}
