import { findPrincipal } from "../../lib/identity/find-principal.ts";
import { correctMessage, recallMessage } from "../../lib/message/amend-message.ts";
import { dynamodbDeliveryStore } from "../../lib/message/delivery-store.dynamodb.ts";
import { postMessage, previewAudience } from "../../lib/message/post-message.ts";
import { readDeliveryProgress, readPreferences, savePreferences, steerDelivery } from "../../lib/message/progress.ts";
import { countUnread, listInbox, markAllRead } from "../../lib/message/read-inbox.ts";
import { acknowledge, getMessage, listSent } from "../../lib/message/read-message.ts";
import { getReceipts, listReceipts, nudge } from "../../lib/message/read-receipts.ts";
import * as routes from "../../lib/message/routes.ts";
import { deleteSavedAudience, listSavedAudiences, saveAudience } from "../../lib/message/saved-audiences.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { bind, http } from "../../lib/runtime/http.ts";
import { findAnswer } from "../../lib/runtime/receipt.ts";
import { environment } from "./environment.ts";
import { messaging } from "./messaging.ts";

const tables = readEnvironment(environment);
const client = createDocumentClient();
const { accounts, parts: common } = messaging(client, tables);
const parts = {
  ...common,
  deliveries: dynamodbDeliveryStore(client, { messages: tables.MESSAGE_TABLE, deliveries: tables.DELIVERY_TABLE }),
};

export const handler = http(
  [
    bind(routes.postMessage, postMessage(parts)),
    bind(routes.previewAudience, previewAudience(parts)),
    bind(routes.listSentMessages, listSent(parts)),
    bind(routes.recallMessage, recallMessage(parts)),
    bind(routes.correctMessage, correctMessage(parts)),
    bind(routes.listMyMessages, listInbox(parts)),
    bind(routes.countUnreadMessages, countUnread(parts)),
    bind(routes.markAllRead, markAllRead(parts)),
    bind(routes.getMessage, getMessage(parts)),
    bind(routes.readMessage, acknowledge(parts, "read")),
    bind(routes.confirmMessage, acknowledge(parts, "confirm")),
    bind(routes.getReceipts, getReceipts(parts)),
    bind(routes.listReceipts, listReceipts(parts)),
    bind(routes.nudge, nudge(parts)),
    bind(routes.readDeliveryProgress, readDeliveryProgress(parts)),
    bind(routes.pauseDelivery, steerDelivery(parts, "paused")),
    bind(routes.resumeDelivery, steerDelivery(parts, "running")),
    bind(routes.readPreferences, readPreferences(parts)),
    bind(routes.savePreferences, savePreferences(parts)),
    bind(routes.listSavedAudiences, listSavedAudiences(parts)),
    bind(routes.saveAudience, saveAudience(parts)),
    bind(routes.deleteSavedAudience, deleteSavedAudience(parts)),
  ],
  {
    clock: () => new Date(),
    access: { findPrincipal: findPrincipal({ store: accounts }), findPath: (id) => parts.places.findPath(id) },
    findAnswer: (receipt) => findAnswer(client, tables.MESSAGE_TABLE, receipt),
  },
);
