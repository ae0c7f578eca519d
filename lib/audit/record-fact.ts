import type { Fact, Outcome } from "../shared/event.ts";
import { hashOf, type StoredAuditEntry } from "./audit-entry.ts";
import type { AuditStore, ChainHead } from "./audit-store.ts";

/** Appends in parallel move the head; whoever loses takes the new head and tries again, at most so often in one delivery. */
const attempts = 20;

/** Records each fact exactly once at the end of the chain, however often it is delivered. Units: 1 read, 8 writes. */
export function recordFact({ store }: { store: AuditStore }) {
  return async (fact: Fact): Promise<Outcome> => {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const head = await store.findHead();
      const result = await store.append(await entryAfter(head, fact), head);
      if (result === "done") return "done";
      if (result === "already_recorded") return "already_done";
    }
    throw new Error("the chain is too busy");
  };
}

async function entryAfter(head: ChainHead, fact: Fact): Promise<StoredAuditEntry> {
  const entry = {
    sequence: head.sequence + 1,
    entryId: fact.id,
    at: fact.at,
    actorId: fact.actor,
    action: fact.name,
    subject: fact.subject,
    organizationId: fact.organizationId,
    details: plainDetails(fact.data),
    previousHash: head.hash,
  };
  return { ...entry, hash: await hashOf(entry) };
}

/** Lists and objects are kept as JSON text: an entry is flat, so that its hash has one form only. */
function plainDetails(data: Record<string, unknown>): StoredAuditEntry["details"] {
  const plain = (value: unknown) =>
    value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean"
      ? value
      : JSON.stringify(value);
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, plain(value)]));
}
