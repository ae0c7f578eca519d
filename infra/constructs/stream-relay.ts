import type { Table } from "aws-cdk-lib/aws-dynamodb";
import type { EventBus } from "aws-cdk-lib/aws-events";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { FilterCriteria, StartingPosition } from "aws-cdk-lib/aws-lambda";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { ServiceFunction } from "./service-function.ts";

export interface StreamRelayProps {
  readonly bus: EventBus;
  readonly relay: ServiceFunction;
  readonly tables: readonly { readonly table: Table; readonly key: IKey }[];
  readonly deadLetters: Queue;
}

/** A record that cannot be published after so many tries is set aside, so that it does not block its shard for a day. */
const maximumRetries = 50;

/** Feeds the streams of all publishing tables to the relay, which puts their facts on the bus. */
export class StreamRelay extends Construct {
  constructor(scope: Construct, id: string, { bus, relay, tables, deadLetters }: StreamRelayProps) {
    super(scope, id);
    relay.allow(["events:PutEvents"], [bus.eventBusArn]);
    relay.allow(["sqs:SendMessage"], [deadLetters.queueArn]);
    for (const { table, key } of tables) {
      const streamArn = table.tableStreamArn;
      if (streamArn === undefined) throw new Error(`${table.node.id} has no stream`);
      relay.allow(
        ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"],
        [streamArn],
      );
      relay.allow(["kms:Decrypt"], [key.keyArn]);
      relay.lambda.addEventSourceMapping(`${table.node.id}Source`, {
        eventSourceArn: streamArn,
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 100,
        reportBatchItemFailures: true,
        bisectBatchOnError: true,
        retryAttempts: maximumRetries,
        // The role is granted sending above; CDK's own destination would grant more than that.
        onFailure: { bind: () => ({ destination: deadLetters.queueArn }) },
        filters: [FilterCriteria.filter({ eventName: ["INSERT", "MODIFY"] })],
      });
    }
  }
}
