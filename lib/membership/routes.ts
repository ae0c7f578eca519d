import * as z from "zod";
import type { Capability } from "../shared/access.ts";
import { Cursor, pageOf } from "../shared/page.ts";
import { defineRoute } from "../shared/route.ts";
import { anywhere, at, changeErrors, readErrors } from "../shared/route-parts.ts";
import { IdNumberInput, Person, PersonId } from "./person.ts";
import { fieldNames, PersonFieldsInput } from "./person-fields.ts";
import { PersonCardView, PersonView } from "./person-view.ts";
import { revealPurposeNames } from "./reveal-purposes.ts";
import { presentStages, stageNames, transitionNames } from "./stage.ts";
import { CorrectionStatus, TimelineLine } from "./timeline.ts";

const context = "membership";
const Target = z.object({ personId: PersonId });
const BranchId = z
  .string()
  .min(2)
  .max(41)
  .meta({ description: "党支部编号 · Id of the branch", example: "cczu-petrochem-b01" });
const Version = Person.shape.version.meta({ description: "版本号，修改时带回 · Version, to be sent with a change" });
const Day = z.iso.date();
const Note = z.string().trim().min(1).max(300);

const atPerson = (capability: Capability) => at(capability, "params", "personId");
const Page = z.object({ limit: z.coerce.number().int().min(1).max(100).default(50), cursor: Cursor.optional() });

const ShownLine = TimelineLine.and(z.object({ actorName: z.string().nullable() }));

export const listPeople = defineRoute({
  id: "listPeople",
  key: "GET /api/people",
  context,
  summary: { zh: "列出或检索一个党组织及其下级的人员", en: "List or search the people of a subtree" },
  access: anywhere("person.read"),
  query: z.object({
    organizationId: BranchId.optional().meta({
      description: "党组织，缺省为可见的最高一级 · Organisation; the highest that the caller may see when absent",
    }),
    q: z.string().trim().min(1).max(40).optional().meta({
      description:
        "姓名、全拼、首字母或学工号的开头 · Beginning of a name, of its pinyin or initials, or of a campus number",
    }),
    stage: z.enum(stageNames).optional(),
    status: z.enum(["present", "ended"]).default("present"),
    flag: z.enum(["mobile", "lost_contact"]).optional(),
    limit: z.coerce.number().int().min(1).max(50).default(30),
    cursor: Cursor.optional(),
  }),
  response: pageOf(PersonCardView),
  errors: ["malformed_request", ...readErrors],
});

export const getPerson = defineRoute({
  id: "getPerson",
  key: "GET /api/people/{personId}",
  context,
  summary: { zh: "查看一名人员，仅含有权查看的内容", en: "Show a person, as far as the reader may see" },
  access: atPerson("person.read"),
  params: Target,
  response: PersonView,
  errors: readErrors,
});

export const listTimeline = defineRoute({
  id: "listTimeline",
  key: "GET /api/people/{personId}/timeline",
  context,
  summary: { zh: "查看一名人员的变更历史", en: "Show the history of a person, the latest first" },
  access: atPerson("person.record"),
  params: Target,
  query: Page,
  response: pageOf(ShownLine),
  errors: ["malformed_request", ...readErrors],
});

export const registerPerson = defineRoute({
  id: "registerPerson",
  key: "POST /api/people",
  context,
  summary: { zh: "登记人员", en: "Register a person at a branch" },
  access: at("person.manage", "body", "organizationId"),
  body: z.object({
    organizationId: BranchId,
    stage: z.enum(presentStages),
    idNumber: IdNumberInput,
    fields: PersonFieldsInput.required({ name: true }),
  }),
  response: PersonView,
  status: 201,
  errors: changeErrors,
});

export const changePerson = defineRoute({
  id: "changePerson",
  key: "POST /api/people/{personId}/change",
  context,
  summary: { zh: "修改人员信息", en: "Change fields of a record" },
  access: atPerson("person.manage"),
  params: Target,
  body: z.object({ version: Version, fields: PersonFieldsInput }),
  response: PersonView,
  errors: changeErrors,
});

export const correctIdNumber = defineRoute({
  id: "correctIdNumber",
  key: "POST /api/people/{personId}/id-number",
  context,
  summary: { zh: "更正身份证号码", en: "Put a wrong id number right" },
  access: atPerson("person.manage"),
  params: Target,
  body: z.object({ version: Version, idNumber: IdNumberInput }),
  response: PersonView,
  errors: changeErrors,
});

