import { dynamodbAuditStore } from "../../lib/audit/audit-store.dynamodb.ts";
import { recordFacts } from "../../lib/audit/record-facts.ts";
import { factBatchConsumer } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { environment } from "./environment.ts";

const { AUDIT_TABLE } = readEnvironment(environment);
const store = dynamodbAuditStore(createDocumentClient(), AUDIT_TABLE);

export const handler = factBatchConsumer(recordFacts({ store }), () => new Date());
