import { Batch, type Channel } from "./delivery.ts";

/** A letter as the queue keeps it. */
export interface Letter {
  readonly letterId: string;
  readonly body: string;
  readonly setAsideAt: string;
  /** By which it is removed, as long as nobody else is given it. */
  readonly handle: string;
}

export interface DeadLetterQueue {
  /** About how many there are. */
  count(): Promise<number>;
  /** Some ten, still there for others. */
  peek(): Promise<readonly Letter[]>;
  /** Some ten, which nobody else is given for a while. */
  take(): Promise<readonly Letter[]>;
  remove(handle: string): Promise<void>;
}

/** Looks of one request; a queue gives some of its letters each time, and some of them again. */
const looks = 12;

/** What was set aside, each once. */
export function listDeadLetters({ letters }: { readonly letters: DeadLetterQueue }) {
  return async () => {
    const found = new Map<string, ReturnType<typeof lineOf>>();
    for (let look = 1; look <= looks; look++) {
      const page = await letters.peek();
      if (page.length === 0) break;
      for (const letter of page) found.set(letter.letterId, lineOf(letter));
    }
    const items = [...found.values()].sort((one, other) => (one.setAsideAt < other.setAsideAt ? 1 : -1));
    return { about: Math.max(await letters.count(), items.length), items };
  };
}

function lineOf({ letterId, body, setAsideAt }: Letter) {
  const batch = readBatch(body);
  const channel: Channel | null = batch?.channel ?? null;
  const recipients = (batch?.pending ?? batch?.recipientIds ?? []).length;
  return { letterId, channel, messageId: batch?.messageId ?? null, recipients, setAsideAt };
}

/** Ten letters each; who has more calls again. */
const rounds = 20;

/** Sends dead letters back to their channels; what cannot be read stays. A repeat sends nobody anything twice. */
export function redriveDeadLetters({
  letters,
  send,
}: {
  readonly letters: DeadLetterQueue;
  readonly send: (batch: Batch) => Promise<void>;
}) {
  return async () => {
    let sent = 0;
    let unreadable = 0;
    for (let round = 1; round <= rounds; round++) {
      const page = await letters.take();
      if (page.length === 0) break;
      for (const { body, handle } of page) {
        const batch = readBatch(body);
        if (batch === undefined) {
          unreadable += 1;
          continue;
        }
        await send(batch);
        await letters.remove(handle);
        sent += 1;
      }
    }
    return { sent, unreadable };
  };
}

function readBatch(body: string): Batch | undefined {
  try {
    return Batch.parse(JSON.parse(body));
  } catch {
    return undefined;
  }
}
