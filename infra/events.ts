import { Duration, Stack, type StackProps } from "aws-cdk-lib";
import { EventBus } from "aws-cdk-lib/aws-events";
import type { Construct } from "constructs";
import { environment as countMembers } from "../functions/count-members/environment.ts";
import { environment as recordAuditEntry } from "../functions/record-audit-entry/environment.ts";
import { environment as relayFacts } from "../functions/relay-facts/environment.ts";
import { environment as verifyAuditChain } from "../functions/verify-audit-chain/environment.ts";
import { auditTable } from "../lib/audit/table.ts";
import { allTables } from "../lib/contract.ts";
import { MembershipChanged, PersonMoved, PersonRegistered } from "../lib/membership/events.ts";
import { organizationTable } from "../lib/organization/table.ts";
import { DailyJob } from "./constructs/daily-job.ts";
import { deadLetterQueue } from "./constructs/dead-letter-queue.ts";
import { QueueConsumer } from "./constructs/queue-consumer.ts";
import { ServiceFunction } from "./constructs/service-function.ts";
import { StreamRelay } from "./constructs/stream-relay.ts";
import type { DataStack } from "./data.ts";
import type { Stage } from "./stage.ts";

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

    this.consumers = [this.recordAuditEntries(bus, stage, data), this.countMembers(bus, stage, data)];

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
      timeout: Duration.seconds(30),
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
      timeout: Duration.seconds(30),
    });
    consumer.allowTable(organization, { read: ["GetItem"], write: ["PutItem", "UpdateItem"] });
    return new QueueConsumer(this, "MemberCounts", {
      bus,
      consumer,
      events: [PersonRegistered, MembershipChanged, PersonMoved],
      meaningOfFailure: "An organisation's number of people is off by one. Redrive it: each person counts once only.",
    });
  }
}
