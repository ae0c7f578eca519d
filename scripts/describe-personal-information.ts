import { bases, fieldUses, useOfField } from "../lib/membership/field-uses.ts";
import { type FieldName, fieldNames } from "../lib/membership/person-fields.ts";
import { fieldsShownBy } from "../lib/membership/person-view.ts";
import { ROSTER_COLUMNS } from "../lib/roster/columns.ts";
import type { TableDefinition } from "../lib/shared/table.ts";
import { holdings } from "./personal-information-holdings.ts";

/** The inventory of personal information: every field of a record from its schema, and every table of the contract. */
export function describePersonalInformation(tables: readonly Pick<TableDefinition, "context">[]): string {
  const contexts = tables.map(({ context }) => context);
  const missing = contexts.filter((context) => holdings[context] === undefined);
  const surplus = Object.keys(holdings).filter((context) => !contexts.includes(context));
  if (missing.length + surplus.length > 0) {
    throw new Error(`scripts/personal-information-holdings.ts: missing ${missing}, without a table ${surplus}`);
  }
  return `# 个人信息清单 · Inventory of personal information

Made from the schemas by \`npm run openapi\`; what it means is in [personal-information.md](../personal-information.md). Fields of a
record are kept until the person is deleted, and go then.

## 党员信息 · Fields of a record

| 字段 · field | 目的 · purpose | 依据 · basis | 谁能看 · seen by |
|---|---|---|---|
${fieldNames().map(fieldRow).join("\n")}

A person sees all of the own record. Roles and their capabilities are in [access.md](access.md).

## 依据 · What it rests on

| | |
|---|---|
${Object.entries(bases)
  .map(([name, { zh, en }]) => `| ${name} | ${zh} · ${en} |`)
  .join("\n")}

## 其他保存 · What else is held

| 模块 · context | 内容 · what | 目的 · purpose | 依据 · basis | 谁能看 · seen by | 期限 · kept | 删除 · on deletion |
|---|---|---|---|---|---|---|
${contexts.flatMap(holdingRows).join("\n")}
`;
}

function fieldRow(field: FieldName): string {
  const { zh, en, basis } = fieldUses[useOfField[field]];
  const [label = field] = headings[field] ?? [];
  return `| ${label} \`${field}\` | ${zh} · ${en} | ${basis} | \`${capabilityOf(field)}\` |`;
}

const headings: Readonly<Partial<Record<string, readonly string[]>>> = ROSTER_COLUMNS;

function capabilityOf(field: string): string {
  const found = Object.entries(fieldsShownBy).find(([, fields]) => (fields as readonly string[]).includes(field));
  return found?.[0] ?? "nobody";
}

function holdingRows(context: string): string[] {
  return (holdings[context] ?? []).map(
    ({ what, purpose, basis, seenBy, kept, erased }) =>
      `| ${context} | ${what} | ${purpose} | ${basis} | ${seenBy} | ${kept} | ${erased} |`,
  );
}
