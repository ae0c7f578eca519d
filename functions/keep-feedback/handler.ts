import { FeedbackReleased } from "../../lib/anonymous/events.ts";
import { dynamodbMailbox } from "../../lib/anonymous/mailbox.dynamodb.ts";
import {
  FeedbackAnswered,
  FeedbackCampaignClosed,
  FeedbackCampaignOpened,
  FeedbackImprovementDecided,
  FeedbackLeftSilent,
  FeedbackOpened,
  FeedbackRecipientKeyChanged,
  FeedbackRecipientsChanged,
  FeedbackResultRecorded,
  FeedbackResultsPublished,
} from "../../lib/feedback/events.ts";
import { followCampaign, followCase, followRecipientKey, followRelease } from "../../lib/feedback/follow-facts.ts";
import { factConsumer, on } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { environment } from "./environment.ts";
import { keyKeeping } from "./key-keeping.ts";

const settings = readEnvironment(environment);
const client = createDocumentClient();
const { listCommits } = dynamodbMailbox(client, settings.MAILBOX_TABLE);
const dependencies = { ...keyKeeping(client, settings), listCommits };

const ofRelease = followRelease(dependencies);
const ofCampaign = followCampaign(dependencies);
const ofCase = followCase(dependencies);

export const handler = factConsumer(
  [
    on(FeedbackCampaignOpened, (fact) =>
      ofCampaign(fact, { kind: "campaign_opened", data: { eligible: fact.data.eligible } }),
    ),
    on(FeedbackRecipientsChanged, (fact) => ofCampaign(fact, { kind: "recipients_changed", data: {} })),
    on(FeedbackRecipientKeyChanged, followRecipientKey(dependencies)),
    on(FeedbackCampaignClosed, (fact) => ofCampaign(fact, { kind: "campaign_closed", data: {} })),
    on(FeedbackResultsPublished, (fact) => ofCampaign(fact, { kind: "results_published", data: {} })),
    on(FeedbackReleased, ofRelease),
    on(FeedbackOpened, (fact) => ofCase(fact, { kind: "opened", data: {} })),
    on(FeedbackAnswered, (fact) => ofCase(fact, { kind: "answered", data: {} })),
    on(FeedbackImprovementDecided, (fact) => ofCase(fact, { kind: "improvement", data: { due: fact.data.due } })),
    on(FeedbackResultRecorded, (fact) => ofCase(fact, { kind: "result", data: {} })),
    on(FeedbackLeftSilent, (fact) => ofCase(fact, { kind: "silent", data: { due: fact.data.due } })),
  ],
  () => new Date(),
);
