import type { Text } from "./text.ts";

/**
 * Roles and what each may do, in one table. A role is held at a node of the organisation tree and is valid for the
 * subtree below it. `campus_person` is what everybody is who signs in and holds nothing else.
 */
export const roles = {
  system_administrator: { zh: "系统管理员", en: "System administrator" },
  security_administrator: { zh: "安全管理员", en: "Security administrator" },
  audit_administrator: { zh: "审计管理员", en: "Audit administrator" },
  organization_department_staff: { zh: "组织部工作人员", en: "Organisation department staff" },
  committee_secretary: { zh: "党委书记", en: "Committee secretary" },
  branch_secretary: { zh: "党支部书记", en: "Branch secretary" },
  deputy_branch_secretary: { zh: "党支部副书记", en: "Deputy branch secretary" },
  committee_member: { zh: "委员", en: "Committee member" },
  organizer: { zh: "组织员", en: "Organiser" },
  member: { zh: "党员", en: "Member" },
  applicant: { zh: "入党申请人", en: "Applicant" },
  campus_person: { zh: "师生", en: "Campus person" },
} as const satisfies Record<string, Text>;

export type Role = keyof typeof roles;

export const capabilities = {
  "organization.read": { zh: "查看党组织", en: "See organisations" },
  "organization.manage": { zh: "管理党组织", en: "Manage organisations" },
  "audit.read": { zh: "查看操作记录", en: "See the record of operations" },
  "person.read": { zh: "查看人员姓名和所在支部", en: "See who belongs where" },
  "person.record": { zh: "查看党员信息", en: "See the membership record of people" },
  "person.contact": { zh: "查看联系方式和住址", en: "See phone numbers and addresses of people" },
  "person.manage": { zh: "管理人员信息", en: "Register people and change their records" },
  "person.reveal": { zh: "查看完整身份证号码", en: "Reveal national id numbers, with a purpose that is recorded" },
  "appointment.read": { zh: "查看任职", en: "See who holds which post" },
  "appointment.manage": { zh: "任免职务", en: "Appoint to posts and end appointments" },
  "role.read": { zh: "查看管理员名单", en: "See who administers the system" },
  "role.grant": { zh: "授予管理角色", en: "Grant and take away the roles of administrators" },
  "person.erase": {
    zh: "出具个人信息副本、删除已离开人员的个人信息",
    en: "Hand out copies of people's data, and delete the data of those who left",
  },
  "person.export": { zh: "导出人员信息", en: "Take people's records along as a file" },
  "person.export.approve": { zh: "审批人员信息导出", en: "Consent to files of many people" },
  "statistics.read": { zh: "查看统计数字", en: "See the numbers of people" },
  "roster.import": { zh: "导入花名册", en: "Import rosters" },
  "obligation.read": { zh: "查看职责和任务", en: "See duties and tasks" },
  "obligation.assign": { zh: "布置和验收任务", en: "Assign tasks and accept them" },
  "obligation.supervise": {
    zh: "免除下级职责、记录约谈",
    en: "Waive duties of subordinate organisations and record talks",
  },
  "rules.configure": { zh: "设置本校规则", en: "Decide the university's own numbers" },
  "activity.read": { zh: "查看组织生活", en: "See organisational life" },
  "activity.manage": { zh: "安排组织生活", en: "Plan and publish activities" },
  "activity.record": { zh: "签到和记录", en: "Record attendance and minutes" },
  "feedback.manage": { zh: "开展意见征集", en: "Open feedback campaigns and name who receives" },
  "activity.confirm": { zh: "确认记录、批准请假", en: "Confirm records and grant leave" },
  "message.send": { zh: "发送消息、查看回执", en: "Send messages and see how far they got" },
  "message.operate": { zh: "处理推送失败的消息", en: "Try messages again that could not be delivered" },
} as const satisfies Record<string, Text>;

export type Capability = keyof typeof capabilities;

/** How far a capability reaches from the node at which its role is held. */
export type Reach = "subtree" | "everywhere";

const readTree = { "organization.read": "everywhere" } as const;
const readPosts = { "appointment.read": "everywhere" } as const;
const administer = { ...readTree, ...readPosts, "role.read": "everywhere" } as const;
const readOwnRecords = { "audit.read": "subtree" } as const;
const seePeople = { ...readPosts, "person.read": "subtree", "statistics.read": "subtree" } as const;
const readRecords = { ...seePeople, "person.record": "subtree" } as const;
const keepRecords = { ...readRecords, "person.contact": "subtree", "person.manage": "subtree" } as const;

/** Who lets people's records out, and who consents; nobody consents to the own request. */
const exportPeople = { "person.export": "subtree" } as const;
const approveExports = { "person.export.approve": "subtree" } as const;

