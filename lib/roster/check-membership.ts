import { addMonths } from "../rules/calendar/periods.ts";
import type { PlainDate } from "../rules/calendar/plain-date.ts";
import { type MembershipNumbers, PROBATION_RESTORED } from "./national-numbers.ts";
import { addYears, earliest, isMonth, latest } from "./partial-date.ts";
import type { RosterDraft } from "./roster-row.ts";
import type { RowFindings } from "./row-findings.ts";

export interface MembershipContext {
  /** Today, YYYY-MM-DD. */
  readonly asOf: string;
  /** From the ID number; absent when that is faulty. */
  readonly birthDate?: string;
  readonly numbers: MembershipNumbers;
}

/** Which of the two dates each category has. Stages before admission have neither. */
function checkPresence(draft: RosterDraft, findings: RowFindings): void {
  const { member_category: category, admission_date: admission, conversion_date: conversion } = draft;
  if (category === null) return;
  const isMember = category === "full_member" || category === "probationary_member";
  if (isMember && admission === null && !findings.hasProblem("admission_date")) {
    findings.reject("admission_date", "missing_admission_date");
  }
  if (category === "full_member" && conversion === null && !findings.hasProblem("conversion_date")) {
    findings.reject("conversion_date", "missing_conversion_date");
  }
  if (category === "probationary_member" && conversion !== null) {
    findings.reject("conversion_date", "unexpected_conversion_date");
  }
  if (!isMember && admission !== null) findings.reject("admission_date", "unexpected_admission_date");
  if (!isMember && conversion !== null) findings.reject("conversion_date", "conversion_without_membership");
}

/** A fault is certain when every day that the two dates can mean breaks the rule. */
function checkProbation(
  { admission, conversion }: { admission: string; conversion: string },
  { probationYears, extensionMonths }: MembershipNumbers,
  findings: RowFindings,
): void {
  if (latest(conversion) < earliest(admission)) {
    findings.reject("conversion_date", "conversion_before_admission");
    return;
  }
  if (latest(conversion) < addYears(earliest(admission), probationYears)) {
    if (latest(admission) < PROBATION_RESTORED.from) findings.warn("conversion_date", "probation_before_rule");
    else findings.reject("conversion_date", "probation_too_short");
  }
  const longest = addMonths(addYears(latest(admission), probationYears) as PlainDate, extensionMonths);
  if (earliest(conversion) > longest) findings.warn("conversion_date", "probation_too_long");
}

/** The rules between category, admission and conversion. Only what is certain at the precision given is a fault. */
export function checkMembership(draft: RosterDraft, context: MembershipContext, findings: RowFindings): void {
  checkPresence(draft, findings);
  const { admission_date: admission, conversion_date: conversion } = draft;
  if (admission !== null && isMonth(admission)) findings.warn("admission_date", "date_month_precision");
  if (conversion !== null && isMonth(conversion)) findings.warn("conversion_date", "date_month_precision");
  if (admission === null) return;
  const { asOf, birthDate, numbers } = context;
  if (birthDate !== undefined && latest(admission) < addYears(birthDate, numbers.minimumAgeYears)) {
    findings.reject("admission_date", "underage_admission");
  }
  if (draft.member_category === "full_member" && conversion !== null) {
    checkProbation({ admission, conversion }, numbers, findings);
  }
  const isOver = addYears(latest(admission), numbers.probationYears) < asOf;
  if (draft.member_category === "probationary_member" && isOver) findings.warn("admission_date", "probation_overdue");
}
