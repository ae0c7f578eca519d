import { defineRoute } from "../shared/route.ts";
import { Me } from "./account.ts";

export const getMe = defineRoute({
  id: "getMe",
  key: "GET /api/me",
  context: "identity",
  summary: { zh: "我的身份与权限", en: "Who I am and what I may do" },
  access: { kind: "authenticated" },
  response: Me,
  errors: ["unauthenticated"],
});
