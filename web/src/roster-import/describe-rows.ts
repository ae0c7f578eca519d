import { EDUCATION_LEVELS, GENDERS, MEMBER_CATEGORIES, MEMBERSHIP_STATUSES } from "../../../lib/roster/vocabulary.ts";
import type { OrganizationTree } from "../organization/organization-tree.ts";
import type { PreviewList, PreviewRow } from "./use-imports.ts";

type Value = PreviewRow["changes"][number]["before"];
export type Candidate = PreviewRow["problems"][number]["candidates"][number];

const terms: Readonly<Record<string, readonly string[]>> = {
  ...MEMBER_CATEGORIES,
  ...GENDERS,
  ...MEMBERSHIP_STATUSES,
};

/** Fields whose value is an identifier of a fixed list. */
const termsOfField: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  member_category: MEMBER_CATEGORIES,
  gender: GENDERS,
  education_level: EDUCATION_LEVELS,
  membership_status: MEMBERSHIP_STATUSES,
};

/** The word of the field for an identifier, such as 正式党员. */
export function categoryName(category: string | null): string {
  return category === null ? "" : (terms[category]?.[0] ?? category);
}

/** A value of a record as its column would show it; undefined where there is none. */
export function describeValue(
  field: string,
  value: Value,
  tree: OrganizationTree | undefined,
): string | boolean | undefined {
  if (value === null) return undefined;
  if (typeof value === "boolean") return value;
  const text = String(value);
  if (field === "branch_id") return tree?.find(text)?.shortName ?? text;
  return termsOfField[field]?.[text]?.[0] ?? text;
}

export interface ShownRow {
  readonly key: string;
  readonly row: PreviewRow;
  /** One fault or one warning of the row; a row with three takes three lines. */
  readonly remark?: {
    readonly heading: string;
    readonly value: string;
    readonly message: string;
    readonly messageEn: string;
    readonly candidates: readonly Candidate[];
    readonly duplicateOfRow: number | null;
  };
}

const remarksOf = ({ problems, warnings }: PreviewRow, list: PreviewList): NonNullable<ShownRow["remark"]>[] =>
  list === "rejected" ? problems : warnings.map((warning) => ({ ...warning, candidates: [], duplicateOfRow: null }));

/** The lines of a list: faults and warnings one by one, people otherwise. */
export function shownRows(rows: readonly PreviewRow[], list: PreviewList): ShownRow[] {
  if (list !== "rejected" && list !== "warned") return rows.map((row) => ({ key: String(row.row), row }));
  return rows.flatMap((row) =>
    remarksOf(row, list).map((remark, index) => ({ key: `${row.row}-${index}`, row, remark })),
  );
}
