import { fromBase64Url, joined, slice, toBase64Url } from "./bytes.ts";
import { modulusBytes, preparedBytes } from "./sizes.ts";
import type { Token } from "./token.ts";

/** Tokens of one campaign and week on their way from the application to the writer's page; nothing in it says whose. */
export interface Handed {
  readonly campaignId: string;
  readonly epoch: string;
  /** Of the manifest that the application agreed to: the page on the other host compares it with its own. */
  readonly digest: string;
  readonly tokens: readonly Token[];
}

const name = "t=";

/**
 * The part of an address after `#`: browsers keep it to themselves, so that neither host is told of it, and it works where
 * pages of two hosts may not talk to each other.
 */
export function writeHandover(handed: readonly Handed[]): string {
  return handed
    .map(
      ({ campaignId, epoch, digest, tokens }) =>
        name + [campaignId, epoch, digest, ...tokens.map(writeToken)].join("~"),
    )
    .join("&");
}

/** Anybody can write an address: what is not of this form is left out. */
export function readHandover(fragment: string): Handed[] {
  return fragment
    .replace(/^#/, "")
    .split("&")
    .flatMap((part) => {
      const [campaignId = "", epoch = "", digest = "", ...tokens] = part.slice(name.length).split("~");
      const isOfForm =
        part.startsWith(name) &&
        /^fbc-[0-9a-z]{20}$/.test(campaignId) &&
        /^\d{4}-W\d{2}$/.test(epoch) &&
        /^[0-9a-f]{64}$/.test(digest);
      return isOfForm ? [{ campaignId, epoch, digest, tokens: tokens.flatMap(readToken) }] : [];
    });
}

export const writeToken = ({ prepared, signature }: Token): string => toBase64Url(joined(prepared, signature));

export function readToken(text: string): Token[] {
  try {
    const bytes = fromBase64Url(text);
    if (bytes.length !== preparedBytes + modulusBytes) return [];
    return [{ prepared: slice(bytes, 0, preparedBytes), signature: slice(bytes, preparedBytes, modulusBytes) }];
  } catch {
    return [];
  }
}
