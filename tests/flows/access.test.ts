import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { allRoutes } from "../../lib/contract.ts";
import type { AppointmentView } from "../../lib/identity/appointment-view.ts";
import { type Capability, grants, type Role } from "../../lib/shared/access.ts";
import type { Route } from "../../lib/shared/route.ts";
import { apiOf, people as person } from "../support/api-client.ts";
import { makeIdNumber } from "../support/people.ts";
import { startTestProduct, type TestProduct } from "../support/product.ts";
import { shownInExcess } from "../support/shown-in-excess.ts";
import { remoteTarget } from "../support/target.ts";

let product: TestProduct;
let api: ReturnType<typeof apiOf>;
beforeAll(async () => {
  product = await startTestProduct({ seed: "demo", demoData: inject("demoData") });
  await product.settle();
  api = apiOf(product);
  for (const place of ["own", "foreign"] as const) targets[place] = await findTargets(places[place].id);
});
afterAll(async () => product?.stop());

/** One person for each role, with the organisation at which the role is held. */
const holders: Readonly<Record<Role, { account: string; at: string | null }>> = {
  system_administrator: { account: person.systemAdministrator, at: "cczu" },
  security_administrator: { account: person.securityAdministrator, at: "cczu" },
  audit_administrator: { account: person.auditAdministrator, at: "cczu" },
  organization_department_staff: { account: person.department, at: "cczu" },
  committee_secretary: { account: person.petrochemSecretary, at: "cczu-petrochem" },
  branch_secretary: { account: person.branchSecretary, at: "cczu-petrochem-b01" },
  deputy_branch_secretary: { account: person.deputySecretary, at: "cczu-petrochem-b01" },
  committee_member: { account: person.committeeMember, at: "cczu-petrochem-b01" },
  organizer: { account: person.organizer, at: "cczu-petrochem" },
  member: { account: person.member, at: "cczu-petrochem-b01" },
  applicant: { account: person.applicant, at: "cczu-petrochem-b08" },
  campus_person: { account: person.campusPerson, at: null },
};

/** Where a request is aimed at, with the ancestors of the place. */
const places = {
  own: { id: "cczu-petrochem-b01", line: ["cczu", "cczu-petrochem", "cczu-petrochem-b01"] },
  foreign: { id: "cczu-computing-b01", line: ["cczu", "cczu-computing", "cczu-computing-b01"] },
} as const;
type Place = keyof typeof places;

/** Things at a place that stand in the address of a request: one of its people, and an import for it. */
interface Targets {
  readonly personId: string;
  readonly importId: string;
  readonly activityId: string;
  readonly dutyId: string;
  readonly messageId: string;
}
const targets: Partial<Record<Place, Targets>> = {};

const matrixActivity = {
  kind: "theme_party_day",
  title: "矩阵活动",
  startsAt: "2020-05-01T09:00:00+08:00",
  endsAt: "2099-05-01T10:00:00+08:00",
};

async function findTargets(organizationId: string): Promise<Targets> {
  const people = await api<{ items: { personId: string }[] }>(`GET /api/people?organizationId=${organizationId}`, {
    as: person.department,
  });
  const upload = await api<{ importId: string }>("POST /api/roster-imports", {
    as: person.department,
    body: { organizationId, fileName: "matrix.csv", content: btoa("nothing to import") },
  });
  const draft = await api<{ activityId: string }>("POST /api/activities", {
    as: person.department,
    body: { hostOrganizationId: organizationId, ...matrixActivity, startsAt: "2099-05-01T09:00:00+08:00" },
  });
  const task = await api<{ dutyId: string }>(`POST /api/organizations/${organizationId}/tasks`, {
    as: person.department,
    body: { title: "矩阵任务", due: "2099-12-31" },
  });
  const message = await api<{ messageId: string }>(`POST /api/organizations/${organizationId}/messages`, {
    as: person.department,
    body: {
      kind: "notice",
      isQuiet: true,
      title: "矩阵消息",
      audience: { targets: [{ organizationId, scope: "self" }] },
    },
  });
  return {
    personId: people.body.items[0]?.personId ?? "",
    importId: upload.body.importId,
    activityId: draft.body.activityId,
    dutyId: task.body.dutyId,
    messageId: message.body.messageId,
  };
}

