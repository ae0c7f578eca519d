import * as z from "zod";
import { Cursor } from "../shared/page.ts";
import { defineRoute } from "../shared/route.ts";
import { at } from "../shared/route-parts.ts";
import {
  LedgerCell,
  LedgerEntry,
  LedgerYear,
  OfOrganization,
  PersonEntry,
  PersonYear,
  StudyTarget,
  Year,
} from "./ledger.ts";

const context = "ledger";

export const getLedger = defineRoute({
  id: "getLedger",
  key: "GET /api/ledger",
  context,
  summary: { zh: "一个党组织一年的工作台账", en: "The ledger of an organisation and year, with the activities behind" },
  access: at("activity.read", "query", "organizationId"),
  query: OfOrganization,
  response: LedgerYear.extend({ organizationId: z.string(), year: z.int(), entries: z.array(LedgerEntry) }),
  errors: ["unauthenticated", "forbidden", "not_found", "validation_failed"],
});

export const getLedgerGrid = defineRoute({
  id: "getLedgerGrid",
  key: "GET /api/ledger-grid",
  context,
  summary: { zh: "下级党组织逐月开展情况", en: "What the organisations of a subtree did, month by month" },
  access: at("activity.read", "query", "organizationId"),
  query: OfOrganization.extend({
    limit: z.coerce.number().int().min(1).max(100).default(50),
    cursor: Cursor.optional(),
  }),
  response: z.object({
    items: z.array(
      z.object({
        organizationId: z.string(),
        parentId: z.string().nullable(),
        name: z.string(),
        kind: z.string(),
        cells: z.array(LedgerCell),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
  errors: ["malformed_request", "unauthenticated", "forbidden", "not_found", "validation_failed"],
});

const Held = z.object({ held: z.int().min(0), due: z.int().min(0), present: z.int().min(0) });

export const readActivityFigures = defineRoute({
  id: "readActivityFigures",
  key: "GET /api/activity-figures",
  context,
  summary: {
    zh: "统计一年开展的组织生活：本级及下级合计、各类型次数和到会",
    en: "Count what was held in a year at an organisation and below it: how often, of which kinds, and who came",
  },
  access: at("activity.read", "query", "organizationId"),
  query: OfOrganization,
  response: Held.extend({
    organizationId: z.string(),
    year: z.int(),
    kinds: z.array(Held.extend({ kind: z.string() })),
  }),
  errors: ["unauthenticated", "forbidden", "not_found", "validation_failed"],
});

export const listCountedActivities = defineRoute({
  id: "listCountedActivities",
  key: "GET /api/counted-activities",
  context,
  summary: {
    zh: "列出组织生活统计数字背后的活动",
    en: "List the activities behind a number of the figures",
  },
  access: at("activity.read", "query", "organizationId"),
  query: OfOrganization.extend({
    kind: z.string().max(40).optional(),
    limit: z.coerce.number().int().min(1).max(50).default(25).meta({
      description: "每次读取多少个党组织 · Organisations looked at in one page",
    }),
    cursor: Cursor.optional(),
  }),
  response: z.object({
    items: z.array(
      LedgerEntry.pick({ activityId: true, title: true, day: true, kind: true, due: true, present: true }).extend({
        organizationId: z.string(),
        organizationName: z.string(),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
  errors: ["malformed_request", "unauthenticated", "forbidden", "not_found", "validation_failed"],
});

/** A person's year, with the activities behind every number. */
const PersonLedger = PersonYear.extend({
  personId: z.string(),
  year: z.int(),
  target: StudyTarget,
  entries: z.array(PersonEntry.extend({ studyHours: z.number() })),
});

export const getOwnLedger = defineRoute({
  id: "getOwnLedger",
  key: "GET /api/me/ledger",
  context,
  summary: { zh: "我的组织生活记录和学时", en: "My own record and study hours of a year" },
  access: { kind: "authenticated" },
  query: z.object({ year: Year }),
  response: PersonLedger,
  errors: ["unauthenticated", "not_found", "validation_failed"],
});

export const listStudyHours = defineRoute({
  id: "listStudyHours",
  key: "GET /api/study-hours",
  context,
  summary: { zh: "支部党员的学时和参加情况", en: "Study hours and attendance of the members of a branch" },
  access: at("activity.record", "query", "organizationId"),
  query: OfOrganization,
  response: z.object({
    items: z.array(PersonYear.extend({ personId: z.string(), name: z.string(), target: StudyTarget })),
  }),
  errors: ["unauthenticated", "forbidden", "not_found", "validation_failed"],
});

export const getPersonLedger = defineRoute({
  id: "getPersonLedger",
  key: "GET /api/study-hours/{personId}",
  context,
  summary: { zh: "支部一名党员的组织生活记录", en: "What a member of a branch took part in, behind the study hours" },
  access: at("activity.record", "query", "organizationId"),
  params: z.object({ personId: z.string().min(1).max(64) }),
  query: OfOrganization,
  response: PersonLedger.extend({ name: z.string() }),
  errors: ["unauthenticated", "forbidden", "not_found", "validation_failed"],
});
