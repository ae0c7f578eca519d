import type * as z from "zod";
import type { OrganizationCreated } from "../organization/events.ts";
import type { Role } from "../shared/access.ts";
import type { Text } from "../shared/text.ts";

export type OrganizationKind = z.output<(typeof OrganizationCreated)["data"]>["kind"];

/** Who fills a post: the Party organisations theirs, the security administrator those that run the system. */
export type PostGroup = "committee" | "administration";

export interface PostRules extends Text {
  readonly group: PostGroup;
  /** What the holder may do in the system, at the organisation and below it; null: nothing beyond being a member. */
  readonly role: Role | null;
  /** Which kinds of organisation have the post. */
  readonly kinds: readonly OrganizationKind[];
  /** One holder at a time. */
  readonly isSingle?: true;
  /** Secretary and deputy are approved by the superior organisation, not by their own (支部条例, Art. 21). */
  readonly isFilledFromAbove?: true;
  /** Nobody holds two of these: who runs the system, who gives the rights and who looks over both are three people. */
  readonly isExclusive?: true;
}

const committees = ["university_committee", "grassroots_committee"] as const;
const branches = [
  "direct_branch",
  "staff_branch",
  "student_branch",
  "retiree_branch",
  "staff_student_branch",
  "joint_branch",
  "temporary_branch",
  "functional_branch",
  "mobile_member_branch",
] as const;
const withCommittee = [...committees, "general_branch", ...branches] as const;

const head = { group: "committee", isSingle: true, isFilledFromAbove: true } as const;
const commissioner = { group: "committee", role: "committee_member", kinds: withCommittee } as const;
const administrator = { group: "administration", kinds: ["university_committee"], isExclusive: true } as const;

/** Every post, in the order in which a committee lists its people. */
export const posts = {
  committee_secretary: {
    zh: "党委书记",
    en: "Committee secretary",
    ...head,
    role: "committee_secretary",
    kinds: committees,
  },
  // A committee may have several; the role is that of a member, the secretary alone manages the place.
  deputy_committee_secretary: {
    zh: "党委副书记",
    en: "Deputy committee secretary",
    group: "committee",
    isFilledFromAbove: true,
    role: "committee_member",
    kinds: committees,
  },
  general_branch_secretary: {
    zh: "党总支书记",
    en: "General branch secretary",
    ...head,
    role: "branch_secretary",
    kinds: ["general_branch"],
  },
  deputy_general_branch_secretary: {
    zh: "党总支副书记",
    en: "Deputy general branch secretary",
    ...head,
    role: "deputy_branch_secretary",
    kinds: ["general_branch"],
  },
  branch_secretary: { zh: "党支部书记", en: "Branch secretary", ...head, role: "branch_secretary", kinds: branches },
  deputy_branch_secretary: {
    zh: "党支部副书记",
    en: "Deputy branch secretary",
    ...head,
    role: "deputy_branch_secretary",
    kinds: branches,
  },
  organization_commissioner: { zh: "组织委员", en: "Organisation commissioner", ...commissioner, isSingle: true },
  publicity_commissioner: { zh: "宣传委员", en: "Publicity commissioner", ...commissioner, isSingle: true },
  discipline_commissioner: { zh: "纪检委员", en: "Discipline commissioner", ...commissioner, isSingle: true },
  united_front_commissioner: { zh: "统战委员", en: "United front commissioner", ...commissioner, isSingle: true },
  youth_commissioner: { zh: "青年委员", en: "Youth commissioner", ...commissioner, isSingle: true },
  committee_member: { zh: "委员", en: "Committee member", ...commissioner },
  group_leader: {
    zh: "党小组组长",
    en: "Group leader",
    group: "committee",
    isSingle: true,
    role: null,
    kinds: ["party_group"],
  },
  organizer: {
    zh: "组织员",
    en: "Organiser",
    group: "committee",
    isFilledFromAbove: true,
    role: "organizer",
    kinds: [...committees, "general_branch"],
  },
  organization_department_staff: {
    zh: "组织部工作人员",
    en: "Organisation department staff",
    group: "administration",
    role: "organization_department_staff",
    kinds: committees,
  },
  system_administrator: {
    zh: "系统管理员",
    en: "System administrator",
    ...administrator,
    role: "system_administrator",
  },
  security_administrator: {
    zh: "安全管理员",
    en: "Security administrator",
    ...administrator,
    role: "security_administrator",
  },
  audit_administrator: { zh: "审计管理员", en: "Audit administrator", ...administrator, role: "audit_administrator" },
} as const satisfies Record<string, PostRules>;

export type Post = keyof typeof posts;

const inOrder = Object.keys(posts) as Post[];
const namesOf = (group: PostGroup) => inOrder.filter((post) => posts[post].group === group) as [Post, ...Post[]];

export const postNames = inOrder as [Post, ...Post[]];
export const committeePosts = namesOf("committee");
export const administrationPosts = namesOf("administration");

export function rulesOf(post: Post): PostRules {
  return posts[post];
}

/** The posts of a group that an organisation of this kind has. */
export function postsAt(kind: OrganizationKind, group: PostGroup): Post[] {
  return namesOf(group).filter((post) => rulesOf(post).kinds.includes(kind));
}

/** A branch that has a secretary and a deputy only has no committee. */
export function isCommissioner(post: Post): boolean {
  return rulesOf(post).role === "committee_member" && post !== "deputy_committee_secretary";
}

const notOfCommittee: ReadonlySet<Post> = new Set<Post>(["group_leader", "organizer"]);

/** The people of a committee, each once whatever number of posts they hold; nobody where there is no committee. */
export function committeeAmong(held: readonly { readonly post: Post; readonly accountId: string }[]): string[] {
  if (!held.some(({ post }) => isCommissioner(post))) return [];
  return [...new Set(held.filter(({ post }) => !notOfCommittee.has(post)).map(({ accountId }) => accountId))];
}
