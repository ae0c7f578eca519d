import { CfnOutput, Duration, Stack, type StackProps } from "aws-cdk-lib";
import { EventBus } from "aws-cdk-lib/aws-events";
import type { Construct } from "constructs";
import { environment as checkRosterImport } from "../functions/check-roster-import/environment.ts";
import { environment as commitRosterImport } from "../functions/commit-roster-import/environment.ts";
import { environment as countMembers } from "../functions/count-members/environment.ts";
import { environment as recordAuditEntry } from "../functions/record-audit-entry/environment.ts";
import { environment as relayFacts } from "../functions/relay-facts/environment.ts";
import { environment as verifyAuditChain } from "../functions/verify-audit-chain/environment.ts";
import { auditTable } from "../lib/audit/table.ts";
import { allTables } from "../lib/contract.ts";
import { MembershipChanged, PersonMoved, PersonRegistered } from "../lib/membership/events.ts";
import { membershipTable } from "../lib/membership/table.ts";
import { organizationTable } from "../lib/organization/table.ts";
import { RosterCommitPaused, RosterCommitStarted, RosterUploaded } from "../lib/roster-import/events.ts";
import { rosterImportTable } from "../lib/roster-import/table.ts";
import { DailyJob } from "./constructs/daily-job.ts";
import { deadLetterQueue } from "./constructs/dead-letter-queue.ts";
import { QueueConsumer } from "./constructs/queue-consumer.ts";
import { ServiceFunction } from "./constructs/service-function.ts";
import { StreamRelay } from "./constructs/stream-relay.ts";
import type { DataStack } from "./data.ts";
import type { Stage } from "./stage.ts";

/**
 * A batch of ten facts takes a fraction of a second. A message that fails comes back after six times this, so a long
 * timeout would only make every hiccup last longer.
 */
const consumerTimeout = Duration.seconds(5);

/** The bus, the relay that feeds it, and every consumer and daily job. */
export class EventsStack extends Stack {
  readonly consumers: readonly QueueConsumer[];
  readonly relay: ServiceFunction;
  readonly relayDeadLetters;
  readonly auditCheck: ServiceFunction;
  readonly auditCheckJob: DailyJob;

  constructor(scope: Construct, id: string, props: StackProps & { stage: Stage; data: DataStack }) {
    super(scope, id, props);
    const { stage, data } = props;
    const bus = new EventBus(this, "Bus");

    this.relayDeadLetters = deadLetterQueue(this, "RelayDeadLetters");
    this.relay = new ServiceFunction(this, "RelayFacts", {
      stage,
      name: "relay-facts",
      description: "Puts the facts that writes caused on the bus",
      schema: relayFacts,
      environment: { EVENT_BUS: bus.eventBusName, DEAD_LETTER_QUEUE: this.relayDeadLetters.queueUrl },
      timeout: Duration.seconds(20),
    });
    new StreamRelay(this, "StreamRelay", {
      bus,
      relay: this.relay,
      tables: allTables.filter((table) => table.publishesEvents).map((table) => data.tableOf(table)),
      deadLetters: this.relayDeadLetters,
    });

    // An operator who redrives needs the addresses.
    new CfnOutput(this, "RelayDeadLettersUrl", { value: this.relayDeadLetters.queueUrl });

    this.consumers = [
      this.recordAuditEntries(bus, stage, data),
      this.countMembers(bus, stage, data),
      this.checkRosterImports(bus, stage, data),
      this.commitRosterImports(bus, stage, data),
    ];

    this.auditCheck = new ServiceFunction(this, "VerifyAuditChain", {
      stage,
      name: "verify-audit-chain",
      description: "Recomputes the audit entries of the last day",
      schema: verifyAuditChain,
      environment: { AUDIT_TABLE: data.tableOf(auditTable).table.tableName },
      timeout: Duration.minutes(5),
    });
    this.auditCheck.allowTable(data.tableOf(auditTable), { read: ["GetItem", "Query"], write: ["PutItem"] });
    this.auditCheckJob = new DailyJob(this, "AuditCheck", { job: this.auditCheck, at: { hour: 3, minute: 30 } });
  }