const lostRace = { version: 999_999 };

/** Nobody is in it, so that it is refused. */
const emptyAudience = { targets: [] };

/** Bodies that pass the check of the form and fail afterwards, so that walking the matrix changes nothing. */
const harmlessBodies: Readonly<Record<string, (id: string) => object>> = {
  createOrganization: (id) => ({
    parentId: id,
    name: "矩阵党支部",
    shortName: "矩阵",
    kind: "grassroots_committee",
    establishedOn: "2026-09-01",
    termYears: null,
    termStartedOn: null,
  }),
  renameOrganization: () => ({ name: "矩阵党支部", shortName: "矩阵", version: 999_999 }),
  moveOrganization: (id) => ({ parentId: id, version: 999_999 }),
  dissolveOrganization: () => ({ reason: "矩阵测试", version: 999_999 }),
  renewOrganizationTerm: () => ({ electedOn: "2026-09-01", startedOn: "2026-09-01", version: 999_999 }),
  mergeOrganizations: () => ({
    sources: [{ organizationId: "nothing-here", version: 1 }],
    reason: "矩阵",
    version: 999_999,
  }),
  extendOrganizationTerm: () => ({ until: "2027-09-01", reason: "矩阵", document: "矩阵", version: 999_999 }),
  registerPerson: (id) => ({
    organizationId: id,
    stage: "full_member",
    idNumber: makeIdNumber("1990-05-01"),
    fields: { name: "矩阵" },
  }),
  changePerson: () => ({ version: 999_999, fields: { name: "矩阵" } }),
  correctIdNumber: () => ({ version: 999_999, idNumber: makeIdNumber("1990-05-01") }),
  changeStage: () => ({ version: 999_999, transition: "accept_as_activist", on: "2026-01-05" }),
  movePerson: (id) => ({ version: 999_999, organizationId: id }),
  revealIdNumber: () => ({ purpose: "national_system" }),
  // Everybody at both places still belongs there.
  requestErasure: () => ({ version: 999_999, reason: "asked_by_person" }),
  cancelErasure: () => ({}),
  decideCorrection: () => ({ version: 999_999, decision: "declined", reply: "矩阵" }),
  requestCorrection: () => ({ fields: { name: "矩阵" }, note: "矩阵" }),
  requestPeopleExport: (id) => ({
    organizationId: id,
    purpose: "branch_register",
    format: "csv",
    withIdNumbers: true,
  }),
  decidePeopleExport: () => ({ decision: "declined" }),
  downloadPeopleExport: () => ({ part: 0 }),
  requestTransfers: (id) => ({ personIds: ["per-00000000000000000000"], toOrganizationId: id }),
  requestIncomingTransfer: (id) => ({ toOrganizationId: id, campusId: "00000000", name: "矩阵" }),
  requestOwnTransfer: () => ({ toOrganizationId: "cczu" }),
  releaseTransfer: () => ({ version: 999_999 }),
  receiveTransfer: () => ({ version: 999_999 }),
  refuseTransfer: () => ({ version: 999_999, reason: "矩阵" }),
  withdrawTransfer: () => ({ version: 999_999 }),
  appoint: () => ({ post: "committee_member", personId: "per-of-nobody", from: "2026-01-05" }),
  endAppointment: () => ({ version: 999_999, lastDay: "2026-01-05" }),
  replaceHolder: () => ({ version: 999_999, personId: "per-of-nobody", from: "2026-01-05" }),
  grantRole: (id) => ({
    post: "audit_administrator",
    accountId: "nobody",
    organizationId: id,
    from: "2026-01-05",
    to: null,
  }),
  endRoleGrant: () => ({ version: 999_999 }),
  createActivity: (id) => ({ hostOrganizationId: id, ...matrixActivity }),
  changeActivity: () => ({ ...lostRace, activity: matrixActivity }),
  publishActivity: () => lostRace,
  cancelActivity: () => ({ ...lostRace, reason: "矩阵" }),
  answerJointActivity: (id) => ({ ...lostRace, organizationId: id, answer: "declined" }),
  holdActivity: () => lostRace,
  recordActivity: () => ({ ...lostRace, record: { chairId: null, recorderId: null, items: [] } }),
  giveBackActivity: () => ({ ...lostRace, remark: "矩阵" }),
  confirmActivity: () => lostRace,
  correctActivity: () => ({ ...lostRace, reason: "矩阵" }),
  createActivityPlan: (id) => ({
    organizationId: id,
    kind: "joint_party_admin_meeting",
    title: "矩阵计划",
    on: { by: "day", day: 1 },
    startTime: "09:00",
    durationMinutes: 60,
    fromMonth: "2099-01",
  }),
  endActivityPlan: () => lostRace,
  signUp: () => ({}),
  withdrawSignUp: () => ({}),
  requestLeave: () => ({ reason: "矩阵" }),
  decideLeave: () => ({ decision: "declined" }),
  recordAttendance: () => ({ marks: [{ personId: "per-00000000000000000000", state: "present" }] }),
  checkIn: () => ({ code: "000000" }),
  addMessageFile: () => ({ fileName: "矩阵.txt", content: btoa("nothing that is taken") }),
  addAttachment: () => ({ fileName: "矩阵.txt", content: btoa("nothing that is taken") }),
  removeMessageFile: () => ({}),
  removeAttachment: () => ({}),
  createCalendarFeed: () => ({ organizationId: "nothing-here" }),
  revokeCalendarFeed: () => ({}),
  issuePass: () => ({ deviceKey: "A".repeat(86) }),
  recordScans: () => ({
    scans: [{ passId: "nobody", scannedAt: "2026-01-05T01:00:00Z", deviceId: "matrix", sequence: 1 }],
  }),
  waiveDuty: () => ({ version: 999_999, reason: "矩阵测试" }),
  reportDuty: () => ({ version: 999_999, on: "2026-01-05", evidence: [{ kind: "note", value: "矩阵测试" }] }),
  withdrawDutyReport: () => ({ version: 999_999, reason: "矩阵测试" }),
  recordTalk: () => ({ version: 999_999, note: "矩阵测试" }),
  assignTask: () => ({ title: "矩阵任务", due: "2000-01-01" }),
  submitTask: () => ({ version: 999_999, evidence: [{ kind: "note", value: "矩阵" }] }),
  decideTask: () => ({ version: 999_999, decision: "accepted" }),
  changeRulePolicy: () => ({ version: 999_999, policy: {}, judgedFrom: null, ladders: [] }),
  postMessage: () => ({ kind: "notice", title: "矩阵消息", audience: emptyAudience }),
  previewAudience: () => ({ audience: emptyAudience }),
  recallMessage: () => ({ ...lostRace, reason: "矩阵" }),
  correctMessage: () => ({ ...lostRace, correction: { title: "矩阵", body: "", reason: "矩阵" } }),
  markAllRead: () => ({ upTo: "000000000-00000000000000000000" }),
  readMessage: () => ({}),
  confirmMessage: () => ({}),
  nudge: () => ({}),
  pauseDelivery: () => ({}),
  resumeDelivery: () => ({}),
  savePreferences: () => ({}),
  saveChannelPolicy: () => ({ ...lostRace, own: null }),
  addPushDevice: () => ({
    endpoint: "https://push.example.invalid/matrix",
    keys: { p256dh: "A".repeat(87), auth: "A".repeat(22) },
    device: "矩阵",
  }),
  redriveDeadLetters: () => ({}),
  saveAudience: () => ({ name: "矩阵范围", audience: emptyAudience }),
  openFeedbackCampaign: (id) => ({
    organizationId: id,
    kind: "round",
    about: { kind: "topic" },
    aboutLabel: "矩阵",
    title: "矩阵征集",
    opensOn: "2026-01-01",
    closesOn: "2026-01-02",
    tokensPerPerson: 1,
    recipients: ["nobody-1", "nobody-2"].map((accountId) => ({ accountId, roleLabel: "矩阵" })),
  }),
  changeFeedbackRecipients: () => ({
    ...lostRace,
    recipients: ["nobody-1", "nobody-2"].map((accountId) => ({ accountId, roleLabel: "矩阵" })),
  }),
  closeFeedbackCampaign: () => lostRace,
  takeDeliveryReports: () => ({}),
  issueFeedbackTokens: () => ({ epoch: "2026-W01", blinded: ["AAAA"] }),
  putFeedbackKey: () => ({
    publicKey: "A".repeat(87),
    wrapped: {
      kdf: "pbkdf2-sha256",
      cost: [600_000],
      salt: "A".repeat(22),
      iv: "A".repeat(16),
      ciphertext: "A".repeat(64),
    },
    ...lostRace,
  }),
  openFeedback: () => lostRace,
  sortFeedback: () => ({ ...lostRace, category: null, assigneeId: null, mergedInto: null }),
  answerFeedback: () => ({ ...lostRace, sealed: "A".repeat(5_570) }),
  improveFromFeedback: (id) => ({ ...lostRace, organizationId: id, measure: "矩阵", due: "2099-12-31" }),
  recordFeedbackResult: () => ({ ...lostRace, result: "矩阵", isPublished: false }),
  publishFeedbackResults: () => ({ ...lostRace, questions: [] }),
  createRosterImport: (id) => ({ organizationId: id, fileName: "matrix.csv", content: btoa("nothing to import") }),
};

