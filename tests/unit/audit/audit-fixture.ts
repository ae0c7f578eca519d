import type { AuditStore } from "../../../lib/audit/audit-store.ts";
import { recordFacts } from "../../../lib/audit/record-facts.ts";
import type { Fact } from "../../../lib/shared/event.ts";

/** Records one fact alone. */
export function recordFact({ store }: { store: AuditStore }) {
  const record = recordFacts({ store });
  return async (fact: Fact) => (await record([fact])).get(fact.id);
}

/** A fact of the product; the number makes it another one. */
export function factNumber(number: number, data: Record<string, unknown> = { version: number }): Fact {
  return {
    id: `OrganizationRenamed/org-${number}/1`,
    name: "OrganizationRenamed",
    source: "dangjian.organization",
    version: 1,
    at: "2026-11-21T08:00:00.000Z",
    correlationId: `request-${number}`,
    actor: number % 3 === 0 ? null : `account-${number}`,
    subject: { kind: "organization", id: `org-${number}` },
    organizationId: number % 4 === 0 ? null : `org-${number % 2}`,
    data,
  };
}
