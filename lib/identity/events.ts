import * as z from "zod";
import { defineEvent } from "../shared/event.ts";
import { postNames } from "./post.ts";

const context = "identity";

export const AccountSettled = defineEvent({
  name: "AccountSettled",
  context,
  summary: { zh: "账号的姓名或所在党组织已确定", en: "The operator gave an account its name and organisation" },
  data: z.object({
    version: z.int().positive(),
    homeOrganizationId: z.string().nullable(),
    formerHomeOrganizationId: z.string().nullable(),
  }),
});

export const endCauses = ["ended", "replaced", "organization_dissolved", "membership_ended"] as const;
export type EndCause = (typeof endCauses)[number];

const appointment = {
  version: z.int().positive(),
  post: z.enum(postNames),
  organizationId: z.string(),
  accountId: z.string(),
  personId: z.string().nullable(),
  from: z.iso.date(),
  to: z.iso.date().nullable(),
};

export const AppointmentMade = defineEvent({
  name: "AppointmentMade",
  context,
  summary: { zh: "已任职", en: "Somebody was appointed to a post" },
  data: z.object(appointment),
});

/** Posts that run out with their last day cause no fact: the appointment said the day. */
export const AppointmentEnded = defineEvent({
  name: "AppointmentEnded",
  context,
  summary: { zh: "已免职", en: "An appointment was ended before its time, or got another last day" },
  data: z.object({
    ...appointment,
    cause: z.enum(endCauses),
  }),
});
