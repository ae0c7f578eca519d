import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { type ItemSource, itemHolder, type StoredItem } from "../runtime/item-holder.ts";
import { keys } from "./activity-items.ts";
import { Attendance } from "./attendance.ts";
import { CalendarFeed, StoredFeed } from "./calendar-feed.ts";
import { Leave } from "./leave.ts";
import { SignUp } from "./sign-up.ts";
import { activityTable } from "./table.ts";

const { byPerson, byPlace } = activityTable.indexes;

const OwnAttendance = Attendance.pick({ organizationId: true, scan: true, code: true, decision: true }).partial();

/**
 * Where somebody was due, came, asked for leave or signed up, and the calendars that the account had made. Minutes and numbers
 * of an activity belong to the organisation and stay.
 */
export function activityHolder(client: DynamoDBDocumentClient, tableName: string) {
  return itemHolder(client, tableName, {
    async find(source, { personId, accountIds }) {
      const [own, listed, feeds] = await Promise.all([
        source.indexed("byPerson", byPerson.partitionKey, personId),
        source.indexed("byPlace", byPlace.partitionKey, personId),
        Promise.all(accountIds.map((accountId) => feedsOf(source, accountId))),
      ]);
      return [...own, ...listed, ...feeds.flat()];
    },
    show,
  });
}

/** The item under the secret address goes first: afterwards nobody could find it. */
async function feedsOf(source: ItemSource, accountId: string): Promise<StoredItem[]> {
  const listed = await source.partition(keys.ownFeed(accountId, "").pk);
  const secret = await source.those(listed.map((item) => keys.feed(StoredFeed.parse(item).hash)));
  return [...secret, ...listed];
}

function show(item: StoredItem) {
  const [kind = "", activityId = ""] = item.pk.split("#");
  switch (kind) {
    case "ATTENDANCE":
      return { activityId, attendance: OwnAttendance.parse(item) };
    case "LEAVE":
      return { activityId, leave: Leave.omit({ personId: true, decidedBy: true }).parse(item) };
    case "SIGNUPS":
      return { activityId, signUp: SignUp.omit({ personId: true }).parse(item) };
    case "ACTIVITY":
      return { activityId, isNamed: true };
    case "FEEDS":
      return { calendar: CalendarFeed.parse(item) };
    default:
      return undefined;
  }
}
