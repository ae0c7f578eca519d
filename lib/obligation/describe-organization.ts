import type { PlainDate } from "../rules/calendar/plain-date.ts";
import type { OrganizationFacts } from "../rules/facts/organization-facts.ts";
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

/** The questions that go to other contexts. */
export interface OrganizationSources<Node extends DescribedOrganization> {
  find(organizationId: string): Promise<Node | undefined>;
  /** Everything below it, the dissolved too. */
  listDescendants(node: Node): Promise<readonly Node[]>;
  /** When its committee's posts were held; a committee's terms touch each other or leave gaps. */
  listCommittee(node: Node): Promise<readonly Stretch[]>;
  /** In the words of the rules; undefined where they say nothing of the kind. */
  factsOf(node: Node): OrganizationFacts | undefined;
  isGroup(node: Node): boolean;
}

/** Tells the duties' evaluation what an organisation is and was. Units: 1 read for the node, its groups and its posts each. */
export function describeOrganization<Node extends DescribedOrganization>(sources: OrganizationSources<Node>) {
  return async (organizationId: string, judgedFrom: string | null): Promise<OrganizationHistory | undefined> => {
    const node = await sources.find(organizationId);
    if (node === undefined) return undefined;
    const facts = sources.factsOf(node);
    const [descendants, committee] =
      facts === undefined ? [[], []] : await Promise.all([sources.listDescendants(node), sources.listCommittee(node)]);
    const groups = descendants.filter(sources.isGroup).map((group) => ({
      groupId: group.organizationId,
      from: group.establishedOn as PlainDate,
      to: group.dissolvedOn as PlainDate | null,
    }));
    return {
      organizationId,
      facts: facts === undefined ? null : standing(facts),
      judgedFrom: startOf(node, judgedFrom),
      endedOn: node.dissolvedOn as PlainDate | null,
      committee,
      groups,
    };
  };
}

function standing({ recordsSince: _, activities: __, ...facts }: OrganizationFacts): StandingFacts {
  return facts;
}

/** Nobody is judged for the time before the platform knew them, unless the university says from when on it enters the past. */
function startOf({ establishedOn, createdAt }: DescribedOrganization, judgedFrom: string | null): PlainDate {
  const begun = judgedFrom ?? chinaDay(new Date(createdAt));
  return (begun > establishedOn ? begun : establishedOn) as PlainDate;
}
