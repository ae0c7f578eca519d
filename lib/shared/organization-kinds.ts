import type { Text } from "./text.ts";

/**
 * What an organisation is to the people in it: only a branch holds membership relations; a temporary or functional branch
 * has members whose relation stands elsewhere, and a group is a part of its branch.
 */
export type OrganizationRole = "committee" | "general_branch" | "branch" | "branch_without_membership" | "group";

/** Kinds of organisation. Order is that of the glossary: as people list them. */
export const organizationKinds = {
  university_committee: { zh: "学校党委", en: "University committee", role: "committee" },
  grassroots_committee: { zh: "基层党委", en: "Grassroots committee", role: "committee" },
  general_branch: { zh: "党总支", en: "General branch", role: "general_branch" },
  direct_branch: { zh: "直属党支部", en: "Direct branch", role: "branch" },
  staff_branch: { zh: "教职工党支部", en: "Staff branch", role: "branch" },
  student_branch: { zh: "学生党支部", en: "Student branch", role: "branch" },
  retiree_branch: { zh: "离退休党支部", en: "Retiree branch", role: "branch" },
  staff_student_branch: { zh: "师生联合党支部", en: "Staff–student branch", role: "branch" },
  joint_branch: { zh: "联合党支部", en: "Joint branch", role: "branch" },
  temporary_branch: { zh: "临时党支部", en: "Temporary branch", role: "branch_without_membership" },
  functional_branch: { zh: "功能型党支部", en: "Functional branch", role: "branch_without_membership" },
  mobile_member_branch: { zh: "流动党员党支部", en: "Mobile members' branch", role: "branch" },
  party_group: { zh: "党小组", en: "Party group", role: "group" },
} as const satisfies Record<string, Text & { role: OrganizationRole }>;

export type OrganizationKind = keyof typeof organizationKinds;

export const kindNames = Object.keys(organizationKinds) as [OrganizationKind, ...OrganizationKind[]];

/** Branches below a committee or a general branch; a direct branch stands below the university's committee only. */
const branches = kindNames.filter((kind) => isBranchKind(kind) && kind !== "direct_branch");

/** What may stand directly below what. A group belongs to a branch; nothing stands below a group. */
export const childKinds = Object.fromEntries(kindNames.map((kind) => [kind, childrenOf(kind)])) as Readonly<
  Record<OrganizationKind, readonly OrganizationKind[]>
>;

function childrenOf(kind: OrganizationKind): readonly OrganizationKind[] {
  switch (kind) {
    case "university_committee":
      return ["grassroots_committee", "general_branch", "direct_branch", ...branches];
    case "grassroots_committee":
      return ["general_branch", ...branches];
    case "general_branch":
      return branches;
    case "party_group":
      return [];
    default:
      return ["party_group"];
  }
}

/** A branch of any sort, with membership relations or without. */
export function isBranchKind(kind: OrganizationKind): boolean {
  const { role } = organizationKinds[kind];
  return role === "branch" || role === "branch_without_membership";
}

/** Throws for a kind that is not in the list, such as one from a file. */
export function roleOf(kind: string): OrganizationRole {
  if (isKind(kind)) return organizationKinds[kind].role;
  throw new Error(`Unknown organisation kind "${kind}": add it to lib/shared/organization-kinds.ts`);
}

function isKind(kind: string): kind is OrganizationKind {
  return Object.hasOwn(organizationKinds, kind);
}
