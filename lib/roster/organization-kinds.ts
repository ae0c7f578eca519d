/** The part of an organisation that a roster needs to find branches; `kind` is an identifier of the glossary. */
export interface RosterOrganization {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly shortName: string;
  readonly kind: string;
}

type Role = "committee" | "general_branch" | "branch" | "branch_without_membership";

const ROLES: Readonly<Record<string, Role>> = {
  university_committee: "committee",
  grassroots_committee: "committee",
  general_branch: "general_branch",
  direct_branch: "branch",
  branch: "branch",
  staff_branch: "branch",
  student_branch: "branch",
  retiree_branch: "branch",
  staff_student_branch: "branch",
  joint_branch: "branch",
  mobile_member_branch: "branch",
  temporary_branch: "branch_without_membership",
  functional_branch: "branch_without_membership",
};

export function roleOf(organization: RosterOrganization): Role {
  const role = Object.hasOwn(ROLES, organization.kind) ? ROLES[organization.kind] : undefined;
  if (role) return role;
  throw new Error(`Unknown organisation kind "${organization.kind}": add it to lib/roster/organization-kinds.ts`);
}
