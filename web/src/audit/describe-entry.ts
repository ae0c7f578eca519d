import type { OrganizationKind } from "../../../lib/shared/organization-kinds.ts";
import type { OrganizationTree } from "../organization/organization-tree.ts";
import { nameOf, type Terms } from "../terms/zh.ts";
import type { AuditEntry } from "./use-audit.ts";

interface DescribedDetail {
  readonly name: string;
  readonly value: string;
}

/** What repeats the entry itself, or is written for machines. */
const unshown: ReadonlySet<string> = new Set(["version", "path", "formerPath"]);

function isKind(terms: Terms, value: unknown): value is OrganizationKind {
  return typeof value === "string" && value in terms.organization.kinds;
}

function describeValue(
  name: string,
  value: AuditEntry["details"][string],
  tree: OrganizationTree | undefined,
  terms: Terms,
): string {
  if (value === null) return terms.audit.nothing;
  if (typeof value === "boolean") return value ? terms.audit.yes : terms.audit.no;
  if (name === "kind" && isKind(terms, value)) return terms.organization.kinds[value];
  return tree?.find(String(value))?.shortName ?? String(value);
}

/** In this order, the rest behind; stored details have no order of their own. */
const order = ["formerName", "name", "formerShortName", "shortName", "formerParentId", "parentId", "kind"];

/** A name that a change left as it was says nothing. */
const pairs: Readonly<Record<string, string>> = {
  name: "formerName",
  formerName: "name",
  shortName: "formerShortName",
  formerShortName: "shortName",
};

/** The details of an entry in words; a detail that has no word yet is shown by its identifier. */
export function describeDetails(
  entry: AuditEntry,
  tree: OrganizationTree | undefined,
  terms: Terms,
): DescribedDetail[] {
  return Object.entries(entry.details)
    .filter(([name, value]) => !unshown.has(name) && entry.details[pairs[name] ?? ""] !== value)
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([name, value]) => ({
      name: nameOf(terms.audit.detailNames, name),
      value: describeValue(name, value, tree, terms),
    }));
}

function rank(name: string): number {
  const position = order.indexOf(name);
  return position === -1 ? order.length : position;
}

export function describeSubject({ subject }: AuditEntry, tree: OrganizationTree | undefined): string {
  return tree?.find(subject.id)?.shortName ?? subject.id;
}

export function describeActor({ actor }: AuditEntry, terms: Terms): string {
  return actor.name ?? actor.accountId ?? terms.audit.system;
}
