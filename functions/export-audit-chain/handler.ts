import { S3Client } from "@aws-sdk/client-s3";
import { s3AuditArchive } from "../../lib/audit/audit-archive.s3.ts";
import { dynamodbAuditStore } from "../../lib/audit/audit-store.dynamodb.ts";
import { exportChain } from "../../lib/audit/export-chain.ts";
import { scheduledJob } from "../../lib/runtime/consumer.ts";
import { createdWhenUsed } from "../../lib/runtime/created-when-used.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { environment } from "./environment.ts";

const { AUDIT_TABLE, AUDIT_ARCHIVE } = readEnvironment(environment);
const archiveChain = exportChain({
  store: dynamodbAuditStore(createDocumentClient(), AUDIT_TABLE),
  archive: s3AuditArchive(
    createdWhenUsed(() => new S3Client({ maxAttempts: 3 })),
    AUDIT_ARCHIVE,
  ),
});

export const handler = scheduledJob("export-audit-chain", archiveChain, () => new Date());
