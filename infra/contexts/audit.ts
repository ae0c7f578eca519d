import { Duration } from "aws-cdk-lib";
import { environment } from "../../functions/audit-api/environment.ts";
import { environment as exportAuditChain } from "../../functions/export-audit-chain/environment.ts";
import { environment as recordAuditEntry } from "../../functions/record-audit-entry/environment.ts";
import { environment as verifyAuditChain } from "../../functions/verify-audit-chain/environment.ts";
import { auditTable } from "../../lib/audit/table.ts";
import { routesByContext } from "../../lib/contract.ts";
import { identityTable } from "../../lib/identity/table.ts";
import { DailyJob } from "../constructs/daily-job.ts";
import { QueueConsumer } from "../constructs/queue-consumer.ts";
import { ServiceFunction } from "../constructs/service-function.ts";
import {
  type ApiParts,
  accessTables,
  apiFunction,
  consumerTimeout,
  type EventParts,
  type EventWorkers,
} from "./parts.ts";

export function auditApi(parts: ApiParts): ServiceFunction {
  const audit = parts.data.tableOf(auditTable);
  const api = apiFunction(parts, {
    name: "audit-api",
    description: "The record of operations",
    schema: environment,
    environment: { ...accessTables(parts), AUDIT_TABLE: audit.table.tableName },
    routes: routesByContext.audit,
  });
  api.allowTable(parts.data.tableOf(identityTable), { read: ["BatchGetItem"] });
  api.allowTable(audit, { read: ["GetItem"] });
  api.allow(["dynamodb:Query"], [audit.table.tableArn, `${audit.table.tableArn}/index/byOrganization`]);
  return api;
}

export function auditWorkers(parts: EventParts): EventWorkers & { readonly chainCheck: ServiceFunction } {
  const { schedule, job } = checkOfTheChain(parts);
  return {
    consumers: [trail(parts)],
    jobs: [
      { schedule, job, meaningOfFailure: "The daily check of the audit trail did not run.", runbook: "audit-chain" },
      {
        ...copyOfTheChain(parts),
        meaningOfFailure: "The audit trail of the last day was not copied to the locked bucket.",
        runbook: "audit-chain",
      },
    ],
    chainCheck: job,
  };
}

function trail({ scope, stage, data, bus }: EventParts): QueueConsumer {
  const audit = data.tableOf(auditTable);
  const consumer = new ServiceFunction(scope, "RecordAuditEntry", {
    stage,
    name: "record-audit-entry",
    description: "Appends each fact to the audit chain",
    schema: recordAuditEntry,
    environment: { AUDIT_TABLE: audit.table.tableName },
    timeout: consumerTimeout,
  });
  consumer.allowTable(audit, { read: ["GetItem"], write: ["PutItem"] });
  return new QueueConsumer(scope, "AuditTrail", {
    bus,
    consumer,
    events: "operations",
    // One chain: more writers would only race for its head.
    maximumConcurrency: 2,
    meaningOfFailure: "An operation is missing from the audit trail. Redrive it: entries are appended once only.",
  });
}

function checkOfTheChain({ scope, stage, data }: EventParts): { schedule: DailyJob; job: ServiceFunction } {
  const audit = data.tableOf(auditTable);
  const job = new ServiceFunction(scope, "VerifyAuditChain", {
    stage,
    name: "verify-audit-chain",
    description: "Recomputes the audit entries of the last day",
    schema: verifyAuditChain,
    environment: { AUDIT_TABLE: audit.table.tableName },
    timeout: Duration.minutes(5),
  });
  job.allowTable(audit, { read: ["GetItem", "Query"], write: ["PutItem"] });
  return { schedule: new DailyJob(scope, "AuditCheck", { job, at: { hour: 3, minute: 30 } }), job };
}

function copyOfTheChain({ scope, stage, data }: EventParts): { schedule: DailyJob; job: ServiceFunction } {
  const audit = data.tableOf(auditTable);
  const job = new ServiceFunction(scope, "ExportAuditChain", {
    stage,
    name: "export-audit-chain",
    description: "Copies the audit entries of the last day to a bucket where nobody can change them",
    schema: exportAuditChain,
    environment: { AUDIT_TABLE: audit.table.tableName, AUDIT_ARCHIVE: data.auditArchive.bucketName },
    timeout: Duration.minutes(5),
  });
  job.allowTable(audit, { read: ["GetItem", "Query"], write: ["PutItem"] });
  job.allowObjects({ bucket: data.auditArchive, key: data.key }, ["PutObject"]);
  return { schedule: new DailyJob(scope, "AuditCopy", { job, at: { hour: 4, minute: 0 } }), job };
}
