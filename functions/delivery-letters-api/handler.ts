import { SQSClient } from "@aws-sdk/client-sqs";
import { dynamodbAccountStore } from "../../lib/identity/account-store.dynamodb.ts";
import { findPrincipal } from "../../lib/identity/find-principal.ts";
import { sqsBatches } from "../../lib/message/batches.sqs.ts";
import { sqsDeadLetters } from "../../lib/message/dead-letters.sqs.ts";
import { listDeadLetters, redriveDeadLetters } from "../../lib/message/dead-letters.ts";
import * as routes from "../../lib/message/letter-routes.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { bind, http } from "../../lib/runtime/http.ts";
import { queuesIn } from "../send-deliveries/queues-in.ts";
import { environment } from "./environment.ts";

const names = readEnvironment(environment);
const client = createDocumentClient();
const queues = new SQSClient({ maxAttempts: 3 });
const letters = sqsDeadLetters(queues, names.DEAD_LETTER_QUEUE);
const { sendAgain } = sqsBatches(queues, queuesIn(names));
const organizations = dynamodbOrganizationStore(client, names.ORGANIZATION_TABLE);

export const handler = http(
  [
    bind(routes.listDeadLetters, listDeadLetters({ letters })),
    bind(routes.redriveDeadLetters, redriveDeadLetters({ letters, send: sendAgain })),
  ],
  {
    clock: () => new Date(),
    access: {
      findPrincipal: findPrincipal({ store: dynamodbAccountStore(client, names.IDENTITY_TABLE) }),
      findPath: (id) => organizations.findPath(id),
    },
  },
);
