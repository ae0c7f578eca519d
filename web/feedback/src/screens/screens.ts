import type { Bytes } from "../../../../lib/feedback-protocol/bytes.ts";
import type { Manifest } from "../../../../lib/feedback-protocol/manifest.ts";
import type { Draft } from "../../../../lib/feedback-protocol/message.ts";
import type { Purse } from "../wallet.ts";

/** A message to which another one is added. */
export interface Earlier {
  readonly secret: Bytes;
}

/** A message on its way from the form to the envelope; in the memory of the page only. */
export interface Writing {
  readonly purse: Purse;
  readonly manifest: Manifest;
  readonly secret: Bytes;
  readonly earlier: Earlier | undefined;
  readonly draft: Draft;
  /** As they were chosen, to be cleaned anew when there are more. */
  readonly files: readonly File[];
}

export interface Receipt {
  readonly words: string;
  /** The public number of the message. */
  readonly commit: string;
  readonly due: number;
  readonly isFollowUp: boolean;
}

/** Where each screen can lead. Handed to the screens, which do not know each other. */
export interface Screens {
  /** `news`: what became of an envelope just now. */
  start(news?: readonly string[]): Promise<void>;
  before(purse: Purse, earlier?: Earlier): void;
  write(purse: Purse, earlier?: Earlier, former?: Writing): void;
  review(writing: Writing, refusals: readonly string[]): void;
  receipt(receipt: Receipt): void;
  replies(): void;
}
