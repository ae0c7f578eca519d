import * as z from "zod";
import { Cursor, pageOf } from "../shared/page.ts";
import { defineRoute } from "../shared/route.ts";
import { anywhere, at, changeErrors, readErrors } from "../shared/route-parts.ts";
import { ChangeLine } from "./change-line.ts";
import { ListedOrganization, OrganizationDetail } from "./judgement.ts";
import { MergeProgress, maximumSources } from "./merge.ts";
import { Organization, OrganizationId, OrganizationName, OrganizationShortName } from "./organization.ts";

const context = "organization";
const Target = z.object({ organizationId: OrganizationId });
const Version = Organization.shape.version;
const manageTarget = at("organization.manage", "params", "organizationId");

export const listOrganizations = defineRoute({
  id: "listOrganizations",
  key: "GET /api/organizations",
  context,
  summary: { zh: "列出一个党组织及其全部下级", en: "List an organisation and everything below it, in tree order" },
  access: anywhere("organization.read"),
  query: z.object({
    under: OrganizationId.optional().meta({ description: "子树的根，缺省为学校党委 · Root of the subtree" }),
    status: z.enum(["active", "dissolved", "all"]).default("active"),
    limit: z.coerce.number().int().min(1).max(500).default(200),
    cursor: Cursor.optional(),
  }),
  response: pageOf(ListedOrganization),
  errors: ["malformed_request", ...readErrors],
});

export const getOrganization = defineRoute({
  id: "getOrganization",
  key: "GET /api/organizations/{organizationId}",
  context,
  summary: { zh: "查看一个党组织", en: "Show one organisation with findings and re-election clock" },
  access: anywhere("organization.read"),
  params: Target,
  response: OrganizationDetail,
  errors: readErrors,
});

export const createOrganization = defineRoute({
  id: "createOrganization",
  key: "POST /api/organizations",
  context,
  summary: { zh: "新建党组织", en: "Create an organisation below another" },
  access: at("organization.manage", "body", "parentId"),
  body: z.object({
    organizationId: OrganizationId.optional().meta({
      description: "本校自有编号，缺省由系统生成 · The university's own code; made by the system when absent",
    }),
    parentId: OrganizationId,
    name: OrganizationName,
    shortName: OrganizationShortName,
    kind: Organization.shape.kind,
    establishedOn: Organization.shape.establishedOn,
    termYears: Organization.shape.termYears,
    termStartedOn: Organization.shape.termStartedOn,
  }),
  response: Organization,
  status: 201,
  errors: changeErrors,
});

export const renameOrganization = defineRoute({
  id: "renameOrganization",
  key: "POST /api/organizations/{organizationId}/rename",
  context,
  summary: { zh: "更名", en: "Rename an organisation" },
  access: manageTarget,
  params: Target,
  body: z.object({ name: OrganizationName, shortName: OrganizationShortName, version: Version }),
  response: Organization,
  errors: changeErrors,
});

export const moveOrganization = defineRoute({
  id: "moveOrganization",
  key: "POST /api/organizations/{organizationId}/move",
  context,
  summary: { zh: "调整隶属关系", en: "Move an organisation with everything below it" },
  access: {
    kind: "capability",
    capability: "organization.manage",
    at: [
      { in: "params", field: "organizationId" },
      { in: "body", field: "parentId" },
    ],
  },
  params: Target,
  body: z.object({ parentId: OrganizationId, version: Version }),
  response: Organization,
  errors: changeErrors,
});

export const dissolveOrganization = defineRoute({
  id: "dissolveOrganization",
  key: "POST /api/organizations/{organizationId}/dissolve",
  context,
  summary: { zh: "撤销党组织", en: "Dissolve an organisation that has nobody inside" },
  access: manageTarget,
  params: Target,
  body: z.object({
    reason: z.string().trim().min(2).max(200).meta({ description: "撤销原因 · Reason" }),
    version: Version,
  }),
  response: Organization,
  errors: changeErrors,
});

const document = z
  .string()
  .trim()
  .min(2)
  .max(200)
  .meta({ description: "批复或决定的文件名、文号 · The document of the decision" });

export const renewOrganizationTerm = defineRoute({
  id: "renewOrganizationTerm",
  key: "POST /api/organizations/{organizationId}/renew-term",
  context,
  summary: { zh: "登记换届", en: "Record a re-election; the length of the new term follows from the rules" },
  access: manageTarget,
  params: Target,
  body: z.object({
    electedOn: Organization.shape.establishedOn.meta({ description: "选举日期 · Day of the election" }),
    startedOn: Organization.shape.establishedOn.meta({ description: "新一届起始日 · First day of the new term" }),
    document: document.optional(),
    version: Version,
  }),
  response: Organization,
  errors: changeErrors,
});

export const extendOrganizationTerm = defineRoute({
  id: "extendOrganizationTerm",
  key: "POST /api/organizations/{organizationId}/extend-term",
  context,
  summary: { zh: "登记经批准的延期换届", en: "Record that the superior let the re-election be put off" },
  access: manageTarget,
  params: Target,
  body: z.object({
    until: Organization.shape.establishedOn.meta({ description: "延期至 · Put off until" }),
    reason: z.string().trim().min(2).max(200).meta({ description: "延期原因 · Reason" }),
    document,
    version: Version,
  }),
  response: Organization,
  errors: changeErrors,
});

export const listOrganizationHistory = defineRoute({
  id: "listOrganizationHistory",
  key: "GET /api/organizations/{organizationId}/history",
  context,
  summary: { zh: "查看一个党组织的沿革", en: "Show what became of an organisation, the latest first" },
  access: anywhere("organization.read"),
  params: Target,
  query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(30), cursor: Cursor.optional() }),
  response: pageOf(
    ChangeLine.omit({ actor: true })
      .extend({
        actor: z
          .object({ accountId: z.string().nullable(), name: z.string().nullable() })
          .nullable()
          .meta({ description: "办理人，仅可查看操作记录者可见 · Who did it, for those who read the record" }),
      })
      .meta({ id: "OrganizationChange", description: "沿革中的一条 · One line of an organisation's history" }),
  ),
  errors: ["malformed_request", ...readErrors],
});

export const mergeOrganizations = defineRoute({
  id: "mergeOrganizations",
  key: "POST /api/organizations/{organizationId}/merge",
  context,
  summary: { zh: "将同级党支部并入本支部", en: "Merge sibling branches into this one; a consumer moves the people" },
  access: manageTarget,
  params: Target,
  body: z.object({
    sources: z
      .array(z.object({ organizationId: OrganizationId, version: Version }))
      .min(1)
      .max(maximumSources)
      .meta({ description: "要并入的支部 · Branches that end with the merge" }),
    reason: z.string().trim().min(2).max(200).meta({ description: "合并原因 · Reason" }),
    document: document.optional(),
    version: Version,
  }),
  response: Organization,
  errors: changeErrors,
});

export const getMerge = defineRoute({
  id: "getMerge",
  key: "GET /api/organizations/{organizationId}/merge",
  context,
  summary: { zh: "查看正在进行的合并", en: "Show how far the merge has come in which an organisation takes part" },
  access: anywhere("organization.read"),
  params: Target,
  response: MergeProgress,
  errors: readErrors,
});
