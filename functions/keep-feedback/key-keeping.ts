import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import { enlistWeek } from "../../lib/anonymous/enlist-week.dynamodb.ts";
import { wrapMixerSeed } from "../../lib/anonymous/mixer-key.kms.ts";
import { publicFiles, s3PublicFiles } from "../../lib/anonymous/public-files.s3.ts";
import { appendToLedger } from "../../lib/feedback/append-to-ledger.ts";
import { dynamodbFeedbackStore } from "../../lib/feedback/feedback-store.dynamodb.ts";
import { wrapIssuerKey } from "../../lib/feedback/issuer-key.kms.ts";
import { keepKeys } from "../../lib/feedback/keep-keys.ts";
import { dynamodbLedgerStore } from "../../lib/feedback/ledger-store.dynamodb.ts";
import { publishIndex } from "../../lib/feedback/publish-index.ts";
import { publishLedger } from "../../lib/feedback/publish-ledger.ts";
import { readOutcome } from "../../lib/feedback/read-ledger.ts";
import { hexOf, randomBytes, toBase64Url } from "../../lib/feedback-protocol/bytes.ts";
import { acceptUntil, forgottenAt } from "../../lib/feedback-protocol/epoch.ts";
import { deriveKeyPair } from "../../lib/feedback-protocol/suite.ts";
import { keyIdOf } from "../../lib/feedback-protocol/token.ts";
import { createdWhenUsed } from "../../lib/runtime/created-when-used.ts";
import type { createDocumentClient } from "../../lib/runtime/dynamodb.ts";

interface Settings {
  readonly FEEDBACK_TABLE: string;
  readonly DIRECTORY_TABLE: string;
  readonly PUBLIC_FILES: string;
  readonly ISSUER_KEY: string;
  readonly MIXER_KEY: string;
}

const newKeyPair = promisify(generateKeyPair);

/** Stores, ledger and keys of feedback, for its consumer and its daily round. */
export function keyKeeping(client: ReturnType<typeof createDocumentClient>, settings: Settings) {
  const kms = createdWhenUsed(() => new KMSClient({ maxAttempts: 3 }));
  const put = s3PublicFiles(
    createdWhenUsed(() => new S3Client({ maxAttempts: 3 })),
    settings.PUBLIC_FILES,
  );
  const store = dynamodbFeedbackStore(client, settings.FEEDBACK_TABLE);
  const ledger = dynamodbLedgerStore(client, settings.FEEDBACK_TABLE);
  const append = appendToLedger({ store: ledger });
  const enlist = enlistWeek(client, settings.DIRECTORY_TABLE);

  const keep = keepKeys({
    store,
    append,
    makeWeek: async ({ campaignId, epoch, day }) => {
      const { privateKey, publicKey } = await newKeyPair("rsa", { modulusLength: 2048 });
      const spki = new Uint8Array(publicKey.export({ format: "der", type: "spki" }));
      const pkcs8 = privateKey.export({ format: "der", type: "pkcs8" });
      const seed = randomBytes(32);
      const mixer = await deriveKeyPair(seed);
      return {
        campaignId,
        epoch,
        issuerKey: toBase64Url(spki),
        keyId: hexOf(await keyIdOf(spki)),
        wrappedIssuerKey: await wrapIssuerKey(kms, settings.ISSUER_KEY, pkcs8),
        mixerKey: toBase64Url(mixer.publicKey),
        mixerSeed: await wrapMixerSeed(kms, settings.MIXER_KEY, seed),
        acceptUntil: acceptUntil(day),
      };
    },
    enlist: (week, day) => enlist({ ...week, expiresAt: forgottenAt(day) }),
    publish: (campaignId, manifests) => put(publicFiles.keys(campaignId), { manifests }),
  });
  const publish = publishLedger({
    ledger,
    put: (campaignId, entries) => put(publicFiles.ledger(campaignId), { campaignId, entries }),
  });
  const publishOverview = publishIndex({
    read: readOutcome({ store, ledger }),
    put: (outcome) => put(publicFiles.index, outcome),
  });
  const publishAll = async (campaignId: string): Promise<void> => {
    await publish(campaignId);
    await publishOverview();
  };
  return { store, ledger, append, keep, publishLedger: publishAll };
}
