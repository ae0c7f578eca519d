import * as z from "zod";

/** 32 random bytes; only their hash is kept. The ending tells programs what it is. */
export const CalendarSecret = z.string().regex(/^[\w-]{43}\.ics$/);

export const CalendarFeed = z.object({
  feedId: z.string().regex(/^[0-9a-z]{20}$/),
  /** Null: what is ahead for the owner. */
  organizationId: z.string().nullable(),
  createdAt: z.iso.datetime(),
});
export type CalendarFeed = z.infer<typeof CalendarFeed>;

/** What stays inside: whose it is, and by which hash it is found. */
export const StoredFeed = CalendarFeed.extend({ accountId: z.string(), hash: z.string() });
export type StoredFeed = z.infer<typeof StoredFeed>;

export interface CalendarFeedStore {
  findByHash(hash: string): Promise<StoredFeed | undefined>;
  listOf(accountId: string): Promise<StoredFeed[]>;
  insert(feed: StoredFeed): Promise<void>;
  remove(feed: StoredFeed): Promise<void>;
}
