import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

type Send = DynamoDBDocumentClient["send"];

/** What `work` asks of the client, to be asked again without what lies around it. Reads only: a second write would be refused. */
export async function recordReads(client: DynamoDBDocumentClient, work: () => Promise<unknown>) {
  const commands: unknown[] = [];
  const { send } = client;
  client.send = ((command: unknown) => {
    commands.push(command);
    return Reflect.apply(send, client, [command]) as unknown;
  }) as Send;
  try {
    await work();
  } finally {
    client.send = send;
  }
  return async () => {
    await Promise.all(commands.map((command) => Reflect.apply(send, client, [command]) as Promise<unknown>));
  };
}