  private recordAuditEntries(bus: EventBus, stage: Stage, data: DataStack): QueueConsumer {
    const audit = data.tableOf(auditTable);
    const consumer = new ServiceFunction(this, "RecordAuditEntry", {
      stage,
      name: "record-audit-entry",
      description: "Appends each fact to the audit chain",
      schema: recordAuditEntry,
      environment: { AUDIT_TABLE: audit.table.tableName },
      timeout: consumerTimeout,
    });
    consumer.allowTable(audit, { read: ["GetItem"], write: ["PutItem"] });
    return new QueueConsumer(this, "AuditTrail", {
      bus,
      consumer,
      events: "all",
      // One chain: more writers would only race for its head.
      maximumConcurrency: 2,
      meaningOfFailure: "An operation is missing from the audit trail. Redrive it: entries are appended once only.",
    });
  }

  private countMembers(bus: EventBus, stage: Stage, data: DataStack): QueueConsumer {
    const organization = data.tableOf(organizationTable);
    const consumer = new ServiceFunction(this, "CountMembers", {
      stage,
      name: "count-members",
      description: "Keeps the number of people at each organisation",
      schema: countMembers,
      environment: { ORGANIZATION_TABLE: organization.table.tableName },
      timeout: consumerTimeout,
    });
    consumer.allowTable(organization, { read: ["GetItem"], write: ["PutItem", "UpdateItem"] });
    return new QueueConsumer(this, "MemberCounts", {
      bus,
      consumer,
      events: [PersonRegistered, MembershipChanged, PersonMoved],
      meaningOfFailure: "An organisation's number of people is off by one. Redrive it: each person counts once only.",
    });
  }

  private checkRosterImports(bus: EventBus, stage: Stage, data: DataStack): QueueConsumer {
    const imports = data.tableOf(rosterImportTable);
    const membership = data.tableOf(membershipTable);
    const organization = data.tableOf(organizationTable);
    const consumer = new ServiceFunction(this, "CheckRosterImport", {
      stage,
      name: "check-roster-import",
      description: "Reads an uploaded roster and writes its preview",
      schema: checkRosterImport,
      environment: {
        ROSTER_IMPORT_TABLE: imports.table.tableName,
        ROSTER_FILES: data.rosterFiles.bucketName,
        MEMBERSHIP_TABLE: membership.table.tableName,
        VAULT_KEY: data.vaultKey.keyArn,
        ORGANIZATION_TABLE: organization.table.tableName,
      },
      timeout: Duration.seconds(60),
      memoryMb: 512,
    });
    consumer.allowTable(imports, { read: ["GetItem"], write: ["PutItem"] });
    consumer.allowTable(organization, { read: ["GetItem", "Query"], indexes: ["byTree"] });
    consumer.allowTable(membership, { read: ["GetItem", "BatchGetItem"] });
    consumer.allow(["kms:Decrypt"], [data.vaultKey.keyArn]);
    const files = { bucket: data.rosterFiles, key: data.key };
    consumer.allowObjects(files, ["GetObject", "PutObject", "DeleteObject"]);
    return new QueueConsumer(this, "RosterChecks", {
      bus,
      consumer,
      events: [RosterUploaded],
      // One roster at a time has the function's memory.
      batchSize: 1,
      meaningOfFailure: "A roster waits for its preview. Redrive it: a check that was cut off starts again.",
    });
  }

  private commitRosterImports(bus: EventBus, stage: Stage, data: DataStack): QueueConsumer {
    const imports = data.tableOf(rosterImportTable);
    const membership = data.tableOf(membershipTable);
    const consumer = new ServiceFunction(this, "CommitRosterImport", {
      stage,
      name: "commit-roster-import",
      description: "Writes the people of a checked roster, step by step",
      schema: commitRosterImport,
      environment: {
        ROSTER_IMPORT_TABLE: imports.table.tableName,
        ROSTER_FILES: data.rosterFiles.bucketName,
        MEMBERSHIP_TABLE: membership.table.tableName,
        VAULT_KEY: data.vaultKey.keyArn,
      },
      // The function hands over after 30 s; a queue waits six times this before it takes a killed run for dead.
      timeout: Duration.seconds(45),
    });
    consumer.allowTable(imports, { read: ["GetItem"], write: ["PutItem"] });
    consumer.allowTable(membership, { read: ["GetItem", "BatchGetItem"], write: ["PutItem", "DeleteItem"] });
    consumer.allow(["kms:Decrypt"], [data.vaultKey.keyArn]);
    consumer.allowObjects({ bucket: data.rosterFiles, key: data.key }, ["GetObject", "DeleteObject"]);
    return new QueueConsumer(this, "RosterCommits", {
      bus,
      consumer,
      events: [RosterCommitStarted, RosterCommitPaused],
      batchSize: 1,
      meaningOfFailure: "A commit stands still. Redrive it: it goes on where it stands, each row is written once only.",
    });
  }
}
