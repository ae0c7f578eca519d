import type { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { expect, test } from "vitest";
import { queryAll } from "../../../lib/runtime/query-all.ts";

test("everything is found, however many pages it takes, an empty one among them", async () => {
  const pages = [[{ sk: "a" }, { sk: "b" }], [], [{ sk: "c" }]];
  const asked: unknown[] = [];
  const client = {
    send: async ({ input }: QueryCommand) => {
      asked.push(input.ExclusiveStartKey);
      const page = Number(input.ExclusiveStartKey?.page ?? 0);
      return { Items: pages[page], ...(page + 1 < pages.length && { LastEvaluatedKey: { page: page + 1 } }) };
    },
  };
  const query = { TableName: "table", KeyConditionExpression: "pk = :pk" };
  expect(await queryAll(client as never, query)).toEqual([{ sk: "a" }, { sk: "b" }, { sk: "c" }]);
  expect(asked).toEqual([undefined, { page: 1 }, { page: 2 }]);
});
