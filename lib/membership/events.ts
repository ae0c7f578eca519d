import * as z from "zod";
import { defineEvent } from "../shared/event.ts";
import { erasureReasonNames } from "./erasure-reasons.ts";
import { revealPurposeNames } from "./reveal-purposes.ts";
import { stageNames, transitionNames } from "./stage.ts";

const context = "membership";

/** Where the person stands after the write: enough to count and to list, whichever of several facts arrives last. */
const standing = {
  version: z.int().positive(),
  organizationId: z.string(),
  stage: z.enum(stageNames),
};
const PersonStanding = z.object(standing);
export type PersonStanding = z.infer<typeof PersonStanding>;

export const PersonRegistered = defineEvent({
  name: "PersonRegistered",
  context,
  summary: { zh: "人员已登记", en: "A person was registered at a branch" },
  data: z.object({ ...standing, source: z.string() }),
});

export const PersonChanged = defineEvent({
  name: "PersonChanged",
  context,
  summary: { zh: "人员信息已修改", en: "Fields of a person's record were changed" },
  data: z.object({ ...standing, source: z.string(), fields: z.array(z.string()) }),
});

export const MembershipChanged = defineEvent({
  name: "MembershipChanged",
  context,
  summary: { zh: "人员类别已变更", en: "A person entered another stage" },
  data: z.object({
    ...standing,
    source: z.string(),
    formerStage: z.enum(stageNames),
    /** Null: an import or a correction set the stage as the roster has it. */
    transition: z.enum(transitionNames).nullable(),
  }),
});

export const PersonMoved = defineEvent({
  name: "PersonMoved",
  context,
  summary: { zh: "人员所在支部已变更", en: "A person belongs to another branch" },
  data: z.object({ ...standing, source: z.string(), formerOrganizationId: z.string() }),
});

export const IdNumberRevealed = defineEvent({
  name: "IdNumberRevealed",
  context,
  summary: { zh: "完整身份证号码已被查看", en: "Somebody was shown a full id number" },
  data: z.object({ purpose: z.enum(revealPurposeNames) }),
});

export const CorrectionRequested = defineEvent({
  name: "CorrectionRequested",
  context,
  summary: { zh: "本人申请更正信息", en: "A person asked for a correction of the own record" },
  data: z.object({ correctionId: z.string(), fields: z.array(z.string()) }),
});

export const CorrectionDecided = defineEvent({
  name: "CorrectionDecided",
  context,
  summary: { zh: "更正申请已处理", en: "A request for correction was decided" },
  data: z.object({ correctionId: z.string(), decision: z.enum(["accepted", "declined"]) }),
});

export const PersonalDataHandedOut = defineEvent({
  name: "PersonalDataHandedOut",
  context,
  summary: { zh: "已为本人出具个人信息副本", en: "The department made a copy of somebody's data for that person" },
  data: z.object({}),
});

export const ErasureRequested = defineEvent({
  name: "ErasureRequested",
  context,
  summary: { zh: "已申请删除个人信息", en: "The deletion of somebody's personal information was asked for" },
  data: z.object({ version: z.int().positive(), reason: z.enum(erasureReasonNames), dueOn: z.iso.date() }),
});

export const ErasureCancelled = defineEvent({
  name: "ErasureCancelled",
  context,
  summary: { zh: "删除个人信息的申请已撤销", en: "A deletion was stopped before its day" },
  data: z.object({
    /** "record_changed": the record is not what it was; "not_possible": the person belongs to the university's organisations again, or holds a post. */
    cause: z.enum(["withdrawn", "record_changed", "not_possible"]),
  }),
});

/** Every context that holds something about the person forgets it now. */
export const PersonErased = defineEvent({
  name: "PersonErased",
  context,
  summary: { zh: "个人信息已删除", en: "The personal information of somebody was deleted" },
  data: z.object({ version: z.int().positive(), reason: z.enum(erasureReasonNames) }),
});

export const OwnRecordExported = defineEvent({
  name: "OwnRecordExported",
  context,
  summary: { zh: "本人导出了个人数据", en: "A person took a copy of the own data" },
  data: z.object({}),
});
