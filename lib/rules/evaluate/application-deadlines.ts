import { type Bilingual, both } from "../bilingual.ts";
import { deadline, interval, promptDuty } from "../derive-obligation.ts";
import { verdict } from "../derive-verdict.ts";
import type { StepName } from "../facts/application-facts.ts";
import type { Finding } from "../finding.ts";
import type { RuleId } from "../rule.ts";
import { computeDate, ruleAt } from "../rule-context.ts";
import { type ApplicationCase, admissionMeeting, finalConversionMeeting, stepReference } from "./application-case.ts";

/** What is due after each dated step. */
export function applicationDeadlines(theCase: ApplicationCase): (Finding | null)[] {
  return [
    within(theCase, "DEV-03", "application_received", "talk_held"),
    prompt(theCase, "DEV-05", {
      cause: "activist_decided",
      done: "activist_filed",
      message: both("入党积极分子报上级备案", "file the activist with the superior"),
    }),
    prompt(theCase, "DEV-06", { cause: "activist_decided", done: "contacts_appointed" }),
    ...reviews(theCase),
    filingOf2014(theCase),
    leavingSoon(theCase),
    ...admission(theCase),
    within(theCase, "DEV-33", "admission_approved", "oath_taken"),
    oathOf2014(theCase),
    prompt(theCase, "DEV-31", { cause: "admission_approved", done: "admission_filed" }),
    prompt(theCase, "DEV-46", { cause: "admission_approved", done: "placed_in_branch" }),
    ...conversion(theCase),
  ];
}

function within(theCase: ApplicationCase, ruleId: RuleId, cause: StepName, done: StepName): Finding | null {
  const { context, subject, edition, reference } = theCase;
  const from = reference(cause);
  return from && deadline(context, { ruleId, subject, edition, cause: from, done: reference(done) });
}

function prompt(
  { context, subject, edition, reference }: ApplicationCase,
  ruleId: RuleId,
  { cause, done, message }: { cause: StepName; done: StepName; message?: Bilingual },
): Finding | null {
  const from = reference(cause);
  if (!from) return null;
  return promptDuty(context, {
    ruleId,
    subject,
    edition,
    cause: from,
    done: reference(done),
    ...(message ? { message } : {}),
  });
}

/** Half-yearly reviews run from the activist decision to the listing. */
function reviews({ context, subject, edition, reference, all }: ApplicationCase) {
  const start = reference("activist_decided");
  if (!start) return [];
  const repeats = all("activist_reviewed")
    .map(stepReference)
    .filter((step) => step !== null);
  const until = reference("target_listed")?.on ?? null;
  return interval(context, { ruleId: "DEV-07", subject, edition, start, repeats, until });
}

/** Pre-review to meeting (each pre-review anew), meeting to approval, and the extension of the approval. */
function admission(theCase: ApplicationCase): (Finding | null)[] {
  const { context, subject, edition, all, reference } = theCase;
  const meetings = all("admission_meeting");
  const preReviews = all("pre_review_passed");
  const toMeeting = preReviews.map((preReview, index) => {
    const next = preReviews[index + 1];
    const done = meetings.find(({ on }) => on >= preReview.on && (!next || on < next.on)) ?? null;
    // A pre-review that was repeated is replaced: nothing is owed for it any more.
    if (!done && next) return null;
    return deadline(context, {
      ruleId: "DEV-20",
      subject,
      edition,
      cause: { fact: "pre_review_passed", on: preReview.on, id: preReview.id },
      done: stepReference(done),
    });
  });
  const cause = stepReference(admissionMeeting(theCase));
  if (!cause) return toMeeting;
  const done = reference("admission_approved");
  const ruleId = all("approval_extended").length > 0 ? "DEV-30" : "DEV-29";
  return [...toMeeting, deadline(context, { ruleId, subject, edition, cause, done })];
}

/** In 2014 the listing was filed with the superior; since 2026 the superior's consent comes first. */
function filingOf2014(theCase: ApplicationCase): Finding | null {
  const cause = theCase.reference("target_listed");
  if (!cause || ruleAt(theCase.context, "DEV-13", { on: cause.on, edition: theCase.edition })) return null;
  return prompt(theCase, "DEV-12", { cause: "target_listed", done: "target_filed" });
}

/** The edition of 2014 sets no time for the oath; it is owed all the same. */
function oathOf2014(theCase: ApplicationCase): Finding | null {
  const cause = theCase.reference("admission_approved");
  if (!cause || ruleAt(theCase.context, "DEV-33", { on: cause.on, edition: theCase.edition })) return null;
  return prompt(theCase, "DEV-32", { cause: "admission_approved", done: "oath_taken" });
}

function conversion(theCase: ApplicationCase): (Finding | null)[] {
  const { context, subject, edition, all, reference } = theCase;
  const meetings = all("conversion_meeting");
  const approvals = meetings.map((meeting, index) => {
    const until = meetings[index + 1]?.on;
    const done = all("conversion_approved").find(({ on }) => on >= meeting.on && (!until || on < until)) ?? null;
    return deadline(context, {
      ruleId: "DEV-39",
      subject,
      edition,
      cause: { fact: "conversion_meeting", on: meeting.on, id: meeting.id },
      done: stepReference(done),
    });
  });
  const final = finalConversionMeeting(theCase);
  if (final?.outcome !== "convert") return approvals;
  const approved = reference("conversion_approved");
  const announced =
    approved &&
    ({ ruleId: "DEV-39", subject, edition, cause: approved, done: reference("conversion_announced") } as const);
  return [
    ...approvals,
    announced &&
      promptDuty(context, {
        ...announced,
        part: "announce",
        message: both(
          "书记与本人谈话并在党员大会宣布",
          "talk with the member and announce the conversion at a members' meeting",
        ),
      }),
    prompt(theCase, "DEV-41", { cause: "conversion_approved", done: "file_archived" }),
  ];
}

/** A candidate who leaves the unit soon is normally not put to admission. */
function leavingSoon({ context, subject, edition, facts, reference }: ApplicationCase): Finding | null {
  const leaving = facts.expectedLeaving;
  if (!leaving || reference("admission_meeting") || !reference("target_listed")) return null;
  const resolved = ruleAt(context, "DEV-19", { on: context.on, edition });
  if (!resolved) return null;
  const lastDay = computeDate(context, resolved, { limit: "shortest", from: leaving, sign: -1, reading: "latest" });
  if (context.on <= lastDay.date) return null;
  const about = [{ fact: "expected_leaving", on: leaving }];
  return verdict(
    resolved,
    { ruleId: "DEV-19", subject, edition, occasion: `leaving@${leaving}`, about },
    { arithmetic: [lastDay.arithmetic], limit: lastDay.limit },
  );
}
