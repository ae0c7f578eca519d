import { dynamodbAuditStore } from "../../lib/audit/audit-store.dynamodb.ts";
import { recordFact } from "../../lib/audit/record-fact.ts";
import { anyFactConsumer } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { environment } from "./environment.ts";

const { AUDIT_TABLE } = readEnvironment(environment);
const store = dynamodbAuditStore(createDocumentClient(), AUDIT_TABLE);

export const handler = anyFactConsumer(recordFact({ store }), () => new Date());