export const changeStage = defineRoute({
  id: "changeStage",
  key: "POST /api/people/{personId}/stage",
  context,
  summary: { zh: "变更人员类别", en: "Take a person to another stage" },
  access: atPerson("person.manage"),
  params: Target,
  body: z.object({
    version: Version,
    transition: z.enum(transitionNames),
    on: Day.meta({ description: "发生日期 · The day on which it happened" }),
    extendTo: Day.optional().meta({ description: "延长后的预备期截止日 · New end of probation" }),
    note: Note.optional(),
  }),
  response: PersonView,
  errors: changeErrors,
});

export const movePerson = defineRoute({
  id: "movePerson",
  key: "POST /api/people/{personId}/move",
  context,
  summary: { zh: "调整所在支部", en: "Let a person belong to another branch; the caller manages both" },
  access: {
    kind: "capability",
    capability: "person.manage",
    at: [
      { in: "params", field: "personId" },
      { in: "body", field: "organizationId" },
    ],
  },
  params: Target,
  body: z.object({ version: Version, organizationId: BranchId }),
  response: PersonView,
  errors: changeErrors,
});

export const revealIdNumber = defineRoute({
  id: "revealIdNumber",
  key: "POST /api/people/{personId}/id-number/reveal",
  context,
  summary: { zh: "查看完整身份证号码，查看目的记入操作记录", en: "Show the full id number; the purpose is recorded" },
  access: atPerson("person.reveal"),
  freshLoginSeconds: 10 * 60,
  params: Target,
  body: z.object({ purpose: z.enum(revealPurposeNames) }),
  response: z.object({ idNumber: z.string() }),
  errors: [...changeErrors, "fresh_login_required"],
});

const OpenCorrection = z
  .object({
    personId: PersonId,
    correctionId: z.string(),
    at: z.iso.datetime(),
    name: z.string(),
    organizationId: BranchId,
    fields: z.array(z.enum(fieldNames())).meta({ description: "申请更正的项目 · What shall be put right" }),
  })
  .meta({ id: "OpenCorrection", description: "待处理的更正申请 · A request for correction that waits for an answer" });
export type OpenCorrection = z.infer<typeof OpenCorrection>;

export const listOpenCorrections = defineRoute({
  id: "listOpenCorrections",
  key: "GET /api/corrections",
  context,
  summary: {
    zh: "列出本人有权处理的更正申请，先提出的在前",
    en: "List the requests for correction that the caller may decide, the oldest first",
  },
  access: anywhere("person.manage"),
  query: z.object({ limit: z.coerce.number().int().min(1).max(30).default(15), cursor: Cursor.optional() }),
  response: pageOf(OpenCorrection),
  errors: ["malformed_request", ...readErrors],
});

export const decideCorrection = defineRoute({
  id: "decideCorrection",
  key: "POST /api/people/{personId}/corrections/{correctionId}/decision",
  context,
  summary: {
    zh: "处理更正申请，同意即按申请修改",
    en: "Decide a request for correction; accepting it changes the record as asked",
  },
  access: atPerson("person.manage"),
  params: z.object({ personId: PersonId, correctionId: z.string().regex(/^[0-9a-z-]{10,40}$/) }),
  body: z.object({ version: Version, decision: CorrectionStatus.exclude(["open"]), reply: Note }),
  response: TimelineLine,
  errors: changeErrors,
});

export const getOwnRecord = defineRoute({
  id: "getOwnRecord",
  key: "GET /api/me/record",
  context,
  summary: { zh: "查看组织掌握的本人信息", en: "Show what the organisation holds about oneself" },
  access: { kind: "authenticated" },
  response: PersonView,
  errors: ["unauthenticated", "not_found"],
});

export const listOwnTimeline = defineRoute({
  id: "listOwnTimeline",
  key: "GET /api/me/record/timeline",
  context,
  summary: { zh: "查看本人信息的变更历史", en: "Show the history of one's own record" },
  access: { kind: "authenticated" },
  query: Page,
  response: pageOf(ShownLine),
  errors: ["malformed_request", "unauthenticated", "not_found", "validation_failed"],
});

export const requestCorrection = defineRoute({
  id: "requestCorrection",
  key: "POST /api/me/record/corrections",
  context,
  summary: { zh: "申请更正本人信息", en: "Ask for a correction of one's own record" },
  access: { kind: "authenticated" },
  body: z.object({ fields: PersonFieldsInput.omit({ campus_id: true }), note: Note }),
  response: TimelineLine,
  status: 201,
  errors: changeErrors.filter((code) => code !== "forbidden"),
});