function requestFor(route: Route, place: Place): { key: string; body?: object } {
  const { id } = places[place];
  const { personId = "", importId = "", activityId = "", dutyId = "", messageId = "" } = targets[place] ?? {};
  const values: Readonly<Record<string, string>> = {
    organizationId: id,
    personId,
    importId,
    activityId,
    planId: "plan-0000000000",
    attachmentId: "00000000000000000000",
    feedId: "00000000000000000000",
    secret: `${"A".repeat(43)}.ics`,
    dutyId,
    messageId,
    savedId: "saved-by-nobody",
    deviceId: "00000000000000000000",
    correctionId: "correction-of-nobody",
    exportId: "00000000000000000000",
    campaignId: `fbc-${"0".repeat(20)}`,
    commit: "0".repeat(64),
    transferId: "0mh000000-00000000000000000000",
    appointmentId: "apt-20260105-00000000000000000000",
    accountId: person.member,
  };
  const key = route.key.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? name);
  const query = queryFor(route, id);
  const body = harmlessBodies[route.id]?.(id);
  if (route.body !== undefined && body === undefined) throw new Error(`the matrix has no body for ${route.id}`);
  return { key: key + query, ...(body && { body }) };
}

function queryFor(route: Route, id: string): string {
  const fields = Object.keys(route.query?.shape ?? {});
  const parameters = new URLSearchParams();
  if (fields.includes("organizationId")) parameters.set("organizationId", id);
  if (fields.includes("year")) parameters.set("year", "2026");
  if (fields.includes("format")) parameters.set("format", "xlsx");
  if (fields.includes("day")) parameters.set("day", "2026-01-05");
  if (fields.includes("dimension")) {
    for (const [name, value] of Object.entries({ population: "member", dimension: "sex", band: "female" })) {
      parameters.set(name, value);
    }
  }
  if (fields.includes("outcome")) parameters.set("outcome", "overdue");
  if (fields.includes("result")) parameters.set("result", "rejected");
  if (fields.includes("direction")) parameters.set("direction", "out");
  return parameters.size === 0 ? "" : `?${parameters}`;
}

