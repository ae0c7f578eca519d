import type { Fact, Outcome } from "../shared/event.ts";
import { hashOf, type StoredAuditEntry } from "./audit-entry.ts";
import type { AuditStore, ChainHead } from "./audit-store.ts";

/** Appends in parallel move the head; whoever loses takes the new head and tries again, at most so often in one delivery. */
const attempts = 20;

/**
 * Records facts exactly once each at the end of the chain, however often they are delivered; all of them in one write.
 * Units: 1 read, 2 writes, and 6 writes a fact. At most 49 facts: a transaction takes 100 items.
 */
export function recordFacts({ store }: { store: AuditStore }) {
  return async (facts: readonly Fact[]): Promise<ReadonlyMap<string, Outcome>> => {
    const outcomes = new Map<string, Outcome>();
    let pending = [...new Map(facts.map((fact) => [fact.id, fact])).values()];
    for (let attempt = 1; attempt <= attempts && pending.length > 0; attempt++) {
      const head = await store.findHead();
      const result = await store.append(await entriesAfter(head, pending), head);
      if (result.kind === "done") {
        for (const { id } of pending) outcomes.set(id, "done");
        return outcomes;
      }
      if (result.kind === "head_moved") continue;
      for (const id of result.entryIds) outcomes.set(id, "already_done");
      pending = pending.filter(({ id }) => !outcomes.has(id));
    }
    if (pending.length > 0) throw new Error("the chain is too busy");
    return outcomes;
  };
}

async function entriesAfter(head: ChainHead, facts: readonly Fact[]): Promise<StoredAuditEntry[]> {
  const entries: StoredAuditEntry[] = [];
  let last = head;
  for (const fact of facts) {
    const entry = await entryAfter(last, fact);
    entries.push(entry);
    last = entry;
  }
  return entries;
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

/**
 * Lists and objects are kept as JSON text: an entry is flat, so that its hash has one form only. A name that whoever reads
 * the entry drops as unsafe is dropped here, before the hash.
 */
function plainDetails(data: Record<string, unknown>): StoredAuditEntry["details"] {
  const plain = (value: unknown) =>
    value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean"
      ? value
      : JSON.stringify(value);
  const named = Object.entries(data).filter(([name]) => name !== "__proto__");
  return Object.fromEntries(named.map(([name, value]) => [name, plain(value)]));
}
