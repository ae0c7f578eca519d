import * as z from "zod";
import type { Circumstances } from "../shared/event.ts";
import type { Organization } from "./organization.ts";

/** What of an organisation a person changes; counts follow from elsewhere and have no history here. */
const trackedFields = [
  "name",
  "shortName",
  "parentId",
  "kind",
  "establishedOn",
  "termYears",
  "termStartedOn",
  "termExtendedTo",
  "status",
  "dissolvedOn",
  "successorId",
] as const satisfies readonly (keyof Organization)[];

export const changeKinds = [
  "created",
  "renamed",
  "moved",
  "term_renewed",
  "term_extended",
  "merge_started",
  "merged_others",
  "merged_into",
  "dissolved",
] as const;

const Value = z.union([z.string(), z.number(), z.null()]);

/** One line of an organisation's history. */
export const ChangeLine = z.object({
  lineId: z.string(),
  at: z.iso.datetime(),
  actor: z.string().nullable(),
  kind: z.enum(changeKinds),
  version: z.int().positive(),
  /** The day on which it happened outside, such as the day of an election. */
  effectiveOn: z.iso.date().nullable(),
  reason: z.string().nullable(),
  document: z.string().nullable(),
  changes: z.array(z.object({ field: z.enum(trackedFields), before: Value, after: Value })),
  /** What the organisations that the line names were called then. */
  names: z.record(z.string(), z.string()),
});
export type ChangeLine = z.infer<typeof ChangeLine>;

export interface Occasion {
  readonly kind: ChangeLine["kind"];
  readonly effectiveOn?: string;
  readonly reason?: string | undefined;
  readonly document?: string | undefined;
  /** Other organisations of which the line speaks. */
  readonly others?: readonly Pick<Organization, "organizationId" | "shortName">[];
}

/** The line about one write; without `before` the organisation came into being. */
export function changeLine(
  before: Organization | undefined,
  after: Organization,
  circumstances: Circumstances,
  { kind, effectiveOn, reason, document, others = [] }: Occasion,
): ChangeLine {
  const { at, actor } = circumstances;
  return {
    // Sorts by time as text; the version tells lines of one millisecond apart.
    lineId: `${at.toISOString()}#${String(after.version).padStart(6, "0")}`,
    at: at.toISOString(),
    actor,
    kind,
    version: after.version,
    effectiveOn: effectiveOn ?? null,
    reason: reason ?? null,
    document: document ?? null,
    changes: trackedFields
      .map((field) => ({ field, before: before?.[field] ?? null, after: after[field] }))
      .filter((change) => change.before !== change.after),
    names: Object.fromEntries(others.map(({ organizationId, shortName }) => [organizationId, shortName])),
  };
}
