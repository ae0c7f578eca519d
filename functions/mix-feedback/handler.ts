import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import { announceOn } from "../../lib/anonymous/announcement.eventbridge.ts";
import { mixFeedback } from "../../lib/anonymous/mix.ts";
import { unwrapMixerSeed } from "../../lib/anonymous/mixer-key.kms.ts";
import { dynamodbMixerStore } from "../../lib/anonymous/mixer-store.dynamodb.ts";
import { publicFiles, s3PublicFiles } from "../../lib/anonymous/public-files.s3.ts";
import { deriveKeyPair } from "../../lib/feedback-protocol/suite.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { chinaDay } from "../../lib/shared/clock.ts";
import { environment } from "./environment.ts";

const settings = readEnvironment(environment);
const store = dynamodbMixerStore(createDocumentClient(), {
  pool: settings.POOL_TABLE,
  mailbox: settings.MAILBOX_TABLE,
  directory: settings.DIRECTORY_TABLE,
});
const kms = new KMSClient({});
const put = s3PublicFiles(new S3Client({ maxAttempts: 3 }), settings.PUBLIC_FILES);

const mix = mixFeedback({
  store,
  unwrapKey: async ({ mixerSeed }) =>
    (await deriveKeyPair(await unwrapMixerSeed(kms, settings.MIXER_KEY, mixerSeed))).privateKey,
  publish: (file) =>
    "day" in file
      ? put(publicFiles.commits(file.campaignId, file.day), file)
      : put(publicFiles.bundle(file.campaignId), file),
  announce: announceOn(new EventBridgeClient({}), settings.EVENT_BUS),
});

/** Scheduled once a day; says nothing of what it found. */
export const handler = async ({ time }: { readonly time: string }): Promise<void> => {
  await mix(chinaDay(new Date(time)));
};
