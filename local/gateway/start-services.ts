import type { DynamoDbEngine } from "../engines/dynamodb-engine.ts";
import type { MessagingEngine } from "../engines/messaging-engine.ts";
import type { Authority, CloudClock, Deployment } from "../ports.ts";
import { createDynamoDbService } from "./dynamodb.ts";
import { createEventsService, type PutEvents } from "./events.ts";
import { createForward, type Forward } from "./forward-dynamodb.ts";
import type { Gateway } from "./gateway.ts";
import { createKmsService } from "./kms.ts";
import type { KmsKeys } from "./kms-keys.ts";
import { createSecretsService, createSsmService, type StoredValue } from "./parameters.ts";
import { createS3Service } from "./s3.ts";
import { createSnsService } from "./sns.ts";
import { createSqsService } from "./sqs.ts";
import { createStsService } from "./sts.ts";

interface Parts {
  readonly gateway: Gateway;
  readonly deployment: Deployment;
  readonly authority: Authority;
  readonly tables: DynamoDbEngine;
  readonly messaging: MessagingEngine;
  readonly keys: KmsKeys;
  readonly parameters: Map<string, StoredValue>;
  readonly secrets: ReadonlyMap<string, StoredValue>;
  readonly clock: Pick<CloudClock, "now">;
  readonly queueUrl: (queueName: string) => string;
  readonly putEvents: PutEvents;
  readonly onTableWrite: (tableName: string) => void;
}

/** Opens every service of the AWS endpoint; gives the way to the tables, which provisioning takes as well. */
export const startServices = (parts: Parts): Forward => {
  const { gateway, deployment, messaging, queueUrl } = parts;
  const forward = createForward(() => parts.tables.endpoint());
  gateway.add(createDynamoDbService({ deployment, forward, onWrite: parts.onTableWrite }));
  gateway.add(createSqsService(messaging, deployment, queueUrl));
  gateway.add(createSnsService(messaging));
  gateway.add(createS3Service({ engine: messaging, deployment, authority: parts.authority }));
  gateway.add(createKmsService(parts.keys));
  gateway.add(createEventsService(deployment, parts.putEvents));
  gateway.add(createSsmService(parts));
  gateway.add(createSecretsService(parts.secrets));
  gateway.add(createStsService(deployment));
  return forward;
};
