import { hexOf, sha256, utf8 } from "./bytes.ts";

export interface ManifestRecipient {
  readonly rid: string;
  /** base64url of the uncompressed point. */
  readonly publicKey: string;
  readonly roleLabel: string;
}

export interface Question {
  readonly questionId: string;
  readonly kind: "text" | "choice" | "scale";
  readonly text: string;
  /** Of a choice. */
  readonly options: readonly string[];
}

/** Everything that a writer's browser has to know of a campaign in one week; the same for everybody. */
export interface Manifest {
  readonly suite: string;
  readonly campaignId: string;
  readonly epoch: string;
  readonly opensOn: string;
  readonly closesOn: string | null;
  /** Tokens of this week are taken until the end of this day. */
  readonly acceptUntil: string;
  readonly tokensPerPerson: number;
  readonly issuerKey: string;
  readonly keyId: string;
  readonly mixerKey: string;
  readonly recipients: readonly ManifestRecipient[];
  readonly bodyBytes: number;
  readonly title: string;
  readonly introduction: string;
  readonly about: string;
  /** The organisation whose people may write, and how many they were. */
  readonly scopeName: string;
  readonly eligible: number;
  readonly questions: readonly Question[];
}

/** SHA-256 in hex over the manifest with its fields in the order of their names. */
export async function manifestDigest(manifest: Manifest): Promise<string> {
  return hexOf(await sha256(utf8(JSON.stringify(sorted(manifest)))));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, one]) => [name, sorted(one)]));
}

/** Where a client learned of the keys. */
export interface ManifestWitnesses {
  readonly application: Manifest;
  /** The files beside the writer's page, on the other host. */
  readonly mirror: Manifest;
  /** The digest that the public, chained ledger holds. */
  readonly ledgerDigest: string;
}

/** Throws unless all witnesses know the same keys: a key made for one person would give that person away. */
export async function requireAgreement({ application, mirror, ledgerDigest }: ManifestWitnesses): Promise<Manifest> {
  const digests = await Promise.all([manifestDigest(application), manifestDigest(mirror)]);
  if (digests.some((digest) => digest !== ledgerDigest)) throw new Error("keys_differ");
  return application;
}
