import { expect, test } from "vitest";
import * as z from "zod";
import { allEvents, allRoutes } from "../../../lib/contract.ts";
import { capabilities, grants, type Role, roles } from "../../../lib/shared/access.ts";
import { describeAccess } from "../../../scripts/describe-access.ts";
import { describeEvents } from "../../../scripts/describe-events.ts";

/** The rows of the tables of a Markdown text, as trimmed cells. */
const rowsOf = (markdown: string): string[][] =>
  markdown
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

test.each(allEvents.map((event) => [event.name, event] as const))(
  "the catalogue shows %s with all its data",
  (name, event) => {
    const [, section = ""] = describeEvents(allEvents).split(`## ${name}\n`);
    const own = section.split("\n## ")[0] ?? "";
    expect(own).toContain(`${event.summary.zh} · ${event.summary.en}`);
    expect(own).toContain(`\`${event.source}\`, version ${event.version}`);
    const fields = rowsOf(own).slice(1);
    expect(fields.map(([field]) => field)).toEqual(Object.keys(event.data.shape).map((field) => `\`${field}\``));
    for (const [field, type] of fields) expect(type, field).not.toBe("");
  },
);

test("the catalogue refuses nothing: every kind of data has a type that is shown", () => {
  const data = z.object({ when: z.iso.date(), maybe: z.int().nullable(), kind: z.enum(["a", "b"]) });
  const event = {
    name: "Seen",
    source: "dangjian.test",
    version: 1,
    summary: { zh: "见", en: "Seen" },
    data,
    isDerived: false,
  };
  expect(rowsOf(describeEvents([event])).slice(1)).toEqual([
    ["`when`", "string"],
    ["`maybe`", "integer \\| null"],
    ["`kind`", "a \\| b"],
  ]);
});

test("the access document shows the reach of every capability for every role", () => {
  const rows = rowsOf(describeAccess(allRoutes));
  const names = Object.keys(capabilities) as (keyof typeof capabilities)[];
  for (const role of Object.keys(roles) as Role[]) {
    const row = rows.find(([first]) => first === `${roles[role].zh} · ${roles[role].en}`);
    const shown = row?.slice(1).map((cell) => cell.split(" · ")[1]);
    expect(shown, role).toEqual(names.map((name) => grants[role][name]));
  }
});

test("the access document shows what every route needs, and where", () => {
  const rows = rowsOf(describeAccess(allRoutes));
  for (const { key, access, freshLoginSeconds } of allRoutes) {
    const row = rows.find(([first]) => first === `\`${key}\``);
    const needed = access.kind === "capability" ? `\`${access.capability}\`` : access.kind;
    expect(row?.[1]?.split("; ")[0]).toBe(needed);
    expect(row?.[1]?.includes("login within")).toBe(freshLoginSeconds !== undefined);
    if (access.kind !== "capability") continue;
    expect(row?.[2]).toBe(
      typeof access.at === "string" ? access.at : access.at.map((at) => `${at.in}.${at.field}`).join(", "),
    );
  }
});
