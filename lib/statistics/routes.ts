import * as z from "zod";
import type { Capability } from "../shared/access.ts";
import { Cursor, pageOf } from "../shared/page.ts";
import { defineRoute } from "../shared/route.ts";
import { at, readErrors } from "../shared/route-parts.ts";
import { dimensionNames, populationNames } from "./dimensions.ts";

const context = "statistics";

const OrganizationId = z
  .string()
  .min(2)
  .max(41)
  .meta({ description: "党组织编号 · Organisation id", example: "cczu-petrochem" });
const Target = z.object({ organizationId: OrganizationId });
const atTarget = (capability: Capability) => at(capability, "params", "organizationId");

const What = z.object({
  population: z.enum(populationNames).meta({ description: "统计对象 · Of whom" }),
  dimension: z.enum(dimensionNames).meta({ description: "分类 · By what" }),
  band: z.string().min(1).max(40).meta({ description: "栏目 · Band of the dimension", example: "31_to_35" }),
});

const Count = What.extend({ count: z.int().positive() }).meta({
  id: "StatisticsCount",
  description: "一个统计数 · One number",
});
export type StatisticsCount = z.infer<typeof Count>;

const Statistics = z
  .object({
    organizationId: OrganizationId,
    asOf: z.iso.date().meta({ description: "年龄、党龄计算截止日 · The day for which ages are counted" }),
    /** Only those above nought; whoever may not read records gets the categories alone. */
    counts: z.array(Count),
  })
  .meta({ id: "Statistics", description: "党组织及其下级的人员统计 · Numbers of people of an organisation's subtree" });
export type Statistics = z.infer<typeof Statistics>;

const number = z.int().min(0);
const Subordinate = z
  .object({
    organizationId: OrganizationId,
    fullMembers: number,
    probationaryMembers: number,
    developmentTargets: number,
    activists: number,
    applicants: number,
  })
  .meta({
    id: "SubordinateStatistics",
    description: "一个直接下级的人数 · Numbers of one organisation directly below",
  });
export type SubordinateStatistics = z.infer<typeof Subordinate>;

export const getStatistics = defineRoute({
  id: "getStatistics",
  key: "GET /api/organizations/{organizationId}/statistics",
  context,
  summary: { zh: "查看一个党组织及其下级的人员统计", en: "Show the numbers of people of an organisation's subtree" },
  access: atTarget("statistics.read"),
  params: Target,
  response: Statistics,
  errors: readErrors,
});

export const listSubordinateStatistics = defineRoute({
  id: "listSubordinateStatistics",
  key: "GET /api/organizations/{organizationId}/statistics/subordinates",
  context,
  summary: {
    zh: "列出各直接下级的人数，没有人员的不列",
    en: "List the numbers of the organisations directly below that have people",
  },
  access: atTarget("statistics.read"),
  params: Target,
  query: z.object({
    limit: z.coerce.number().int().min(1).max(100).default(100),
    cursor: Cursor.optional(),
  }),
  response: pageOf(Subordinate),
  errors: ["malformed_request", ...readErrors],
});

export const listCountedPeople = defineRoute({
  id: "listCountedPeople",
  key: "GET /api/organizations/{organizationId}/statistics/people",
  context,
  summary: { zh: "列出一个统计数背后的人员", en: "List the people behind a number" },
  access: atTarget("person.record"),
  params: Target,
  query: What.extend({
    limit: z.coerce.number().int().min(1).max(50).default(30),
    cursor: Cursor.optional(),
  }),
  response: pageOf(
    z.object({ personId: z.string(), name: z.string(), organizationId: OrganizationId }).meta({
      id: "CountedPerson",
      description: "被统计的人员 · A person who is counted",
    }),
  ),
  errors: ["malformed_request", ...readErrors],
});
