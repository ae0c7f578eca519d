import { type Capability, capabilities, grants, type Role, roles } from "../lib/shared/access.ts";
import type { Route } from "../lib/shared/route.ts";

/** Who may do what, as two tables: roles and capabilities, routes and what they need. */
export function describeAccess(routes: readonly Route[]): string {
  const names = Object.keys(capabilities) as Capability[];
  const header = names.map((name) => `${capabilities[name].zh} \`${name}\``);
  const rows = (Object.keys(roles) as Role[]).map((role) => {
    const cells = names.map((name) => reachText(grants[role][name]));
    return `| ${roles[role].zh} · ${roles[role].en} | ${cells.join(" | ")} |`;
  });
  return `# 权限表 · Access

A role is held at an organisation; “subtree” is that organisation and everything below it. This file is generated.

| 角色 · role | ${header.join(" | ")} |
|---|${names.map(() => "---|").join("")}
${rows.join("\n")}

| 接口 · route | 需要 · needs | 地点 · where |
|---|---|---|
${routes.map(routeRow).join("\n")}
`;
}

function reachText(reach: string | undefined): string {
  if (reach === undefined) return "";
  return reach === "everywhere" ? "全校 · everywhere" : "下辖 · subtree";
}

function routeRow({ key, access, freshLoginSeconds }: Route): string {
  if (access.kind !== "capability") return `| \`${key}\` | ${access.kind} | |`;
  const fresh =
    freshLoginSeconds === undefined
      ? ""
      : `; ${freshLoginSeconds / 60} 分钟内登录 · login within ${freshLoginSeconds / 60} minutes`;
  const where = typeof access.at === "string" ? access.at : access.at.map((at) => `${at.in}.${at.field}`).join(", ");
  return `| \`${key}\` | \`${access.capability}\`${fresh} | ${where} |`;
}
