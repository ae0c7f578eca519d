import { expect, test } from "vitest";
import { allTables } from "../../../lib/contract.ts";
import { fieldNames } from "../../../lib/membership/person-fields.ts";
import { describePersonalInformation } from "../../../scripts/describe-personal-information.ts";

test("the inventory has every field of a record, with who sees it, and every table", () => {
  const page = describePersonalInformation(allTables);
  for (const field of fieldNames()) {
    const [row = ""] = page.match(new RegExp(`^\\|.*\`${field}\`.*$`, "m")) ?? [];
    expect(row, field).toMatch(/`person\.(read|record|contact)` \|$/);
  }
  for (const { context } of allTables) expect(page).toContain(`| ${context} |`);
});

test("a table of which the inventory says nothing fails the documents, and so does a word about none", () => {
  expect(() => describePersonalInformation([...allTables, { context: "diary" }])).toThrow("missing diary");
  expect(() => describePersonalInformation(allTables.slice(1))).toThrow(`without a table ${allTables[0]?.context}`);
});
