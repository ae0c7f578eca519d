import { defineTable } from "../shared/table.ts";

/**
 * Items, beside receipts of repeated requests:
 *
 * | pk | sk | what |
 * |---|---|---|
 * | `MESSAGE#id` | `MESSAGE` | the message |
 * | `MESSAGE#id` | `EDITION#version` | its text before a correction |
 * | `MESSAGE#id` | `MILESTONE#state#percent` | a milestone that was told |
 * | `NODE#organisation` | `IN#id`, `PIN#id` | a message addressed to the organisation, as inboxes list it |
 * | `PERSON#recipient` | `IN#id`, `PIN#id` | a message that names the person |
 * | `PERSON#recipient` | `READ#id` | that the person has read or confirmed it, and at which organisation that counts |
 * | `PERSON#recipient` | `CURSOR` | up to which message everything counts as seen |
 * | `SENT#organisation` | `id` | a message that the organisation sent |
 * | `MESSAGE#id` | `FAILURE#batch` | that people of a batch were given up, or refused |
 * | `FAILURE#delivery` | `FAILURE` | that a provider reported a delivery as failed |
 * | `EXPANSION#id` | `EXPANSION` | how far a message was made into deliveries |
 * | `PERSON#recipient` | `PREFERENCES` | by which channels, and when, somebody wants to be told, and addresses that bounced |
 * | `PERSON#recipient` | `PUSHES` | the browsers on which somebody gets notifications |
 * | `CHANNELS#organisation` | `CHANNELS` | by which channels its messages go out, and the robot of its group |
 * | `ROLL#part` | account | somebody who stands in no list and wants to be told outside of the application |
 * | `FILES#part` | organisation, attachment | a file that waits for the message with which it is sent |
 * | `SAVED#organisation` | `id` | an audience that was saved under a name |
 * | `READERS#id#organisation` | recipient | a receipt, where it counts |
 * | `TALLY#id#organisation` | `NUDGE` | the last day on which the organisation reminded its people of it |
 * | `TALLY#id#organisation` | `TALLY` | receipts of an organisation, of what is below it, and what its superior has of them |
 *
 * Nobody's inbox is written when a message is posted: it is the merge of the partitions above the person. Receipts are
 * spread by organisation, so that a campus may read one message in one minute.
 */
export const messageTable = defineTable({
  context: "message",
  indexes: {},
  ttlAttribute: "expiresAt",
  publishesEvents: true,
});

/**
 * Deliveries by other channels, in a table without a stream: nothing follows from a single one.
 *
 * | pk | sk | what |
 * |---|---|---|
 * | `DELIVERY#message.channel.recipient` | `DELIVERY` | how one delivery stands, and which batch took it, and what was reported of it |
 * | `PROGRESS#message` | batch | how the recipients of a batch stand |
 * | `PROGRESS#message` | `REPORTS#part` | how many deliveries of a channel providers reported as arrived, or not |
 * | `PROVIDER#id` | `PROVIDER` | which delivery a provider means by its own id, and what it told of it before that was known |
 * | `DIGEST#day#part` | recipient, message | a message that waits for somebody's mail of the day |
 */
export const deliveryTable = defineTable({
  context: "message-delivery",
  indexes: {},
  ttlAttribute: "expiresAt",
  publishesEvents: false,
});

/** Under which the files of messages stand in the bucket of attachments. */
export const attachedFilesPrefix = "messages/";
