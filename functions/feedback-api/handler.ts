import { KMSClient } from "@aws-sdk/client-kms";
import { dynamodbMailbox } from "../../lib/anonymous/mailbox.dynamodb.ts";
import { changeRecipients, closeCampaign } from "../../lib/feedback/change-campaign.ts";
import { dynamodbFeedbackStore } from "../../lib/feedback/feedback-store.dynamodb.ts";
import {
  answerMessage,
  decideImprovement,
  openMessage,
  recordResult,
  sortMessage,
} from "../../lib/feedback/handle-case.ts";
import { dynamodbIssuanceStore } from "../../lib/feedback/issuance-store.dynamodb.ts";
import { issueTokens } from "../../lib/feedback/issue-tokens.ts";
import { issuerKeys } from "../../lib/feedback/issuer-key.kms.ts";
import { dynamodbLedgerStore } from "../../lib/feedback/ledger-store.dynamodb.ts";
import { getMyFeedback, getRecipientKey, putRecipientKey } from "../../lib/feedback/my-feedback.ts";
import { openCampaign } from "../../lib/feedback/open-campaign.ts";
import { publishResults } from "../../lib/feedback/publish-results.ts";
import { listCampaigns, listCases, listMessages } from "../../lib/feedback/read-inbox.ts";
import { readLedger, readOutcome } from "../../lib/feedback/read-ledger.ts";
import * as routes from "../../lib/feedback/routes.ts";
import { dynamodbAccountStore } from "../../lib/identity/account-store.dynamodb.ts";
import { findPrincipal } from "../../lib/identity/find-principal.ts";
import { dynamodbPersonStore } from "../../lib/membership/person-store.dynamodb.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { createdWhenUsed } from "../../lib/runtime/created-when-used.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { bind, http } from "../../lib/runtime/http.ts";
import { findAnswer } from "../../lib/runtime/receipt.ts";
import { randomId } from "../../lib/shared/ids.ts";
import { dynamodbStatisticsStore } from "../../lib/statistics/statistics-store.dynamodb.ts";
import { environment } from "./environment.ts";
import { feedbackPlaces } from "./places.ts";

const settings = readEnvironment(environment);
const client = createDocumentClient();
const organizations = dynamodbOrganizationStore(client, settings.ORGANIZATION_TABLE);
const persons = dynamodbPersonStore(client, settings.MEMBERSHIP_TABLE);
const places = feedbackPlaces(organizations, persons, dynamodbStatisticsStore(client, settings.STATISTICS_TABLE));
const store = dynamodbFeedbackStore(client, settings.FEEDBACK_TABLE);
const ledger = dynamodbLedgerStore(client, settings.FEEDBACK_TABLE);
const issuance = dynamodbIssuanceStore(client, settings.ISSUANCE_TABLE);
const mailbox = dynamodbMailbox(client, settings.MAILBOX_TABLE);
const unwrap = issuerKeys(
  createdWhenUsed(() => new KMSClient({})),
  settings.ISSUER_KEY,
);
const campaigns = { store, places };

export const handler = http(
  [
    bind(routes.openFeedbackCampaign, openCampaign({ ...campaigns, newId: randomId })),
    bind(routes.listFeedbackCampaigns, listCampaigns(campaigns)),
    bind(routes.changeFeedbackRecipients, changeRecipients(campaigns)),
    bind(routes.closeFeedbackCampaign, closeCampaign(campaigns)),
    bind(routes.getMyFeedback, getMyFeedback({ ...campaigns, origin: settings.FEEDBACK_ORIGIN })),
    bind(routes.issueFeedbackTokens, issueTokens({ ...campaigns, issuance, unwrap })),
    bind(routes.getFeedbackKey, getRecipientKey({ store })),
    bind(routes.putFeedbackKey, putRecipientKey({ store })),
    bind(routes.listFeedbackMessages, listMessages({ store, listMessages: mailbox.listMessages })),
    bind(routes.listFeedbackCases, listCases({ store })),
    bind(routes.openFeedback, openMessage({ store })),
    bind(routes.sortFeedback, sortMessage({ store })),
    bind(routes.answerFeedback, answerMessage({ store, addReply: mailbox.addReply })),
    bind(routes.improveFromFeedback, decideImprovement(campaigns)),
    bind(routes.recordFeedbackResult, recordResult({ store })),
    bind(routes.publishFeedbackResults, publishResults({ store })),
    bind(routes.readFeedbackLedger, readLedger({ ledger })),
    bind(routes.readFeedbackOutcome, readOutcome({ store, ledger })),
  ],
  {
    clock: () => new Date(),
    access: {
      findPrincipal: findPrincipal({ store: dynamodbAccountStore(client, settings.IDENTITY_TABLE) }),
      findPath: (id) => organizations.findPath(id),
    },
    findAnswer: (receipt) => findAnswer(client, settings.FEEDBACK_TABLE, receipt),
  },
);
