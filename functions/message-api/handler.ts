import { findPrincipal } from "../../lib/identity/find-principal.ts";
import { correctMessage, recallMessage } from "../../lib/message/amend-message.ts";
import * as channelRoutes from "../../lib/message/channel-routes.ts";
import { readChannelPolicy, saveChannelPolicy } from "../../lib/message/decide-channels.ts";
import * as deliveryRoutes from "../../lib/message/delivery-routes.ts";
import { dynamodbDeliveryStore } from "../../lib/message/delivery-store.dynamodb.ts";
import * as inboxRoutes from "../../lib/message/inbox-routes.ts";
import { addPushDevice, listPushDevices, removePushDevice } from "../../lib/message/keep-push-devices.ts";
import { ssmParameter } from "../../lib/message/kept-parameter.ssm.ts";
import { readPreferences, savePreferences } from "../../lib/message/own-preferences.ts";
import { postMessage, previewAudience } from "../../lib/message/post-message.ts";
import { readDeliveryProgress, steerDelivery } from "../../lib/message/progress.ts";
import { countUnread, listInbox, markAllRead } from "../../lib/message/read-inbox.ts";
import { acknowledge, getMessage, listSent } from "../../lib/message/read-message.ts";
import { getReceipts, listReceipts, nudge } from "../../lib/message/read-receipts.ts";
import * as receiptRoutes from "../../lib/message/receipt-routes.ts";
import * as reportRoutes from "../../lib/message/report-routes.ts";
import * as routes from "../../lib/message/routes.ts";
import { deleteSavedAudience, listSavedAudiences, saveAudience } from "../../lib/message/saved-audiences.ts";
import { takeReports } from "../../lib/message/take-reports.ts";
import { addressOf } from "../../lib/runtime/aws-address.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { bind, http } from "../../lib/runtime/http.ts";
import { keptFor } from "../../lib/runtime/kept-for.ts";
import { findAnswer } from "../../lib/runtime/receipt.ts";
import { environment } from "./environment.ts";
import { isSameSecret } from "./is-same-secret.ts";
import { messaging } from "./messaging.ts";

/** What the parameter says where the university has not set notifications up. */
const noPush = "none";

const tables = readEnvironment(environment);
const client = createDocumentClient();
const { accounts, parts: common } = messaging(client, tables);
const clock = () => new Date();
const reportSecret = keptFor({
  read: ssmParameter(tables.REPORT_SECRET_PARAMETER, addressOf(tables.PARAMETER_STORE), clock),
  make: (secret) => secret,
  forMs: 5 * 60_000,
  clock,
});
const parts = {
  ...common,
  deliveries: dynamodbDeliveryStore(client, { messages: tables.MESSAGE_TABLE, deliveries: tables.DELIVERY_TABLE }),
  isReportSecret: async (given: string) => isSameSecret(given, await reportSecret()),
  confirm: (address: string) => fetch(address, { redirect: "error", signal: AbortSignal.timeout(8_000) }),
  pushKey: tables.PUSH_PUBLIC_KEY === noPush ? null : tables.PUSH_PUBLIC_KEY,
};

export const handler = http(
  [
    bind(routes.postMessage, postMessage(parts)),
    bind(routes.previewAudience, previewAudience(parts)),
    bind(routes.listSentMessages, listSent(parts)),
    bind(routes.recallMessage, recallMessage(parts)),
    bind(routes.correctMessage, correctMessage(parts)),
    bind(inboxRoutes.listMyMessages, listInbox(parts)),
    bind(inboxRoutes.countUnreadMessages, countUnread(parts)),
    bind(inboxRoutes.markAllRead, markAllRead(parts)),
    bind(inboxRoutes.getMessage, getMessage(parts)),
    bind(inboxRoutes.readMessage, acknowledge(parts, "read")),
    bind(inboxRoutes.confirmMessage, acknowledge(parts, "confirm")),
    bind(receiptRoutes.getReceipts, getReceipts(parts)),
    bind(receiptRoutes.listReceipts, listReceipts(parts)),
    bind(receiptRoutes.nudge, nudge(parts)),
    bind(deliveryRoutes.readDeliveryProgress, readDeliveryProgress(parts)),
    bind(deliveryRoutes.pauseDelivery, steerDelivery(parts, "paused")),
    bind(deliveryRoutes.resumeDelivery, steerDelivery(parts, "running")),
    bind(deliveryRoutes.readPreferences, readPreferences(parts)),
    bind(deliveryRoutes.savePreferences, savePreferences(parts)),
    bind(reportRoutes.takeDeliveryReports, takeReports(parts)),
    bind(channelRoutes.readChannelPolicy, readChannelPolicy(parts)),
    bind(channelRoutes.saveChannelPolicy, saveChannelPolicy(parts)),
    bind(channelRoutes.listPushDevices, listPushDevices(parts)),
    bind(channelRoutes.addPushDevice, addPushDevice(parts)),
    bind(channelRoutes.removePushDevice, removePushDevice(parts)),
    bind(routes.listSavedAudiences, listSavedAudiences(parts)),
    bind(routes.saveAudience, saveAudience(parts)),
    bind(routes.deleteSavedAudience, deleteSavedAudience(parts)),
  ],
  {
    clock,
    access: { findPrincipal: findPrincipal({ store: accounts }), findPath: (id) => parts.places.findPath(id) },
    findAnswer: (receipt) => findAnswer(client, tables.MESSAGE_TABLE, receipt),
  },
);