/** Holding the capability anywhere opens the route, and the use case narrows the answer to the caller's own place. */
function isNarrowed(route: Route, role: Role): boolean {
  if (route.access.kind !== "capability" || route.access.at !== "anywhere") return false;
  return grants[role][route.access.capability] === "subtree";
}

/** What the tables of the contract promise, computed apart from the code that enforces it. */
function isPromised(route: Route, role: Role, place: Place): boolean {
  if (route.access.kind !== "capability") return true;
  const reach = grants[role][route.access.capability as Capability];
  if (reach === undefined) return false;
  if (reach === "everywhere" || route.access.at === "anywhere") return true;
  const { at } = holders[role];
  if (route.access.at === "root") return at === "cczu";
  return at !== null && (places[place].line as readonly string[]).includes(at);
}

/** Who holds a post is a member besides, somewhere, and may see there who belongs where. */
function readerOf(role: Role) {
  const held = role === "campus_person" || role === "applicant" ? [role] : [role, "member" as const];
  return {
    accountId: holders[role].account,
    may: (capability: Capability) => held.some((one) => grants[one][capability] !== undefined),
  };
}

/** Which answers may come, for the routes that are judged by place and for those that each reader sees in their own way. */
function expectedStatus(route: Route, role: Role, place: Place): readonly number[] {
  const isOwnRecord = route.access.kind !== "capability";
  // No such thing stands at the place: no correction, no appointment of that id, no calendar, no merge that is under way.
  // Names behind a message are for the head of the very organisation.
  const namesAThing =
    /\{(correctionId|appointmentId|savedId|secret|attachmentId)\}/.test(route.key) ||
    ["getMerge", "listReceipts", "nudge", "cancelErasure"].includes(route.id);
  if (isNarrowed(route, role) || isOwnRecord || (namesAThing && isPromised(route, role, place))) {
    return [200, 201, 202, 403, 404, 409, 422];
  }
  return isPromised(route, role, place) ? [200, 201, 202, 409, 422] : [403, 404];
}

