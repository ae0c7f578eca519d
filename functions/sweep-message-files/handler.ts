import { S3Client } from "@aws-sdk/client-s3";
import { s3AttachedFiles } from "../../lib/message/attached-files.s3.ts";
import { dynamodbDraftFileStore } from "../../lib/message/draft-file-store.dynamodb.ts";
import { sweepFiles } from "../../lib/message/keep-files.ts";
import { scheduledJob } from "../../lib/runtime/consumer.ts";
import { createdWhenUsed } from "../../lib/runtime/created-when-used.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { environment } from "./environment.ts";

const { MESSAGE_TABLE, ATTACHMENT_FILES } = readEnvironment(environment);

export const handler = scheduledJob(
  "sweep-message-files",
  sweepFiles({
    drafts: dynamodbDraftFileStore(createDocumentClient(), MESSAGE_TABLE),
    files: s3AttachedFiles(
      createdWhenUsed(() => new S3Client({ maxAttempts: 3 })),
      ATTACHMENT_FILES,
    ),
  }),
  () => new Date(),
);
