import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from "jose";
import * as z from "zod";

const StoredKey = z.object({
  jwk: z.looseObject({ kty: z.literal("RSA"), kid: z.string() }),
  retiredAt: z.number().optional(),
});
const KeyFile = z.object({ cookieSecret: z.string(), keys: z.array(StoredKey).min(1) });

/** A retired key verifies for a day: far longer than any token that it signed lives. */
const RETIREMENT_MILLISECONDS = 24 * 60 * 60 * 1000;

export interface SigningKeys {
  readonly cookieSecret: string;
  /** The first one signs; all are published. */
  current(): readonly JWK[];
  rotate(): Promise<void>;
}

export async function openSigningKeys(file: string, now: () => number = Date.now): Promise<SigningKeys> {
  let stored: z.output<typeof KeyFile> = existsSync(file)
    ? KeyFile.parse(JSON.parse(readFileSync(file, "utf8")))
    : { cookieSecret: randomBytes(32).toString("base64url"), keys: [{ jwk: await createKey() }] };
  save(file, stored);
  const alive = () => stored.keys.filter((key) => (key.retiredAt ?? now()) + RETIREMENT_MILLISECONDS > now());
  return {
    cookieSecret: stored.cookieSecret,
    current: () => alive().map((key) => key.jwk as JWK),
    async rotate() {
      const retired = alive().map((key) => ({ ...key, retiredAt: key.retiredAt ?? now() }));
      stored = { ...stored, keys: [{ jwk: await createKey() }, ...retired] };
      save(file, stored);
    },
  };
}

async function createKey() {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, kty: "RSA" as const, kid: await calculateJwkThumbprint(jwk), alg: "RS256", use: "sig" };
}

/** By renaming, so that a crash leaves the old or the new file and never half of one. */
function save(file: string, content: z.output<typeof KeyFile>): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(content), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
