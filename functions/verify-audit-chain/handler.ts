import { dynamodbAuditStore } from "../../lib/audit/audit-store.dynamodb.ts";
import { verifyNewEntries } from "../../lib/audit/verify-chain.ts";
import { scheduledJob } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { environment } from "./environment.ts";

const { AUDIT_TABLE } = readEnvironment(environment);
const verify = verifyNewEntries({ store: dynamodbAuditStore(createDocumentClient(), AUDIT_TABLE) });

export const handler = scheduledJob("verify-audit-chain", verify, () => new Date());
