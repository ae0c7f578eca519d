import * as z from "zod";

const Count = z.int().min(0);
export const Year = z.coerce.number().int().min(2000).max(2100);
/** Whose book of which year is asked for. */
export const OfOrganization = z.object({ organizationId: z.string().min(1).max(64), year: Year });
const Text = z.object({ zh: z.string(), en: z.string() });

/** An activity as an organisation's ledger shows it; the number of the year opens to these. */
export const LedgerEntry = z.object({
  activityId: z.string(),
  version: z.int().positive(),
  kind: z.string(),
  alsoKinds: z.array(z.string()),
  title: z.string(),
  day: z.iso.date(),
  state: z.string(),
  hostOrganizationId: z.string(),
  due: Count,
  present: Count,
  isQuorate: z.boolean().nullable(),
  corrections: Count,
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** One kind in one month. `due` and `present` are sums over what is filed. */
export const LedgerCell = z.object({
  month: z.int().min(1).max(12),
  kind: z.string(),
  planned: Count,
  open: Count,
  filed: Count,
  due: Count,
  present: Count,
});
export type LedgerCell = z.infer<typeof LedgerCell>;

/** How often something was held, and over all of it who was due and who came. */
const HeldCounts = z.object({ held: Count, due: Count, present: Count });
export type HeldCounts = z.infer<typeof HeldCounts>;

/** What is filed with the organisation as its host, so that sums over a tree hold a joint activity once. */
const Hosted = HeldCounts.extend({ kinds: z.array(HeldCounts.extend({ kind: z.string() })) });

export const LedgerYear = z.object({
  cells: z.array(LedgerCell),
  filed: Count,
  due: Count,
  present: Count,
  hosted: Hosted,
});
export type LedgerYear = z.infer<typeof LedgerYear>;

/** An activity in a person's own record. */
export const PersonEntry = z.object({
  activityId: z.string(),
  version: z.int().positive(),
  kind: z.string(),
  title: z.string(),
  startsAt: z.iso.datetime(),
  day: z.iso.date(),
  hostOrganizationId: z.string(),
  isDue: z.boolean(),
  attendance: z.string(),
  /** Whether it is part of what every member takes part in; entries of former releases do not tell. */
  isOrganizationalLife: z.boolean().default(false),
  /** Minutes that count as study, before the cap of a half day. */
  studyMinutes: Count,
});
export type PersonEntry = z.infer<typeof PersonEntry>;

export const PersonYear = z.object({
  due: Count,
  attended: Count,
  leave: Count,
  absent: Count,
  studyHours: z.number().min(0),
});
export type PersonYear = z.infer<typeof PersonYear>;

/** What somebody has to reach in a year, with the rule that says so. */
export const StudyTarget = z.object({ hours: z.number(), ruleId: z.string(), citation: Text, explanation: Text });
export type StudyTarget = z.infer<typeof StudyTarget>;
