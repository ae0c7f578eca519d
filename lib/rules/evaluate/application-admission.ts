import { both } from "../bilingual.ts";
import { bound, verdict } from "../derive-verdict.ts";
import { getLimit } from "../find-rule.ts";
import type { Finding } from "../finding.ts";
import { holds } from "../limit.ts";
import { ruleAt } from "../rule-context.ts";
import { type ApplicationCase, stepReference } from "./application-case.ts";
import { judgeVote } from "./judge-vote.ts";

/** What offends a number or the order from the listing to the oath, and the votes of both meetings. */
export function applicationAdmission(theCase: ApplicationCase): (Finding | null)[] {
  return [...introducers(theCase), ...training(theCase), ...votes(theCase), approver(theCase), earlyOath(theCase)];
}

function introducers({ context, subject, edition, last }: ApplicationCase): (Finding | null)[] {
  const named = last("introducers_named");
  const at = stepReference(named);
  if (!named || !at) return [];
  const size = (people: readonly string[]) => new Set(people).size;
  const rule15 = ruleAt(context, "DEV-15", { on: at.on, edition });
  return [
    bound(context, { ruleId: "DEV-14", subject, edition, limit: "number", value: size(named.introducers), at }),
    bound(context, { ruleId: "DEV-15", subject, edition, limit: "barred", value: size(named.barred), at }),
    rule15?.limits.unsuitable
      ? bound(context, { ruleId: "DEV-15", subject, edition, limit: "unsuitable", value: size(named.unsuitable), at })
      : null,
  ];
}

/** Days or hours: reaching one of the two is enough. */
function training({ context, subject, edition, all, facts }: ApplicationCase): (Finding | null)[] {
  const done = all("training_completed");
  const at = stepReference(done.at(-1) ?? null);
  const resolved = at && ruleAt(context, "DEV-17", { on: at.on, edition });
  if (!resolved || facts.isTrainingExcused) return [];
  const days = getLimit(resolved, "days");
  const hours = getLimit(resolved, "hours");
  const sum = (unit: "days" | "hours") => done.reduce((total, training) => total + training[unit], 0);
  if (holds(sum("days"), days) || holds(sum("hours"), hours)) return [];
  const arithmetic = [
    { kind: "comparison", left: sum("days"), limit: days, isHeld: false },
    { kind: "comparison", left: sum("hours"), limit: hours, isHeld: false },
  ] as const;
  return [
    verdict(
      resolved,
      { ruleId: "DEV-17", subject, occasion: `training@${at.on}`, about: [at] },
      { arithmetic, limit: days },
    ),
  ];
}

function votes({ context, subject, edition, all }: ApplicationCase): (Finding | null)[] {
  const admission = all("admission_meeting").filter(({ isPassed }) => isPassed);
  return [...admission, ...all("conversion_meeting")].flatMap((meeting) => {
    const at = { fact: meeting.step, on: meeting.on, id: meeting.id };
    return judgeVote(context, { kind: "admission", subject, edition, at, ...meeting }).verdicts;
  });
}

function approver({ context, subject, edition, first }: ApplicationCase): Finding | null {
  const approved = first("admission_approved");
  const at = stepReference(approved);
  const resolved = at && ruleAt(context, "DEV-27", { on: at.on, edition });
  if (!resolved || approved?.by === "grassroots_committee" || approved?.by === "university_committee") return null;
  const message = both("无审批权的组织作出审批", "A body without the right to approve has approved");
  return verdict(resolved, { ruleId: "DEV-27", subject, occasion: "approver", message, about: [at] });
}

function earlyOath({ context, subject, edition, reference }: ApplicationCase): Finding | null {
  const oath = reference("oath_taken");
  const approved = reference("admission_approved");
  const resolved = oath && ruleAt(context, "DEV-32", { on: oath.on, edition });
  if (!resolved || (approved && approved.on <= oath.on)) return null;
  const message = both("批准前举行入党宣誓", "The oath was taken before the approval");
  return verdict(resolved, { ruleId: "DEV-32", subject, occasion: "oath_before_approval", message, about: [oath] });
}
