import { type Bilingual, both } from "../bilingual.ts";
import type { PlainDate } from "../calendar/plain-date.ts";
import { deadline } from "../derive-obligation.ts";
import { referTo } from "../facts/dated-fact.ts";
import type {
  OrganizationActivityKind,
  OrganizationFacts,
  OrganizationRelation,
  RelationKind,
} from "../facts/organization-facts.ts";
import type { Finding } from "../finding.ts";
import type { RuleId } from "../rule.ts";
import type { RuleContext } from "../rule-context.ts";

interface Watch {
  readonly ruleId: RuleId;
  readonly limit: string;
  readonly cause: string;
  readonly done: string;
  readonly what: (people: number) => Bilingual;
}

/** What an organisation has to bring to an end about the relations of members, by kind. */
const watches: Readonly<Partial<Record<RelationKind, Watch>>> = {
  // Inside the university the release is the letter, and the sender sees at once that somebody was received (EDU-27).
  transfer_in: {
    ruleId: "EDU-10",
    limit: "validity",
    cause: "letter_issued",
    done: "transfer_received",
    what: (people) =>
      both(
        `在介绍信有效期内接收转入党员（${people}人）`,
        `take in the members who were transferred here (${people}) while their letters are valid`,
      ),
  },
  // Until they are received their old organisation stays responsible (EDU-09).
  transfer_out: {
    ruleId: "EDU-31",
    limit: "over",
    cause: "transferred_out",
    done: "transfer_received",
    what: (people) =>
      both(
        `跟踪转出党员被接收，逾期未报到的按规定处理（${people}人）`,
        `see that the members who were released (${people}) are received, and deal with whoever did not report`,
      ),
  },
  // The day is one on which an organisation decides; nobody loses membership by a date.
  lost_contact: {
    ruleId: "EDU-17",
    limit: "silence",
    cause: "last_contact",
    done: "contact_settled",
    what: (people) =>
      both(
        `查找失去联系的党员，期满查找无果的由组织研究是否停止党籍（${people}人）`,
        `search for the members out of contact (${people}); when all searches fail, the organisation considers suspension`,
      ),
  },
  suspended_out_of_contact: {
    ruleId: "EDU-18",
    limit: "silence",
    cause: "membership_suspended",
    done: "contact_settled",
    what: (people) =>
      both(
        `停止党籍的失联党员继续查找，期满仍失联的由组织研究是否除名（${people}人）`,
        `go on searching for the suspended members (${people}); still out of contact then, the organisation considers removal`,
      ),
  },
  // Whether there was a proper reason, and what follows, is found out by people.
  absent_from_life: {
    ruleId: "EDU-22",
    limit: "months",
    cause: "last_participation",
    done: "took_part",
    what: (people) =>
      both(
        `了解连续未参加组织生活的党员的情况，无正当理由满期的由组织研究处理（${people}人）`,
        `ask why members (${people}) have not taken part in organisational life; without a proper reason until then, the organisation looks into it`,
      ),
  },
};

/** What the organisation says to have done about a duty; its report bears the cause and the day in its id. */
const answers: Partial<Record<RelationKind, OrganizationActivityKind>> = { absent_from_life: "absence_inquiry" };

/**
 * Everybody who went on the same day is one duty: a branch sends its graduates in one go, and fifty lines of the same text
 * help nobody. It is met on the day on which the last of them arrived.
 */
export function organizationRelations(context: RuleContext, facts: OrganizationFacts): (Finding | null)[] {
  const { id, relations, activities } = facts;
  const subject = { kind: "organization", id } as const;
  const known = [...new Map(relations.map((relation) => [`${relation.kind}/${relation.id}`, relation])).values()];
  const begun = known.filter(({ startedOn }) => startedOn <= context.on);
  const groups = Map.groupBy(begun, ({ kind, startedOn }) => `${kind}@${startedOn}`);
  return [...groups.values()].map((group) => {
    const [first] = group;
    if (first === undefined) return null;
    const watch = watches[first.kind];
    if (watch === undefined) return null;
    const { ruleId, limit, cause, done, what } = watch;
    const ended = lastEnd(group, context.on);
    const told = activities.find(
      (deed) =>
        deed.kind === answers[first.kind] && deed.on <= context.on && deed.id.endsWith(`${cause}@${first.startedOn}`),
    );
    return deadline(context, {
      ruleId,
      subject,
      limit,
      cause: { fact: cause, on: first.startedOn },
      done: told && (ended === null || told.on < ended) ? referTo(told.kind, told) : ended && { fact: done, on: ended },
      message: what(group.length),
    });
  });
}

/** The day on which all of them were brought to an end; null while one is left. */
function lastEnd(group: readonly OrganizationRelation[], on: PlainDate): PlainDate | null {
  const ends = group.flatMap(({ endedOn }) => (endedOn !== undefined && endedOn <= on ? [endedOn] : []));
  return ends.length === group.length ? (ends.sort().at(-1) ?? null) : null;
}
