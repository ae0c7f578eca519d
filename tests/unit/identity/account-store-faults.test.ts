import { BatchGetCommand, DynamoDBDocumentClient, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { afterAll, beforeEach, expect, test } from "vitest";
import { dynamodbAccountStore } from "../../../lib/identity/account-store.dynamodb.ts";
import { dynamodbIdentityStore } from "../../../lib/identity/identity-store.dynamodb.ts";

const mock = mockClient(DynamoDBDocumentClient);

afterAll(() => mock.restore());
const store = dynamodbAccountStore(mock as unknown as DynamoDBDocumentClient, "table");
const key = (id: string) => ({ pk: `ACCOUNT#${id}`, sk: "PROFILE" });
beforeEach(() => mock.reset());

test("asks again for what a batch left over", async () => {
  mock
    .on(BatchGetCommand)
    .resolvesOnce({
      Responses: { table: [{ accountId: "a", name: "甲" }] },
      UnprocessedKeys: { table: { Keys: [key("b")] } },
    })
    .resolves({ Responses: { table: [{ accountId: "b", name: "乙" }] } });
  expect(Object.fromEntries(await store.findNames(["a", "b"]))).toEqual({ a: "甲", b: "乙" });
  const asked = mock.commandCalls(BatchGetCommand).map(({ args }) => args[0].input.RequestItems?.table?.Keys);
  expect(asked).toEqual([[key("a"), key("b")], [key("b")]]);
});

test("does not take a fault while writing for a lost race", async () => {
  mock.on(TransactWriteCommand).rejects(Object.assign(new Error("slow down"), { name: "ThrottlingException" }));
  const write = dynamodbIdentityStore(mock as unknown as DynamoDBDocumentClient, "table").write({ accounts: [] });
  await expect(write).rejects.toThrow("slow down");
});
