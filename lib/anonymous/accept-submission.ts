import { type Bytes, hexOf, sha256 } from "../feedback-protocol/bytes.ts";
import { readSubmission } from "../feedback-protocol/envelope.ts";
import { isGenuine, keyIdIn, nonceOf } from "../feedback-protocol/token.ts";
import type { DropStore } from "./drop-store.ts";

export interface DropDependencies {
  readonly store: DropStore;
  readonly today: () => string;
}

/**
 * Takes an envelope for a token, once. The same request again is taken again, because an answer can get lost; another
 * envelope for the same token is not. Why something is refused is not told. Units: 1 read; 2 writes for the token and 2 for
 * each KB of the envelope, because they stand or fall together.
 */
export function acceptSubmission({ store, today }: DropDependencies) {
  return async (request: Uint8Array): Promise<"accepted" | "refused"> => {
    const submission = readSubmission(request);
    if (submission === undefined) return "refused";
    const { prepared, outer } = submission;
    const key = await store.findKey(hexOf(keyIdIn(prepared)));
    if (key === undefined || today() > key.acceptUntil) return "refused";
    if (!(await isGenuine(submission, key, key.issuerKey))) return "refused";

    const { campaignId, epoch, expiresAt } = key;
    const salt = await store.saltOf(epoch, expiresAt);
    const spent = await underSalt(salt, nonceOf(prepared));
    const print = await underSalt(salt, await sha256(outer));
    const result = await store.redeem({ campaignId, epoch, spent, print, outer, expiresAt });
    if (result === "done") return "accepted";
    return (await store.findPrint(spent)) === print ? "accepted" : "refused";
  };
}

async function underSalt(salt: Bytes, value: Bytes): Promise<string> {
  const key = await crypto.subtle.importKey("raw", salt, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return hexOf(new Uint8Array(await crypto.subtle.sign("HMAC", key, value)));
}
