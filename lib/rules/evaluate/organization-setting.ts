import { both } from "../bilingual.ts";
import type { PlainDate } from "../calendar/plain-date.ts";
import { deadline } from "../derive-obligation.ts";
import { bound, verdict } from "../derive-verdict.ts";
import { knownFacts, referTo } from "../facts/dated-fact.ts";
import type { OrganizationActivityKind, OrganizationFacts } from "../facts/organization-facts.ts";
import { getLimit } from "../find-rule.ts";
import type { FactReference, Finding, Subject } from "../finding.ts";
import { holds } from "../limit.ts";
import { isAdopted } from "../policy.ts";
import { type RuleContext, ruleAt } from "../rule-context.ts";

/** Whether an organisation has the members, the size and the leaders that its form asks for. */
export function organizationSetting(context: RuleContext, facts: OrganizationFacts): (Finding | null)[] {
  const subject = { kind: "organization", id: facts.id } as const;
  return [
    setupAnswer(context, facts, subject),
    ...(facts.kind === "branch"
      ? [...branchSize(context, facts, subject), ...branchLeaders(context, facts, subject)]
      : []),
    ...(facts.kind === "temporary_branch" ? temporaryBranch(context, facts, subject) : []),
    ...(facts.kind === "general_branch" ? [commissioner(context, facts, subject)] : []),
    ...secretaries(context, facts),
  ];
}

function setupAnswer(context: RuleContext, { setupRequested, setupAnswered }: OrganizationFacts, subject: Subject) {
  if (!setupRequested || setupRequested.on > context.on) return null;
  const done = setupAnswered && setupAnswered.on <= context.on ? referTo("setup_answered", setupAnswered) : null;
  return deadline(context, { ruleId: "BR-05", subject, cause: referTo("setup_requested", setupRequested), done });
}

function branchSize(context: RuleContext, facts: OrganizationFacts, subject: Subject) {
  const { fullMembers, probationaryMembers, unitsCovered, isDepartmentLevel } = facts;
  const members = fullMembers + probationaryMembers;
  const own = isAdopted(context.policy, { ruleId: "UNI-12", limit: "members", on: context.on });
  return [
    bound(context, { ruleId: "BR-01", subject, limit: "fullMembers", value: fullMembers }),
    bound(context, { ruleId: "BR-02", subject, limit: "members", value: members }),
    bound(context, { ruleId: "BR-03", subject, limit: "units", value: unitsCovered }),
    // A size that some universities recommend binds only the university that adopted it.
    own && !isDepartmentLevel ? bound(context, { ruleId: "UNI-12", subject, limit: "members", value: members }) : null,
  ];
}

function count(facts: OrganizationFacts, post: OrganizationFacts["committee"][number]["posts"][number]): number {
  return new Set(facts.committee.filter(({ posts }) => posts.includes(post)).map(({ personId }) => personId)).size;
}

function branchLeaders(context: RuleContext, facts: OrganizationFacts, subject: Subject): (Finding | null)[] {
  const resolved = ruleAt(context, "BR-27", { on: context.on });
  if (!resolved) return [];
  const limit = getLimit(resolved, "fullMembers");
  const needsCommittee = holds(facts.fullMembers, limit);
  const deputies = (ruleId: "BR-28" | "BR-29") =>
    bound(context, { ruleId, subject, limit: "deputies", value: count(facts, "deputy_secretary") });
  if (!needsCommittee) {
    return [
      bound(context, { ruleId: "BR-29", subject, limit: "secretaries", value: count(facts, "secretary") }),
      deputies("BR-29"),
      facts.hasCommittee ? needlessCommittee(context, facts, subject) : null,
    ];
  }
  if (!facts.hasCommittee) {
    const message = both(
      "正式党员已达设支委会的人数，尚未设支部委员会",
      "There are enough full members for a committee, and there is none",
    );
    const figures = { kind: "comparison", left: facts.fullMembers, limit, isHeld: true } as const;
    return [
      verdict(
        resolved,
        { ruleId: "BR-27", subject, occasion: "committee_missing", message },
        { arithmetic: [figures], limit },
      ),
    ];
  }
  return [
    ...committeeSize(context, facts, subject),
    ...missingPosts(context, facts, subject),
    commissioner(context, facts, subject),
    deputies("BR-28"),
  ];
}

