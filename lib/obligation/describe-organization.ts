import type { PlainDate } from "../rules/calendar/plain-date.ts";
import type { OrganizationFacts } from "../rules/facts/organization-facts.ts";
import type { Override, Policy } from "../rules/policy.ts";
import { chinaDay } from "../shared/clock.ts";
import type { OrganizationHistory, StandingFacts, Stretch } from "./organization-history.ts";

/** An organisation as its own context keeps it. */
export interface DescribedOrganization {
  readonly organizationId: string;
  readonly path: string;
  readonly kind: string;
  readonly establishedOn: string;
  readonly createdAt: string;
  readonly dissolvedOn: string | null;
}

/** A post of its committee that somebody held; the secretary need not belong to a committee. */
export interface HeldPost extends Stretch {
  readonly holderId: string;
  readonly isCommissioner: boolean;
  readonly isSecretary: boolean;
}

export type FormerTerm = NonNullable<StandingFacts["formerTerms"]>[number];

/** What the university decided, as far as it tells how an organisation is judged. */
export interface UniversityTerms {
  /** Null: from the day on which the platform knew an organisation. */
  readonly judgedFrom: string | null;
  readonly policy: Policy;
}

/** The questions that go to other contexts. */
export interface OrganizationSources<Node extends DescribedOrganization> {
  find(organizationId: string): Promise<Node | undefined>;
  /** Everything below it, the dissolved too. */
  listDescendants(node: Node): Promise<readonly Node[]>;
  /** When its committee's posts were held; a committee's terms touch each other or leave gaps. */
  listPosts(node: Node): Promise<readonly HeldPost[]>;
  /** The terms that elections ended; none where no term is recorded. */
  listFormerTerms(node: Node): Promise<readonly FormerTerm[]>;
  /** In the words of the rules; undefined where they say nothing of the kind. */
  factsOf(node: Node): OrganizationFacts | undefined;
  /** A number that binds this organisation alone, where it is stricter than the university's. */
  ownLimitOf(node: Node, facts: OrganizationFacts, policy: Policy): Override | undefined;
  isGroup(node: Node): boolean;
}

/**
 * Tells the duties' evaluation what an organisation is and was. Units: 1 read for the node, its groups, its posts and
 * (where a term is recorded) its changes each.
 */
export function describeOrganization<Node extends DescribedOrganization>(sources: OrganizationSources<Node>) {
  return async (
    organizationId: string,
    { judgedFrom, policy }: UniversityTerms,
  ): Promise<OrganizationHistory | undefined> => {
    const node = await sources.find(organizationId);
    if (node === undefined) return undefined;
    const facts = sources.factsOf(node);
    const [descendants, posts, formerTerms] =
      facts === undefined
        ? [[], [], []]
        : await Promise.all([
            sources.listDescendants(node),
            sources.listPosts(node),
            facts.term === undefined ? [] : sources.listFormerTerms(node),
          ]);
    const groups = descendants.filter(sources.isGroup).map((group) => ({
      groupId: group.organizationId,
      from: group.establishedOn as PlainDate,
      to: group.dissolvedOn as PlainDate | null,
    }));
    const start = startOf(node, judgedFrom);
    const ownLimit = facts && sources.ownLimitOf(node, facts, policy);
    return {
      organizationId,
      line: node.path.split("/").filter((id) => id !== ""),
      facts: facts === undefined ? null : { ...standing(facts), formerTerms: [...formerTerms] },
      judgedFrom: start,
      endedOn: node.dissolvedOn as PlainDate | null,
      committee: posts.filter(({ isCommissioner }) => isCommissioner).map(stretchOf),
      groups,
      // Nobody is asked for the training of a post that began before anything is judged.
      secretaries: posts
        .filter(({ isSecretary, from }) => isSecretary && from >= start)
        .map((post) => ({ ...stretchOf(post), holderId: post.holderId })),
      ownLimits: ownLimit === undefined ? [] : [ownLimit],
    };
  };
}

const stretchOf = ({ from, to }: Stretch): Stretch => ({ from, to });

function standing({ recordsSince: _, activities: __, relations: ___, ...facts }: OrganizationFacts): StandingFacts {
  return facts;
}

/** Nobody is judged for the time before the platform knew them, unless the university says from when on it enters the past. */
function startOf({ establishedOn, createdAt }: DescribedOrganization, judgedFrom: string | null): PlainDate {
  const begun = judgedFrom ?? chinaDay(new Date(createdAt));
  return (begun > establishedOn ? begun : establishedOn) as PlainDate;
}
