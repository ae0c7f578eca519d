import { CfnOutput, Duration, Stack, type StackProps } from "aws-cdk-lib";
import { EventBus } from "aws-cdk-lib/aws-events";
import type { Construct } from "constructs";
import { environment as relayFacts } from "../functions/relay-facts/environment.ts";
import { allTables } from "../lib/contract.ts";
import type { AnonymousStack } from "./anonymous.ts";
import { deadLetterQueue } from "./constructs/dead-letter-queue.ts";
import { ServiceFunction } from "./constructs/service-function.ts";
import { StreamRelay } from "./constructs/stream-relay.ts";
import { activityWorkers } from "./contexts/activity.ts";
import { auditWorkers } from "./contexts/audit.ts";
import { feedbackWorkers } from "./contexts/feedback.ts";
import { identityWorkers } from "./contexts/identity.ts";
import { ledgerWorkers } from "./contexts/ledger.ts";
import { messageWorkers } from "./contexts/message.ts";
import type { DeliveryQueues } from "./contexts/message-delivery.ts";
import { obligationWorkers } from "./contexts/obligation.ts";
import { organizationWorkers } from "./contexts/organization.ts";
import type { Consumer, EventWorkers, WatchedJob, WatchedLetters } from "./contexts/parts.ts";
import { peopleExportWorkers } from "./contexts/people-export.ts";
import { personalDataWorkers } from "./contexts/personal-data.ts";
import { rosterImportWorkers } from "./contexts/roster-import.ts";
import { statisticsWorkers } from "./contexts/statistics.ts";
import type { DataStack } from "./data.ts";
import type { Stage } from "./stage.ts";

/** The bus, the relay that feeds it, and every consumer and daily job. */
export class EventsStack extends Stack {
  readonly bus: EventBus;
  readonly consumers: readonly Consumer[];
  readonly relay: ServiceFunction;
  readonly relayDeadLetters;
  readonly jobs: readonly WatchedJob[];
  readonly deliveryQueues: DeliveryQueues;
  /** Says in its log what became of each batch of deliveries. */
  readonly deliverySender: ServiceFunction;
  readonly letters: readonly WatchedLetters[];
  /** Says in its log when the chain is broken. */
  readonly auditCheck: ServiceFunction;

  /** Says in its log when more tokens were spent than issued. */
  readonly feedbackSweep: ServiceFunction;

  constructor(
    scope: Construct,
    id: string,
    props: StackProps & { stage: Stage; data: DataStack; anonymous: AnonymousStack },
  ) {
    super(scope, id, props);
    const { stage, data } = props;
    const bus = new EventBus(this, "Bus");
    this.bus = bus;

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

    const parts = { scope: this, stage, data, bus };
    const audit = auditWorkers(parts);
    const feedback = feedbackWorkers({ ...parts, anonymous: props.anonymous });
    const messages = messageWorkers(parts);
    this.deliveryQueues = messages.deliveryQueues;
    this.deliverySender = messages.sender;
    const workers: readonly EventWorkers[] = [
      audit,
      identityWorkers(parts),
      organizationWorkers(parts),
      rosterImportWorkers(parts),
      peopleExportWorkers(parts),
      personalDataWorkers(parts),
      activityWorkers(parts),
      ledgerWorkers(parts),
      statisticsWorkers(parts),
      obligationWorkers(parts),
      feedback,
      messages,
    ];
    this.feedbackSweep = feedback.sweep;
    this.consumers = workers.flatMap(({ consumers }) => consumers);
    this.jobs = workers.flatMap(({ jobs }) => jobs);
    this.letters = workers.flatMap(({ letters = [] }) => letters);
    this.auditCheck = audit.chainCheck;
  }
}
