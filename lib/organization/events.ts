import * as z from "zod";
import { defineEvent } from "../shared/event.ts";
import { Organization, OrganizationId } from "./organization.ts";

const context = "organization";
const version = Organization.shape.version;

export const OrganizationCreated = defineEvent({
  name: "OrganizationCreated",
  context,
  summary: { zh: "党组织已建立", en: "An organisation came into being" },
  data: z.object({ version, parentId: OrganizationId.nullable(), kind: Organization.shape.kind }),
});

export const OrganizationRenamed = defineEvent({
  name: "OrganizationRenamed",
  context,
  summary: { zh: "党组织已更名", en: "An organisation has another name" },
  data: z.object({
    version,
    formerName: z.string(),
    name: z.string(),
    formerShortName: z.string(),
    shortName: z.string(),
  }),
});

export const OrganizationMoved = defineEvent({
  name: "OrganizationMoved",
  context,
  summary: { zh: "党组织隶属关系已调整", en: "An organisation stands at another place with everything below it" },
  data: z.object({
    version,
    formerParentId: OrganizationId,
    parentId: OrganizationId,
    formerPath: z.string(),
    path: z.string(),
  }),
});

export const OrganizationTermRenewed = defineEvent({
  name: "OrganizationTermRenewed",
  context,
  summary: { zh: "党组织已换届", en: "An organisation was elected anew and begins a term" },
  data: z.object({
    version,
    electedOn: z.iso.date(),
    startedOn: z.iso.date(),
    termYears: Organization.shape.termYears,
    formerStartedOn: Organization.shape.termStartedOn,
  }),
});

export const OrganizationTermExtended = defineEvent({
  name: "OrganizationTermExtended",
  context,
  summary: { zh: "党组织延期换届已获批准", en: "The superior let a re-election be put off" },
  data: z.object({ version, until: z.iso.date(), formerUntil: z.iso.date() }),
});

export const OrganizationDissolved = defineEvent({
  name: "OrganizationDissolved",
  context,
  summary: { zh: "党组织已撤销", en: "An organisation was dissolved" },
  data: z.object({ version, formerParentId: OrganizationId, successorId: OrganizationId.nullable().default(null) }),
});

const mergeId = z.string();
const sourceIds = z.array(OrganizationId);

export const OrganizationsMergeStarted = defineEvent({
  name: "OrganizationsMergeStarted",
  context,
  summary: { zh: "党组织开始合并", en: "Branches begin to be merged into a sibling" },
  data: z.object({ version, mergeId, sourceIds }),
});

/** Each source also tells that it was dissolved. */
export const OrganizationsMerged = defineEvent({
  name: "OrganizationsMerged",
  context,
  summary: { zh: "党组织合并完成", en: "Branches were merged: their people belong to the target" },
  data: z.object({ version, mergeId, sourceIds }),
});
