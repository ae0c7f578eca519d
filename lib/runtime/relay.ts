import type { AttributeValue as SdkAttributeValue } from "@aws-sdk/client-dynamodb";
import { type EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { AttributeValue, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { AnyFact, type Fact } from "../shared/event.ts";
import { describeError, log } from "./log.ts";

/** EventBridge takes at most 10 entries and 256 KB in one call. */
const maximumEntries = 10;
const maximumBytes = 256 * 1024;

export interface RelayDependencies {
  readonly events: Pick<EventBridgeClient, "send">;
  readonly busName: string;
  /** Keeps what can never be published, with the reason; a throw means that it could not be kept. */
  readonly setAside: (record: { sequenceNumber: string; keys: unknown; reason: string }) => Promise<void>;
}

interface Outgoing {
  readonly sequenceNumber: string;
  readonly fact: Fact;
}

/**
 * Publishes the facts that each write caused: those in the new image's `events` that the old image did not have. Stops
 * at the first record that could not be published, so that the stream repeats from there: at least once, never none.
 * A record whose facts are malformed will never be publishable; it is set aside at once and does not block the others.
 */
export function relayFacts(dependencies: RelayDependencies) {
  return async (event: DynamoDBStreamEvent): Promise<{ failedFrom: string | undefined }> => {
    const outgoing: Outgoing[] = [];
    for (const record of event.Records) outgoing.push(...(await factsOf(record, dependencies)));
    for (const batch of inBatches(outgoing, dependencies.busName)) {
      const failed = await publish(dependencies.events, batch);
      if (failed !== undefined) return { failedFrom: failed };
    }
    if (outgoing.length > 0) {
      log("facts_relayed", {
        table: tableOf(event.Records[0]),
        facts: outgoing.length,
        relayed: outgoing.map(({ fact: { id, name, correlationId } }) => ({
          eventId: id,
          eventName: name,
          correlationId,
        })),
      });
    }
    return { failedFrom: undefined };
  };
}

async function factsOf(record: DynamoDBRecord, { setAside }: RelayDependencies): Promise<Outgoing[]> {
  const { NewImage, OldImage, Keys, SequenceNumber = "" } = record.dynamodb ?? {};
  const written = AnyFact.array().safeParse(eventsIn(NewImage));
  if (!written.success) {
    log("record_failed", { recordId: SequenceNumber, willRetry: false, error: describeError(written.error) });
    await setAside({ sequenceNumber: SequenceNumber, keys: Keys, reason: "malformed_facts" });
    return [];
  }
  const known = new Set(eventsIn(OldImage).map((fact) => (fact as Partial<Fact> | null)?.id));
  return written.data.filter(({ id }) => !known.has(id)).map((fact) => ({ sequenceNumber: SequenceNumber, fact }));
}

function eventsIn(image: Record<string, AttributeValue> | undefined): unknown[] {
  if (image?.events === undefined) return [];
  const { events } = unmarshall({ events: image.events } as Record<string, SdkAttributeValue>);
  return Array.isArray(events) ? events : [events];
}

interface Batch {
  readonly entries: PutEventsRequestEntry[];
  readonly sequenceNumbers: string[];
  bytes: number;
}

function inBatches(outgoing: readonly Outgoing[], busName: string): Batch[] {
  const batches: Batch[] = [];
  for (const { fact, sequenceNumber } of outgoing) {
    const entry = {
      EventBusName: busName,
      Source: fact.source,
      DetailType: fact.name,
      Time: new Date(fact.at),
      Detail: JSON.stringify(fact),
    };
    // EventBridge counts 14 bytes for the time.
    const bytes = Buffer.byteLength(entry.Detail + entry.Source + entry.DetailType) + 14;
    const last = batches.at(-1);
    if (last !== undefined && last.entries.length < maximumEntries && last.bytes + bytes <= maximumBytes) {
      last.entries.push(entry);
      last.sequenceNumbers.push(sequenceNumber);
      last.bytes += bytes;
    } else {
      batches.push({ entries: [entry], sequenceNumbers: [sequenceNumber], bytes });
    }
  }
  return batches;
}

/** The sequence number of the first record that was not published, or undefined when all were. */
async function publish(client: RelayDependencies["events"], batch: Batch): Promise<string | undefined> {
  try {
    const { Entries = [] } = await client.send(new PutEventsCommand({ Entries: batch.entries }));
    const position = Entries.findIndex(({ ErrorCode }) => ErrorCode !== undefined);
    return position === -1 ? undefined : batch.sequenceNumbers[position];
  } catch (error) {
    const recordId = batch.sequenceNumbers[0] ?? "";
    log("record_failed", { recordId, willRetry: true, error: describeError(error) });
    return recordId;
  }
}

function tableOf(record: DynamoDBRecord | undefined): string {
  return record?.eventSourceARN?.split("/")[1] ?? "";
}
