import * as z from "zod";
import { Organization } from "./organization.ts";

/** What can be wrong with an organisation by the numbers that it carries itself; the order is that of urgency. */
export const findingCodes = [
  "term_expired",
  "election_due",
  "extension_too_long",
  "too_few_full_members",
  "nobody_recorded",
  "committee_missing",
  "too_many_members",
] as const;
export type FindingCode = (typeof findingCodes)[number];

const Text = z.object({ zh: z.string(), en: z.string() });

/** Why something is so: the rule with its article and edition, the figures, and how sure the rule itself is. */
const Reason = z.object({
  ruleId: z.string(),
  citation: Text,
  edition: Text.meta({ description: "文件全称和施行日期 · Title of the regulation and since when it is in force" }),
  arithmetic: z.array(Text).meta({ description: "推算过程 · The figures, step by step" }),
  overrides: z.array(Text).meta({ description: "本校或本组织的规定 · Numbers of one's own" }),
  warnings: z.array(Text).meta({ description: "依据不足之处 · What is not settled about the rule" }),
});
export type Reason = z.infer<typeof Reason>;

/** A number of the organisation that offends a rule. `breach` is binding, `attention` is "normally", local or coming up. */
export const Finding = z
  .object({
    code: z.enum(findingCodes),
    level: z.enum(["breach", "attention"]),
    message: Text,
    reason: Reason,
  })
  .meta({ id: "OrganizationFinding", description: "不符合规定之处 · Where a number offends a rule" });
export type Finding = z.infer<typeof Finding>;

/** A finding as the tree shows it. */
export const Mark = Finding.pick({ code: true, level: true }).meta({ id: "OrganizationMark" });
export type Mark = z.infer<typeof Mark>;

const ClockStep = z.object({ what: Text, on: z.iso.date(), reason: Reason });
export type ClockStep = z.infer<typeof ClockStep>;

/** The re-election clock: the term, its end, and the days by which the steps before the election are due. */
export const TermClock = z
  .object({
    startedOn: z.iso.date(),
    endsOn: z.iso.date(),
    extendedTo: z.iso.date().nullable(),
    state: z.enum(["running", "due", "overdue"]),
    daysLeft: z.int().meta({ description: "距届满（或延期）天数，过期为负 · Days left; below zero when it is over" }),
    steps: z.array(ClockStep),
  })
  .meta({ id: "TermClock", description: "换届时钟 · The re-election clock" });
export type TermClock = z.infer<typeof TermClock>;

export const ListedOrganization = Organization.extend({ marks: z.array(Mark) }).meta({
  id: "ListedOrganization",
  description: "党组织及其提示 · An organisation with the marks of its findings",
});
export type ListedOrganization = z.infer<typeof ListedOrganization>;

export const OrganizationDetail = ListedOrganization.extend({
  findings: z.array(Finding),
  clock: TermClock.nullable(),
}).meta({ id: "OrganizationDetail", description: "党组织详情 · An organisation with findings and clock" });
export type OrganizationDetail = z.infer<typeof OrganizationDetail>;
