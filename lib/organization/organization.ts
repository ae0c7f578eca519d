import * as z from "zod";
import { isWithin } from "../shared/access.ts";
import { type AppError, refused } from "../shared/errors.ts";
import { childKinds, kindNames, type OrganizationKind, organizationKinds } from "../shared/organization-kinds.ts";

/** Deeper trees do not exist in universities; a bound keeps paths short and inbox queries few. */
export const maximumDepth = 8;

export const OrganizationId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,40}$/)
  .meta({ description: "党组织编号 · Organisation id", example: "cczu-petrochem-b01" });

const PlainDate = z.iso.date().meta({ description: "日期 · Plain date", example: "2024-11-15" });

/** Names keep the punctuation that people write, such as full-width brackets; how letters are composed and spaces are made uniform. */
const tidyName = (value: string) => value.normalize("NFC").trim().replace(/\s+/gu, " ");

/** Names may hold any letter, so length is counted in characters, not in UTF-16 units. */
function nameWithin(maximum: number) {
  return z
    .string()
    .min(2)
    .refine((value) => [...value].length <= maximum, {
      params: { zh: `不能超过${maximum}个字`, en: `At most ${maximum} characters` },
    })
    .refine((value) => !/[\p{Cc}\p{Cf}\ufffd]/u.test(value), {
      params: { zh: "含有不可见或损坏的字符", en: "Contains invisible or damaged characters" },
    });
}

export const OrganizationName = z
  .string()
  .transform(tidyName)
  .pipe(nameWithin(80))
  .meta({ description: "全称 · Full name" });
export const OrganizationShortName = z
  .string()
  .transform(tidyName)
  .pipe(nameWithin(40))
  .meta({ description: "简称 · Short name" });

export const Organization = z
  .object({
    organizationId: OrganizationId,
    parentId: OrganizationId.nullable().meta({ description: "上级党组织，根为空 · Superior; null at the root" }),
    path: z
      .string()
      .meta({ description: "自根起的路径 · Path of ids from the root", example: "/cczu/cczu-petrochem/" }),
    name: z.string().meta({ description: "全称 · Full name" }),
    shortName: z.string().meta({ description: "简称 · Short name" }),
    kind: z.enum(kindNames).meta({ description: "类别 · Kind" }),
    establishedOn: PlainDate,
    termYears: z.int().min(1).max(10).nullable().meta({ description: "任期（年）· Term of office in years" }),
    termStartedOn: PlainDate.nullable().meta({ description: "本届起始日 · First day of the present term" }),
    termExtendedTo: PlainDate.nullable()
      .default(null)
      .meta({ description: "经批准延期换届至 · Day to which the superior let the re-election be put off" }),
    status: z.enum(["active", "dissolved"]).meta({ description: "状态 · Status" }),
    childCount: z.int().min(0).meta({ description: "直接下级数 · Active organisations directly below" }),
    memberCount: z
      .int()
      .min(0)
      .meta({ description: "党员数，含预备党员 · Members that belong here, on probation or full" }),
    fullMemberCount: z.int().min(0).default(0).meta({ description: "正式党员数 · Full members among them" }),
    candidateCount: z
      .int()
      .min(0)
      .default(0)
      .meta({ description: "申请人、积极分子和发展对象数 · Applicants, activists and development targets here" }),
    committeeSize: z.int().min(0).nullable().default(null).meta({
      description: "现任委员会人数，未登记任职为空 · People in its committee now; null where no post was recorded",
    }),
    version: z.int().positive().meta({ description: "版本号，修改时带回 · Version, to be sent with a change" }),
    dissolvedOn: PlainDate.nullable(),
    dissolvedReason: z.string().nullable(),
    successorId: OrganizationId.nullable()
      .default(null)
      .meta({ description: "合并后的党组织 · The organisation into which this one was merged" }),
    mergeId: z
      .string()
      .nullable()
      .default(null)
      .meta({ description: "正在进行的合并 · The merge that it takes part in now" }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: "Organization", description: "党组织 · A Party organisation" });

export type Organization = z.infer<typeof Organization>;

export function pathBelow(parentPath: string, organizationId: string): string {
  return `${parentPath}${organizationId}/`;
}

/** The ids from the root to the node itself. */
export function idsOnPath(path: string): string[] {
  return path.split("/").filter((segment) => segment !== "");
}

/** What two siblings may not share: the name without case, width and spaces. */
export function siblingKey(organizationName: string): string {
  return organizationName.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
}

/** Refuses a child of a kind, at a depth or under a parent where none may stand. */
export function refuseWrongPlace(parent: Organization, kind: OrganizationKind): void {
  if (parent.status !== "active") {
    throw refused("parent_dissolved", { zh: "上级党组织已撤销。", en: "The superior organisation is dissolved." });
  }
  if (parent.mergeId !== null) {
    throw refused("merge_running", {
      zh: "上级党组织正在合并，完成后再办理。",
      en: "The superior organisation is being merged; wait until that is done.",
    });
  }
  if (!childKinds[parent.kind].includes(kind)) {
    throw refused("kind_not_allowed_here", {
      zh: `${organizationKinds[parent.kind].zh}下不能设${organizationKinds[kind].zh}。`,
      en: `A ${organizationKinds[kind].en} cannot stand directly below a ${organizationKinds[parent.kind].en}.`,
    });
  }
}

/** Refuses a tree deeper than `maximumDepth`; `levels` is how many levels the thing to be placed has. */
export function refuseTooDeep(parentPath: string, levels: number): void {
  if (idsOnPath(parentPath).length + levels > maximumDepth) {
    throw refused("tree_too_deep", {
      zh: `党组织层级不能超过${maximumDepth}级。`,
      en: `The tree cannot be deeper than ${maximumDepth} levels.`,
    });
  }
}

/** Refuses to put a node below itself or below one of its own descendants. */
export function refuseCycle(node: Organization, newParent: Organization): void {
  if (isWithin(newParent.path, node.organizationId)) {
    throw refused("would_make_cycle", {
      zh: "不能把党组织移到它自己或它的下级之下。",
      en: "An organisation cannot be moved below itself or one of its own subordinates.",
    });
  }
}

/** Refuses to dissolve what still has somebody or something inside, and the root. */
export function refuseDissolution(node: Organization): void {
  if (node.parentId === null) {
    throw refused("root_stays", { zh: "学校党委不能撤销。", en: "The university committee cannot be dissolved." });
  }
  if (node.childCount > 0) {
    throw refused("has_children", {
      zh: `还有${node.childCount}个下级党组织，请先移出或撤销。`,
      en: `${node.childCount} organisations stand below it; move or dissolve them first.`,
    });
  }
  const people = node.memberCount + node.candidateCount;
  if (people > 0) {
    throw refused("has_members", {
      zh: `还有${people}名人员的组织关系在此，请先转出。`,
      en: `${people} people belong to it; transfer them first.`,
    });
  }
}

export function nameTaken(): AppError {
  return refused("sibling_name_taken", {
    zh: "同一上级下已有同名党组织。",
    en: "Another organisation below the same superior has this name.",
  });
}

export function parentChanged(): AppError {
  return refused("parent_changed", {
    zh: "上级党组织刚刚被移动或撤销，请刷新后重试。",
    en: "The superior organisation was moved or dissolved just now; reload and try again.",
  });
}