function needlessCommittee(context: RuleContext, facts: OrganizationFacts, subject: Subject) {
  const resolved = ruleAt(context, "BR-29", { on: context.on });
  if (!resolved) return null;
  const limit = getLimit(resolved, "fullMembers");
  const message = both("正式党员人数不足，不设支部委员会", "With so few full members there is no committee");
  const figures = {
    kind: "comparison",
    left: facts.fullMembers,
    limit,
    isHeld: holds(facts.fullMembers, limit),
  } as const;
  return verdict(
    resolved,
    { ruleId: "BR-29", subject, occasion: "committee_needless", message },
    { arithmetic: [figures], limit },
  );
}

function committeeSize(context: RuleContext, facts: OrganizationFacts, subject: Subject) {
  const value = new Set(facts.committee.map(({ personId }) => personId)).size;
  return ["fewest", "usual", "most"].map((limit) => bound(context, { ruleId: "BR-28", subject, limit, value }));
}

const posts = [
  ["secretary", both("缺支部书记", "No secretary")],
  ["organization_commissioner", both("缺组织委员", "No organisation commissioner")],
  ["publicity_commissioner", both("缺宣传委员", "No publicity commissioner")],
  ["discipline_commissioner", both("缺纪检委员", "No discipline commissioner")],
] as const;

function missingPosts(context: RuleContext, facts: OrganizationFacts, subject: Subject) {
  const resolved = ruleAt(context, "BR-28", { on: context.on });
  if (!resolved) return [];
  return posts
    .filter(([post]) => count(facts, post) === 0)
    .map(([post, message]) => verdict(resolved, { ruleId: "BR-28", subject, occasion: `${post}_missing`, message }));
}

function commissioner(context: RuleContext, facts: OrganizationFacts, subject: Subject) {
  const value = count(facts, "discipline_commissioner");
  return bound(context, { ruleId: "UNI-25", subject, limit: "commissioners", value });
}

const excluded: readonly OrganizationActivityKind[] = [
  "admission_vote",
  "organizational_disposal",
  "dues_collection",
  "delegate_election",
  "term_election",
];

function temporaryBranch(context: RuleContext, facts: OrganizationFacts, subject: Subject) {
  return knownFacts(facts.activities, context.on)
    .filter(({ kind }) => excluded.includes(kind))
    .map((fact) =>
      bound(context, { ruleId: "BR-08", subject, limit: "excluded", value: 1, at: referTo(fact.kind, fact) }),
    );
}

/** The induction training of a new branch secretary. */
function secretaries(context: RuleContext, facts: OrganizationFacts): (Finding | null)[] {
  if (facts.kind !== "branch") return [];
  const trainings = knownFacts(facts.activities, context.on).filter(({ kind }) => kind === "induction_training");
  const present = facts.committee
    .filter(({ posts }) => posts.includes("secretary"))
    .flatMap(({ personId, postSince, inductionTrainedOn }) => {
      if (!postSince || postSince > context.on) return [];
      const subject = { kind: "person", id: personId } as const;
      const told = inductionTrainedOn && inductionTrainedOn <= context.on ? inductionTrainedOn : undefined;
      const reported = trainings.find(({ on }) => on >= postSince);
      return [
        induction(context, subject, {
          postSince,
          done: told
            ? { fact: "induction_training", on: told }
            : reported
              ? referTo("induction_training", reported)
              : null,
        }),
      ];
    });
  // Who has left owes nothing any more; what was done stays.
  const former = facts.formerSecretaries.flatMap(({ personId, postSince, leftOn }) => {
    const done = trainings.find(({ on }) => postSince <= on && on <= leftOn);
    const subject = { kind: "person", id: personId } as const;
    return done ? [induction(context, subject, { postSince, done: referTo("induction_training", done) })] : [];
  });
  return [...present, ...former];
}

function induction(
  context: RuleContext,
  subject: Subject,
  { postSince, done }: { postSince: PlainDate; done: FactReference | null },
) {
  const cause = { fact: "secretary_appointed", on: postSince };
  return deadline(context, { ruleId: "EDU-04", subject, cause, done });
}
