import type { Bytes } from "../feedback-protocol/bytes.ts";

/** What the drop knows of an issuer's key. */
export interface IssuerKey {
  readonly campaignId: string;
  readonly epoch: string;
  /** SPKI. */
  readonly issuerKey: Bytes;
  /** The last day on which its tokens are taken. */
  readonly acceptUntil: string;
  /** Epoch seconds; the same for everything of the week. */
  readonly expiresAt: number;
}

export interface Redemption {
  readonly campaignId: string;
  readonly epoch: string;
  /** The nonce under the salt of the week. */
  readonly spent: string;
  /** The envelope under the same salt: a repeat of the same request is recognised by it. */
  readonly print: string;
  readonly outer: Bytes;
  readonly expiresAt: number;
}

export interface DropStore {
  findKey(keyId: string): Promise<IssuerKey | undefined>;
  /** The salt of a week; made at its first use, the same for everybody from then on. */
  saltOf(epoch: string, expiresAt: number): Promise<Bytes>;
  /** Marks the token as spent and puts the envelope into the pool, both or neither. */
  redeem(redemption: Redemption): Promise<"done" | "spent_before">;
  /** The envelope with which a token was spent. */
  findPrint(spent: string): Promise<string | undefined>;
}
