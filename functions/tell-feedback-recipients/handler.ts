import { FeedbackReleased } from "../../lib/anonymous/events.ts";
import { dynamodbFeedbackStore } from "../../lib/feedback/feedback-store.dynamodb.ts";
import { tellRecipients } from "../../lib/feedback/follow-facts.ts";
import { factConsumer, on } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { environment } from "./environment.ts";

const { FEEDBACK_TABLE } = readEnvironment(environment);
const store = dynamodbFeedbackStore(createDocumentClient(), FEEDBACK_TABLE);

export const handler = factConsumer([on(FeedbackReleased, tellRecipients({ store }))], () => new Date());
