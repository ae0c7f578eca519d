import { createHash, timingSafeEqual } from "node:crypto";

const digestOf = (text: string) => createHash("sha256").update(text).digest();

/** In the same time whatever is given; where no secret is set up, none is the right one. */
export function isSameSecret(given: string, secret: string): boolean {
  return secret !== "" && timingSafeEqual(digestOf(given), digestOf(secret));
}
