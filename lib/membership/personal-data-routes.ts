import * as z from "zod";
import { Cursor, pageOf } from "../shared/page.ts";
import { defineRoute } from "../shared/route.ts";
import { anywhere, at, changeErrors, readErrors } from "../shared/route-parts.ts";
import { Erasure, ErasureState, NamedErasure } from "./erasure.ts";
import { erasureReasonNames } from "./erasure-reasons.ts";
import { Person, PersonId } from "./person.ts";
import { PersonalDataCopy } from "./personal-data-copy.ts";

const context = "personal-data";
const Target = z.object({ personId: PersonId });
const atPerson = at("person.erase", "params", "personId");
const freshLoginSeconds = 10 * 60;

export const exportOwnRecord = defineRoute({
  id: "exportOwnRecord",
  key: "POST /api/me/record/export",
  context,
  summary: { zh: "导出本人数据", en: "Take a copy of one's own data" },
  access: { kind: "authenticated" },
  response: PersonalDataCopy,
  errors: ["unauthenticated", "not_found"],
});

export const handOutPersonalData = defineRoute({
  id: "handOutPersonalData",
  key: "POST /api/people/{personId}/personal-data",
  context,
  summary: {
    zh: "为本人出具个人信息副本，记入操作记录",
    en: "Make a copy of everything about a person, for that person; it is recorded",
  },
  access: atPerson,
  freshLoginSeconds,
  params: Target,
  response: PersonalDataCopy,
  errors: [...readErrors, "fresh_login_required"],
});

export const getErasure = defineRoute({
  id: "getErasure",
  key: "GET /api/people/{personId}/erasure",
  context,
  summary: { zh: "查看个人信息删除申请", en: "Show whether a person's information is about to be deleted" },
  access: atPerson,
  params: Target,
  response: ErasureState,
  errors: readErrors,
});

export const requestErasure = defineRoute({
  id: "requestErasure",
  key: "POST /api/people/{personId}/erasure",
  context,
  summary: {
    zh: "申请删除已离开人员的个人信息，30日后执行，其间可撤销",
    en: "Ask for the deletion of somebody who has left; it is done after 30 days and can be stopped until then",
  },
  access: atPerson,
  freshLoginSeconds,
  params: Target,
  body: z.object({
    version: Person.shape.version.meta({ description: "版本号，修改时带回 · Version, to be sent with a change" }),
    reason: z.enum(erasureReasonNames),
  }),
  response: Erasure,
  status: 201,
  errors: [...changeErrors, "fresh_login_required"],
});

export const cancelErasure = defineRoute({
  id: "cancelErasure",
  key: "POST /api/people/{personId}/erasure/cancel",
  context,
  summary: { zh: "撤销个人信息删除申请", en: "Stop a deletion before its day" },
  access: atPerson,
  params: Target,
  body: z.object({}),
  response: ErasureState,
  errors: changeErrors,
});

export const listErasures = defineRoute({
  id: "listErasures",
  key: "GET /api/erasures",
  context,
  summary: {
    zh: "列出待执行的个人信息删除，先到期的在前",
    en: "List deletions that wait for their day, the earliest first",
  },
  access: anywhere("person.erase"),
  query: z.object({ limit: z.coerce.number().int().min(1).max(50).default(30), cursor: Cursor.optional() }),
  response: pageOf(NamedErasure),
  errors: ["malformed_request", ...readErrors],
});
