import { type EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import type { Fact } from "../shared/event.ts";

/** Puts a fact on the bus without a table in between: a stream would say when each of its items was written. */
export function announceOn(client: Pick<EventBridgeClient, "send">, busName: string) {
  return async (fact: Fact): Promise<void> => {
    const { FailedEntryCount } = await client.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: busName,
            Source: fact.source,
            DetailType: fact.name,
            Time: new Date(fact.at),
            Detail: JSON.stringify(fact),
          },
        ],
      }),
    );
    if (FailedEntryCount) throw new Error("the bus did not take the fact");
  };
}
