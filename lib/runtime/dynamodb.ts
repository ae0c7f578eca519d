import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, TransactWriteCommand, type TransactWriteCommandInput } from "@aws-sdk/lib-dynamodb";
import { consumedUnits } from "./consumed-units.ts";

const writes = /^(Put|Update|Delete|BatchWrite|TransactWrite)/;

interface CapacityAnswer {
  ConsumedCapacity?: CapacityEntry | CapacityEntry[];
}
interface CapacityEntry {
  CapacityUnits?: number;
}

/**
 * One client per environment. Three attempts and short waits: API Gateway gives up after 29 s, people much earlier.
 * Without `throwOnRequestTimeout` the SDK only warns about a request that takes too long, and goes on waiting.
 */
export function createDocumentClient(): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
  });
  client.middlewareStack.add(
    (next, context) => async (call) => {
      const command = (context.commandName ?? "").replace(/Command$/, "");
      const answer = await next({
        ...call,
        input: { ...call.input, ReturnConsumedCapacity: "TOTAL" },
      } as typeof call);
      const capacity = (answer.output as CapacityAnswer).ConsumedCapacity ?? [];
      for (const entry of Array.isArray(capacity) ? capacity : [capacity]) {
        consumedUnits[writes.test(command) ? "write" : "read"] += entry.CapacityUnits ?? 0;
      }
      return answer;
    },
    { step: "initialize", name: "countConsumedUnits" },
  );
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

export type TransactItem = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];

/** Positions of the items whose condition did not hold. */
export class ConditionsFailed extends Error {
  readonly positions: readonly number[];

  constructor(positions: readonly number[]) {
    super("conditions failed");
    this.name = "ConditionsFailed";
    this.positions = positions;
  }
}

const conflictAttempts = 5;

/**
 * Writes all items or none. A clash with another transaction on the same item is tried again with growing random waits
 * (the SDK does not retry it); a condition that does not hold throws `ConditionsFailed` with its positions.
 */
export async function commit(client: DynamoDBDocumentClient, items: TransactItem[]): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: items }));
      return;
    } catch (error) {
      const reasons = cancellationReasons(error);
      if (reasons === undefined) throw error;
      const failed = reasons.flatMap((code, position) => (code === "ConditionalCheckFailed" ? [position] : []));
      if (failed.length > 0) throw new ConditionsFailed(failed);
      if (attempt === conflictAttempts || !reasons.includes("TransactionConflict")) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
    }
  }
}

function cancellationReasons(error: unknown): (string | undefined)[] | undefined {
  if (!(error instanceof Error) || error.name !== "TransactionCanceledException") return undefined;
  const { CancellationReasons } = error as { CancellationReasons?: { Code?: string }[] };
  return (CancellationReasons ?? []).map(({ Code }) => Code);
}

/** `false` when the condition of a single write did not hold. */
export async function isWritten(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
