import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import type { LedgerEntry } from "../../../lib/ledger/ledger.ts";
import { ledgerHeadings, ledgerLines, monthHeadings, monthLines } from "../../../lib/ledger/ledger-table.ts";
import { writeLedgerDocument, writeLedgerWorkbook } from "../../../lib/ledger/write-ledger.ts";

const entry = (more: Partial<LedgerEntry>): LedgerEntry => ({
  activityId: "act-00000000",
  version: 1,
  kind: "theme_party_day",
  alsoKinds: [],
  title: "主题党日",
  day: "2026-03-10",
  state: "filed",
  hostOrganizationId: "b01",
  due: 4,
  present: 3,
  isQuorate: null,
  corrections: 0,
  ...more,
});
const words = { kindName: (kind: string) => `类型${kind}`, stateName: (state: string) => `状态${state}` };
const cell = { month: 3, kind: "theme_party_day", planned: 0, open: 0, filed: 2, due: 8, present: 6 };
const paper = {
  title: "第一党支部2026年工作台账",
  summary: "已归档2项",
  headings: ledgerHeadings,
  lines: ledgerLines(
    [entry({ day: "2026-05-01", title: "=HYPERLINK(1)" }), entry({ isQuorate: false }), entry({ state: "cancelled" })],
    words,
  ),
  monthHeadings,
  monthLines: monthLines([cell], words),
  writtenAt: new Date("2026-11-21T00:00:00Z"),
};

test("a ledger lists by day what was not called off, with rates and the quorum", () => {
  expect(paper.lines).toEqual([
    [1, "2026-03-10", "类型theme_party_day", "主题党日", 4, 3, "75%", "未达到", "状态filed", ""],
    [2, "2026-05-01", "类型theme_party_day", "=HYPERLINK(1)", 4, 3, "75%", "", "状态filed", ""],
  ]);
  expect(paper.monthLines).toEqual([["类型theme_party_day", 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]]);
});

test("a workbook holds the lines, and no title becomes a formula", async () => {
  const files = unzipSync(await writeLedgerWorkbook(paper));
  const sheet = strFromU8(files["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
  for (const part of [paper.title, paper.summary, "法定人数", "=HYPERLINK(1)"]) expect(sheet).toContain(part);
  expect(sheet).not.toContain("<f>");
  expect(Object.keys(files)).toContain("xl/worksheets/sheet2.xml");
});

test("a document holds the same lines", async () => {
  const files = unzipSync(await writeLedgerDocument(paper));
  const text = strFromU8(files["word/document.xml"] ?? new Uint8Array());
  for (const part of [paper.title, paper.summary, "=HYPERLINK(1)", "75%"]) expect(text).toContain(part);
});
