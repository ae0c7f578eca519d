import * as z from "zod";

/** One line of the record of operations: who did what, when, to what; chained by hashes so that a change shows. */
export const AuditEntry = z
  .object({
    sequence: z.int().positive().meta({ description: "连续编号 · Gapless number in the chain" }),
    entryId: z.string().meta({ description: "事件编号 · Id of the event that was recorded" }),
    at: z.iso.datetime(),
    actor: z.object({
      accountId: z.string().nullable().meta({ description: "为空表示系统 · Null: the system itself" }),
      name: z.string().nullable(),
    }),
    action: z.string().meta({ description: "事件名 · Name of the event", example: "OrganizationRenamed" }),
    subject: z.object({ kind: z.string(), id: z.string() }),
    organizationId: z.string().nullable(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    previousHash: z.string(),
    hash: z.string(),
  })
  .meta({ id: "AuditEntry", description: "操作记录 · Entry of the audit trail" });

export type AuditEntry = z.infer<typeof AuditEntry>;

/** What is stored and hashed. Names of people stay out of the chain: they are looked up when it is read. */
export const StoredAuditEntry = AuditEntry.omit({ actor: true }).extend({ actorId: z.string().nullable() });
export type StoredAuditEntry = z.infer<typeof StoredAuditEntry>;

/** The entry before the first one. */
export const genesisHash = "0".repeat(64);

/** The text that is hashed: fixed order of fields, sorted details. SHA-256 over it, in hex, is the entry's hash. */
export function hashedText(entry: Omit<StoredAuditEntry, "hash">): string {
  const details = Object.entries(entry.details).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    entry.sequence,
    entry.entryId,
    entry.at,
    entry.actorId,
    entry.action,
    entry.subject.kind,
    entry.subject.id,
    entry.organizationId,
    details,
    entry.previousHash,
  ]);
}

export async function hashOf(entry: Omit<StoredAuditEntry, "hash">): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(hashedText(entry)));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
