import * as z from "zod";
import { defineEvent } from "../shared/event.ts";

export const AccountSettled = defineEvent({
  name: "AccountSettled",
  context: "identity",
  summary: { zh: "账号的姓名、所在党组织或角色已确定", en: "An account has its name, its organisation and its roles" },
  data: z.object({
    version: z.int().positive(),
    homeOrganizationId: z.string().nullable(),
    formerHomeOrganizationId: z.string().nullable(),
  }),
});
