import { RSABSSA } from "@cloudflare/blindrsa-ts";
import { type Bytes, randomBytes } from "./bytes.ts";
import { nonceBytes } from "./sizes.ts";
import { importIssuerKey, type Token, type TokenScope, tokenInput } from "./token.ts";

// The name of the variant is part of the promise: the deterministic ones would let an issuer recognise what it signed.
const suite = RSABSSA.SHA384.PSS.Randomized();

/** A token on its way: what goes to the issuer, and what never leaves the browser. */
export interface BlindedToken {
  readonly blinded: Bytes;
  readonly prepared: Bytes;
  readonly inverse: Bytes;
}

/** RFC 9474, section 4.2. */
export async function blindToken(scope: TokenScope, issuerKey: Uint8Array): Promise<BlindedToken> {
  const prepared = suite.prepare(await tokenInput(randomBytes(nonceBytes), scope, issuerKey));
  const { blindedMsg, inv } = await suite.blind(await importIssuerKey(issuerKey), prepared);
  return { blinded: own(blindedMsg), prepared: own(prepared), inverse: own(inv) };
}

/** RFC 9474, section 4.4; throws when the answer is not a signature of this key over this token. */
export async function finalizeToken(
  { prepared, inverse }: BlindedToken,
  blindSignature: Uint8Array,
  issuerKey: Uint8Array,
): Promise<Token> {
  const signature = await suite.finalize(await importIssuerKey(issuerKey), prepared, blindSignature, inverse);
  return { prepared, signature: own(signature) };
}

const own = (bytes: Uint8Array): Bytes => new Uint8Array(bytes);
