/** Messages that wait for somebody's digest. */
export interface DigestStore {
  /** A repeat changes nothing. */
  collect(day: string, recipientId: string, messageId: string): Promise<void>;
  listCollected(day: string, recipientId: string): Promise<readonly string[]>;
  /** Everybody for whom something was collected, each once, part by part. */
  listRecipients(day: string, part: number): AsyncIterable<string>;
}

/** Partitions of one day: digests of 50,000 people are collected within minutes of a message to all. */
export const digestParts = 10;
