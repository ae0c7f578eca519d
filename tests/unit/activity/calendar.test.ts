import { afterAll, beforeAll, expect, test } from "vitest";
import { dynamodbCalendarFeedStore } from "../../../lib/activity/calendar-feed-store.dynamodb.ts";
import { createCalendarFeed, readCalendar, revokeCalendarFeed } from "../../../lib/activity/keep-calendars.ts";
import { activityTable } from "../../../lib/activity/table.ts";
import type { Principal } from "../../../lib/shared/access.ts";
import { startTables, type TestTables } from "../../support/dynamodb-table.ts";
import { branch, contextOf, partsOver, publishedActivity, someone } from "./activity-fixture.ts";

let tables: TestTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(async () => tables?.stop());

test("a secret address shows what its owner may see now, and nothing once a post or the address is gone", async () => {
  const tableName = await tables.create(activityTable);
  const member = contextOf("member");
  let present: Principal = member.principal;
  const parts = {
    ...partsOver(tables.client, tableName, [someone(1)]),
    feeds: dynamodbCalendarFeedStore(tables.client, tableName),
    findPrincipal: async () => present,
  };
  const { activityId } = await publishedActivity(parts);
  const open = async (organizationId: string | null) =>
    await createCalendarFeed(parts)({ params: {}, query: {}, body: { organizationId } }, member);
  const read = (path: string) =>
    readCalendar(parts)(
      { params: { secret: path.split("/").at(-1) ?? "" }, query: {}, body: undefined },
      contextOf(undefined, { accountId: "" }),
    );
  const [own, ofBranch] = [await open(null), await open(branch.organizationId)];
  expect(await read(own.path)).toContain(`UID:${activityId}@dangjian-cloud`);
  expect(await read(ofBranch.path)).toContain("主题党日");
  present = { accountId: "account-1", assignments: [] };
  await expect(read(ofBranch.path)).rejects.toMatchObject({ code: "not_found" });
  expect(await read(own.path)).toContain(activityId);
  await revokeCalendarFeed(parts)({ params: { feedId: own.feedId }, query: {}, body: {} }, member);
  await expect(read(own.path)).rejects.toMatchObject({ code: "not_found" });
});
