import { setTimeout as sleep } from "node:timers/promises";
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";

const TableName = "bench-raw-ceiling";
const itemsPerPerson = 5;
const parallel = 4;

/**
 * How many people a second the engine alone takes: transactions of as many items, of about the same size, as a person has,
 * over a table with as many indexes and a stream. Nobody reads them.
 */
export async function measureCeiling(endpoint: string, people: number, peoplePerTransaction: number): Promise<number> {
  const credentials = { accessKeyId: "bench", secretAccessKey: "bench" };
  const client = new DynamoDBClient({ endpoint, region: "cn-north-1", credentials });
  await createTable(client);
  const documents = DynamoDBDocumentClient.from(client);
  const waiting = Array.from({ length: Math.ceil(people / peoplePerTransaction) }, (_, index) => index);
  const startedAt = performance.now();
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const TransactItems = Array.from({ length: peoplePerTransaction }, (_, offset) =>
        itemsOf(`${next}-${offset}`),
      ).flat();
      await documents.send(new TransactWriteCommand({ TransactItems }));
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  const seconds = (performance.now() - startedAt) / 1000;
  client.destroy();
  return people / seconds;
}

function itemsOf(id: string) {
  const sizes = [1_400, 60, 300, 300, 300].slice(0, itemsPerPerson);
  return sizes.map((size, part) => ({
    Put: {
      TableName,
      Item: { pk: `PERSON#${id}`, sk: `PART#${part}`, text: "x".repeat(size), ...(part === 0 && placed(id)) },
      ...(part < 2 && { ConditionExpression: "attribute_not_exists(pk)" }),
    },
  }));
}

const placed = (id: string) => ({ place: "branch", stage: "full_member", nameOrder: id });

async function createTable(client: DynamoDBClient): Promise<void> {
  const text = (AttributeName: string) => ({ AttributeName, AttributeType: "S" as const });
  const index = (IndexName: string, partition: string) => ({
    IndexName,
    KeySchema: [
      { AttributeName: partition, KeyType: "HASH" as const },
      { AttributeName: "nameOrder", KeyType: "RANGE" as const },
    ],
    Projection: { ProjectionType: "KEYS_ONLY" as const },
  });
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: ["pk", "sk", "place", "stage", "nameOrder"].map(text),
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      GlobalSecondaryIndexes: [index("byPlace", "place"), index("byStage", "stage")],
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
    }),
  );
  for (;;) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    if (Table?.TableStatus === "ACTIVE") return;
    await sleep(50);
  }
}
