import { both } from "../bilingual.ts";
import { ageOn } from "../calendar/periods.ts";
import { addDays } from "../calendar/plain-date.ts";
import { bound, tooEarly, verdict } from "../derive-verdict.ts";
import { getLimit } from "../find-rule.ts";
import type { FactReference, Finding } from "../finding.ts";
import { holds } from "../limit.ts";
import { isAdopted } from "../policy.ts";
import { computeDate, ruleAt } from "../rule-context.ts";
import { type ApplicationCase, stepReference } from "./application-case.ts";

/** What was too early, too few or out of order from the application to the listing as development target. */
export function applicationListing(theCase: ApplicationCase): (Finding | null)[] {
  return [age(theCase), ...contacts(theCase), ...cultivation(theCase), ...notice(theCase)];
}

function age({ context, subject, edition, facts, reference }: ApplicationCase): Finding | null {
  const received = reference("application_received");
  const resolved = received && ruleAt(context, "DEV-01", { on: received.on, edition });
  if (!resolved || !facts.birthDate) return null;
  const limit = getLimit(resolved, "age");
  const years = ageOn(facts.birthDate, received.on);
  if (holds(years, limit)) return null;
  const figures = { kind: "age", birth: facts.birthDate, on: received.on, result: years } as const;
  const comparison = { kind: "comparison", left: years, limit, isHeld: false } as const;
  return verdict(
    resolved,
    { ruleId: "DEV-01", subject, occasion: "age", about: [received] },
    { arithmetic: [figures, comparison], limit },
  );
}

function contacts({ context, subject, edition, last }: ApplicationCase) {
  const appointed = last("contacts_appointed");
  const at = stepReference(appointed);
  if (!appointed || !at) return [];
  const value = new Set(appointed.contacts).size;
  return ["fewest", "most"].map((limit) => bound(context, { ruleId: "DEV-06", subject, edition, limit, value, at }));
}

function cultivation({ context, subject, edition, facts, reference }: ApplicationCase): (Finding | null)[] {
  const decided = reference("activist_decided");
  const event = reference("target_listed");
  const received = reference("application_received");
  const adopted =
    decided && isAdopted(context.policy, { ruleId: "DEV-52", limit: "monthsBeforeActivist", on: decided.on });
  const early =
    adopted && received && decided
      ? tooEarly(context, {
          ruleId: "DEV-52",
          subject,
          edition,
          limit: "monthsBeforeActivist",
          cause: received,
          event: decided,
        })
      : null;
  if (!decided || !event) return [early];
  // The edition is that of the decision here; the time may have begun in an earlier unit.
  const cause = facts.cultivatedSince ? { fact: "cultivated_since", on: facts.cultivatedSince } : decided;
  return [early, tooEarly(context, { ruleId: "DEV-10", subject, edition, limit: "shortest", cause, event })];
}

/** Since 2026: consent, then a notice of working days, then the listing. */
function notice(theCase: ApplicationCase): (Finding | null)[] {
  const { context, subject, edition, facts, first, reference } = theCase;
  const listed = reference("target_listed");
  const started = first("notice_started");
  const at = stepReference(started);
  const resolved = listed && ruleAt(context, "DEV-13", { on: listed.on, edition });
  if (!resolved || !started || !at) return [];
  const ended = reference("notice_ended") ?? listed;
  const about = { ruleId: "DEV-13", subject, edition } as const;
  const open = both("公示未结束即列为发展对象", "Listed before the notice ended");
  return [
    noticeLength(theCase, { at, ended }),
    ended.on > listed.on
      ? verdict(resolved, { ...about, occasion: "open", message: open, about: [ended, listed] })
      : null,
    consentOrder(theCase, { at, listed }),
    facts.isMobilePerson
      ? bound(context, { ...about, ruleId: "DEV-43", limit: "places", value: started.places, at })
      : null,
  ];
}

/** The text does not say whether the first day counts: who counted it is not in breach, but is told. */
function noticeLength(
  { context, subject, edition }: ApplicationCase,
  { at, ended }: { at: FactReference; ended: FactReference },
) {
  const limit = "shortest";
  const found = tooEarly(context, { ruleId: "DEV-13", subject, edition, limit, cause: at, event: ended });
  const resolved = ruleAt(context, "DEV-13", { on: at.on, edition });
  if (!found || !resolved) return found;
  const withFirstDay = computeDate(context, resolved, { limit, from: addDays(at.on, -1), reading: "latest" });
  return ended.on >= withFirstDay.date ? { ...found, level: "attention" as const } : found;
}

function consentOrder(
  { context, subject, edition, reference }: ApplicationCase,
  { at, listed }: { at: FactReference; listed: FactReference },
) {
  const consented = reference("superior_consented");
  const resolved = ruleAt(context, "DEV-12", { on: listed.on, edition });
  if (!resolved || !consented || consented.on <= at.on) return null;
  const message = both("公示早于上级党委同意", "The notice came before the superior's consent");
  return verdict(resolved, {
    ruleId: "DEV-12",
    subject,
    occasion: "notice_before_consent",
    message,
    about: [consented, at],
  });
}