const seeDuties = { "obligation.read": "subtree" } as const;
const assignTasks = { ...seeDuties, "obligation.assign": "subtree" } as const;
const superviseDuties = { ...assignTasks, "obligation.supervise": "subtree" } as const;
const askForFeedback = { "feedback.manage": "subtree" } as const;
const seeActivities = { "activity.read": "subtree" } as const;
const runActivities = { ...seeActivities, "activity.manage": "subtree", "activity.record": "subtree" } as const;
const operateMessages = { "message.operate": "subtree" } as const;
const sendMessages = { "message.send": "subtree" } as const;
const leadActivities = { ...runActivities, "activity.confirm": "subtree" } as const;

/** Which role carries which capability. The names of organisations are no secret on campus, so reading reaches everywhere. */
export const grants: Readonly<Record<Role, Readonly<Partial<Record<Capability, Reach>>>>> = {
  system_administrator: { ...administer, ...operateMessages },
  security_administrator: { ...administer, ...approveExports, "role.grant": "everywhere" },
  audit_administrator: { ...administer, "audit.read": "everywhere" },
  organization_department_staff: {
    ...readTree,
    ...sendMessages,
    ...operateMessages,
    ...readOwnRecords,
    ...keepRecords,
    ...runActivities,
    ...exportPeople,
    ...approveExports,
    ...superviseDuties,
    ...askForFeedback,
    "rules.configure": "subtree",
    "organization.manage": "subtree",
    "appointment.manage": "subtree",
    "role.read": "everywhere",
    "person.reveal": "subtree",
    "person.erase": "subtree",
    "roster.import": "subtree",
  },
  committee_secretary: {
    ...readTree,
    ...sendMessages,
    ...readOwnRecords,
    ...keepRecords,
    ...leadActivities,
    ...exportPeople,
    ...approveExports,
    ...superviseDuties,
    ...askForFeedback,
    "organization.manage": "subtree",
    "appointment.manage": "subtree",
    "person.reveal": "subtree",
  },
  branch_secretary: {
    ...readTree,
    ...sendMessages,
    ...readOwnRecords,
    ...keepRecords,
    ...leadActivities,
    ...exportPeople,
    ...assignTasks,
    ...askForFeedback,
  },
  deputy_branch_secretary: {
    ...readTree,
    ...sendMessages,
    ...readOwnRecords,
    ...keepRecords,
    ...runActivities,
    ...assignTasks,
  },
  committee_member: { ...readTree, ...readRecords, ...runActivities, ...seeDuties },
  organizer: { ...readTree, ...readRecords, ...seeActivities, ...seeDuties },
  member: { ...readTree, ...seePeople, ...seeActivities },
  applicant: { ...readTree, "appointment.read": "subtree" },
  campus_person: {},
};

/** Where in a request the organisation stands on which the capability must hold. */
export interface OrganizationLocator {
  readonly in: "params" | "query" | "body";
  readonly field: string;
}

/** A person in the address of a request stands for the organisation to which the person belongs. */
export interface PersonLocator {
  readonly in: "params";
  readonly field: "personId";
}

export type Locator = OrganizationLocator | PersonLocator;

/** Who may call a route. With several locators the capability must hold at each; an absent optional field means the root of the tree. */
export type Access =
  | { readonly kind: "public" }
  | { readonly kind: "authenticated" }
  | {
      readonly kind: "capability";
      readonly capability: Capability;
      /** "anywhere": holding it at any node is enough, the use case narrows the answer. "root": for the whole tree. */
      readonly at: "anywhere" | "root" | readonly Locator[];
    };

/** A role that a person holds at an organisation. */
export interface Assignment {
  readonly role: Role;
  readonly organizationId: string;
}

/** The person behind a request. */
export interface Principal {
  readonly accountId: string;
  readonly assignments: readonly Assignment[];
}

/** Paths are `/root/child/leaf/`: an id is an ancestor (or the node itself) when it is one of the segments. */
export function isWithin(path: string, organizationId: string): boolean {
  return path.includes(`/${organizationId}/`);
}

/** Whether the person may do it at the node with this path. */
export function isAllowed(principal: Principal, capability: Capability, path: string): boolean {
  return principal.assignments.some(({ role, organizationId }) => {
    const reach = grants[role][capability];
    return reach === "everywhere" || (reach === "subtree" && isWithin(path, organizationId));
  });
}

/** Whether the person holds the capability by a role at this very organisation, not at one above it. */
export function isHeldAt({ assignments }: Principal, capability: Capability, organizationId: string): boolean {
  return assignments.some(
    (held) => held.organizationId === organizationId && grants[held.role][capability] !== undefined,
  );
}

/** Whether the person holds the capability at any node at all. */
export function isAllowedAnywhere(principal: Principal, capability: Capability): boolean {
  return principal.assignments.some(({ role }) => grants[role][capability] !== undefined);
}
