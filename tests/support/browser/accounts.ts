/** Accounts of the demo data, by what they may do. */
export const accounts = {
  organizationDepartment: "20050018",
  securityAdministrator: "10000002",
  auditAdministrator: "10000003",
  petrochemSecretary: "20080107",
  branchSecretary: "20130156",
  member: "20180016",
  nobody: "2024150233",
} as const;
