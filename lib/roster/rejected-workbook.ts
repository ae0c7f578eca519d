import { writeXlsx } from "hucre/xlsx";
import { getRule } from "../rules/catalogue.ts";
import { citation } from "../rules/explain.ts";
import type { RejectedRow } from "./check-roster.ts";
import type { RosterHeader } from "./read-roster.ts";
import { ROSTER_REASONS } from "./reasons.ts";
import { RULE_OF_REASON } from "./regulation-numbers.ts";
import type { RosterProblem } from "./row-findings.ts";
import { textCell } from "./text-cell.ts";

/** Not among the known headings, so that a corrected workbook can be uploaded as it is. */
export const REASON_HEADING = "退回原因";
export const ROW_HEADING = "原行号";

const SHEET_NAME = "退回的行";
/** Excel's number format for text: what is typed over such a cell later stays text too, also "=1+1". */
const TEXT_FORMAT = "@";
const COLUMN_WIDTH = 20;

function describe(problem: RosterProblem): string {
  const sentence = `${problem.heading.trim()}：${ROSTER_REASONS[problem.reason].zh}`;
  const ruleId = RULE_OF_REASON[problem.reason];
  const provision = ruleId && getRule(ruleId).provisions.at(-1);
  if (provision) return `${sentence}，依据${citation(provision).zh}`;
  if (problem.duplicateOf) return `${sentence}（第${problem.duplicateOf.row}行）`;
  const names = problem.candidates?.map(({ name }) => name) ?? [];
  return names.length === 0 ? sentence : `${sentence}（是否为：${names.join("、")}）`;
}

/**
 * Writes the rejected rows with their original columns, the row they had and every reason, for correction by hand.
 * All cells are text, so that nothing from the upload is ever a formula and ID numbers keep all their digits.
 */
export async function writeRejectedWorkbook(
  rejected: readonly RejectedRow[],
  header: RosterHeader,
): Promise<Uint8Array> {
  const own = header.columns.filter(({ heading }) => ![REASON_HEADING, ROW_HEADING].includes(heading.trim()));
  const headings = [...own.map(({ heading }) => textCell(heading.trim())), ROW_HEADING, REASON_HEADING];
  const rows = rejected.map(({ row, cells, problems }) => [
    ...own.map(({ index }) => textCell(cells[index] ?? null)),
    String(row),
    textCell(problems.map(describe).join("；")),
  ]);
  const columns = headings.map(() => ({ width: COLUMN_WIDTH, numFmt: TEXT_FORMAT }));
  return writeXlsx({ sheets: [{ name: SHEET_NAME, columns, rows: [headings, ...rows], freezePane: { rows: 1 } }] });
}