/** The places that make a difference: a request that names none is the same at each. */
function placesFor(route: Route): Place[] {
  const [own, foreign] = (["own", "foreign"] as const).map((place) => JSON.stringify(requestFor(route, place)));
  return own === foreign ? ["own"] : ["own", "foreign"];
}

/** What is wrong with the answer to this role at this place; nothing, if all is well. */
async function faultsOf(route: Route, role: Role, place: Place): Promise<string[]> {
  const { key, body } = requestFor(route, place);
  const { status, body: answer } = await api(key, { as: holders[role].account, ...(body && { body }) });
  const faults: string[] = [];
  if (!expectedStatus(route, role, place).includes(status)) faults.push(`${status} ${JSON.stringify(answer)}`);
  if (key.startsWith("GET ") && status === 200) {
    const isOwnRecord = route.access.kind !== "capability";
    const { accountId, may } = readerOf(role);
    const excess = shownInExcess(answer, { accountId, may: (capability) => isOwnRecord || may(capability) });
    if (excess.length > 0) faults.push(`shows ${excess.join(", ")}`);
  }
  return faults.map((fault) => `${role} at the ${place} one: ${fault}`);
}

/** Elsewhere than on this machine each call is a journey over a network: one role for each route there, another one for each. */
function rolesFor(route: Route): Role[] {
  const roles = Object.keys(holders) as Role[];
  if (remoteTarget() === undefined) return roles;
  return roles.slice(allRoutes.indexOf(route) % roles.length).slice(0, 1);
}

// Two requests at a time, as there are two processors: each function that is asked by more starts that many sandboxes, and
// all of them run each route's code for the first time.
describe("every role at an own and at a foreign organisation", () => {
  test.each(allRoutes)("$id answers each as promised", async (route) => {
    const faults: string[] = [];
    for (const role of rolesFor(route)) {
      const found = await Promise.all(placesFor(route).map((place) => faultsOf(route, role, place)));
      faults.push(...found.flat());
    }
    expect(faults).toEqual([]);
  });

  test.each(allRoutes.filter(({ access }) => access.kind !== "public"))("$id without a token is 401", async (route) => {
    const { key, body } = requestFor(route, "own");
    expect((await api(key, body ? { body } : {})).status).toBe(401);
  });
});

test("a role that is taken away is gone at the next request, whatever the token says", async () => {
  const key = "GET /api/audit-entries?organizationId=cczu-petrochem-b01";
  const posts = "/api/organizations/cczu-petrochem-b01/appointments";
  const today = new Date().toISOString().slice(0, 10);
  expect((await api(key, { as: person.branchSecretary })).status).toBe(200);
  const list = await api<{ items: AppointmentView[] }>(`GET ${posts}`, { as: person.department });
  const secretary = list.body.items.find(({ post }) => post === "branch_secretary");
  const ended = await api(`POST ${posts}/${secretary?.appointmentId}/end`, {
    as: person.department,
    body: { version: secretary?.version, lastDay: "2026-01-31" },
  });
  expect(ended.status, JSON.stringify(ended.body)).toBe(200);
  expect((await api(key, { as: person.branchSecretary })).status).toBe(403);
  const again = await api(`POST ${posts}`, {
    as: person.department,
    body: { post: "branch_secretary", personId: secretary?.personId, from: today },
  });
  expect(again.status, JSON.stringify(again.body)).toBe(201);
  expect((await api(key, { as: person.branchSecretary })).status).toBe(200);
});
