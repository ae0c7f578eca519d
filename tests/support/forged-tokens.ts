import { createHmac, createPublicKey, generateKeyPairSync, type JsonWebKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { importJWK, type JWK, SignJWT, UnsecuredJWT } from "jose";
import type { TestProduct } from "./product.ts";

/** What a forger of these tests has at hand. */
interface Tools {
  readonly claims: Record<string, unknown> & { readonly exp: number };
  /** The public half of the issuer's key, with its id. */
  readonly key: OwnKey;
  readonly foreignKey: JsonWebKey;
  /** Good claims with changes, signed by the issuer. */
  readonly own: (changes: object) => Promise<string>;
  /** Good claims, signed by somebody else. */
  readonly strange: (header: object) => Promise<string>;
}

/**
 * Tokens that must open nothing, by what is wrong with them. Where the claims are what is wrong, the signature is the
 * issuer's own: only the check in question can refuse them.
 */
export const forgedTokens: Readonly<Record<string, (tools: Tools) => Promise<string>>> = {
  "no JWT": async () => "abc",
  "alg none": async ({ claims }) => new UnsecuredJWT(claims).encode(),
  "alg none with a signature": async ({ own, key }) => relabel(await own({}), { alg: "none", kid: key.kid }),
  "HS256 with the public key as its secret": async ({ key, claims }) => withPublicKeyAsSecret(key, claims),
  "another issuer": ({ own }) => own({ iss: "https://evil.example" }),
  "another audience": ({ own }) => own({ aud: "somebody-else" }),
  "no audience": ({ own }) => own({ aud: undefined }),
  "a time that is over": ({ own, claims }) => own({ exp: claims.exp - 601 }),
  "no end": ({ own }) => own({ exp: undefined }),
  "a time that has not come": ({ own, claims }) => own({ nbf: claims.exp }),
  "no account": ({ own }) => own({ campus_id: undefined }),
  "an unknown key id": ({ strange }) => strange({ kid: "foreign" }),
  "no key id": ({ strange }) => strange({}),
  "a key that the token itself brings": ({ strange, foreignKey }) => strange({ kid: "foreign", jwk: foreignKey }),
  "a key that it wants to be fetched": ({ strange }) => strange({ kid: "foreign", jku: "http://127.0.0.1:1/keys" }),
  "a foreign signature under a right key id": ({ strange, key }) => strange({ kid: key.kid }),
  "a changed signature": async ({ own }) => changeSignature(await own({})),
};

export function forgersTools(product: TestProduct, account: string): Tools {
  const { sign, key } = ownSignature(product);
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const now = Math.floor(Date.now() / 1000);
  const person = { sub: account, campus_id: account, auth_time: now };
  const claims = { iss: product.issuer, aud: "dangjian-api", ...person, iat: now, exp: now + 600 };
  return {
    claims,
    key,
    foreignKey: publicKey.export({ format: "jwk" }),
    own: (changes) => sign({ ...claims, ...changes }),
    strange: (header) => new SignJWT(claims).setProtectedHeader({ alg: "RS256", ...header }).sign(privateKey),
  };
}

type OwnKey = JsonWebKey & { readonly kid: string };

/** Signs with the key of the sign-on itself, as nobody but it can. */
export function ownSignature({ dataDirectory }: Pick<TestProduct, "dataDirectory">) {
  const file = join(dataDirectory, "identity-provider-keys.json");
  const { keys } = JSON.parse(readFileSync(file, "utf8")) as { keys: { jwk: OwnKey }[] };
  const [first] = keys;
  if (first === undefined) throw new Error("the sign-on has no key");
  const key = first.jwk;
  const sign = async (payload: Record<string, unknown>): Promise<string> =>
    new SignJWT(payload).setProtectedHeader({ alg: "RS256", kid: key.kid }).sign(await importJWK(key as JWK, "RS256"));
  return { sign, key };
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

function relabel(token: string, header: object): string {
  return [encode(header), ...token.split(".").slice(1)].join(".");
}

function withPublicKeyAsSecret(key: OwnKey, claims: object): string {
  const secret = createPublicKey({ key, format: "jwk" }).export({ type: "spki", format: "pem" });
  const input = `${encode({ alg: "HS256", kid: key.kid })}.${encode(claims)}`;
  return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
}

function changeSignature(token: string): string {
  const [head, body, signature = ""] = token.split(".");
  const changed = signature.startsWith("A") ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
  return `${head}.${body}.${changed}`;
}
