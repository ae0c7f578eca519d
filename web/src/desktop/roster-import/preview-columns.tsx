import type { TableColumnType } from "antd";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { categoryName, describeValue, type ShownRow } from "../../roster-import/describe-rows.ts";
import type { PreviewList, PreviewRow } from "../../roster-import/use-imports.ts";
import { useLanguage, useTermsOf } from "../../terms/language.tsx";
import { rosterImportTerms } from "../../terms/roster-import.ts";

type Column = TableColumnType<ShownRow>;

function Changes({ row, tree }: { row: PreviewRow; tree: OrganizationTree | undefined }) {
  const texts = useTermsOf(rosterImportTerms);
  const show = (field: string, value: PreviewRow["changes"][number]["before"]) => {
    const shown = describeValue(field, value, tree);
    if (shown === undefined) return texts.blank;
    return typeof shown === "boolean" ? (shown ? texts.yes : texts.no) : shown;
  };
  return (
    <ul className="changes">
      {row.changes.map(({ field, heading, before, after }) => (
        <li key={field}>
          <span className="soft">{heading}：</span>
          <del>{show(field, before)}</del>
          <span aria-hidden="true"> → </span>
          <ins>{show(field, after)}</ins>
        </li>
      ))}
    </ul>
  );
}

function Reason({ remark }: { remark: NonNullable<ShownRow["remark"]> }) {
  const texts = useTermsOf(rosterImportTerms);
  const { language } = useLanguage();
  const { message, messageEn, candidates, duplicateOfRow } = remark;
  return (
    <>
      <span>{language === "zh" ? message : messageEn}</span>
      {duplicateOfRow !== null && <span className="soft">（{texts.sameAsRow(duplicateOfRow)}）</span>}
      {candidates.length > 0 && (
        <div className="soft">
          {texts.candidates}
          {candidates.map(({ name }) => name).join("、")}
        </div>
      )}
    </>
  );
}

/** The columns that a list needs, and no others. */
export function usePreviewColumns(list: PreviewList, tree: OrganizationTree | undefined): Column[] {
  const texts = useTermsOf(rosterImportTerms);
  const row: Column = { key: "row", title: texts.row, width: 72, render: (_, shown) => shown.row.row };
  const name: Column = { key: "name", title: texts.name, width: 110, render: (_, shown) => shown.row.name };
  const idNumber: Column = {
    key: "idNumber",
    title: texts.idNumber,
    width: 180,
    className: "figure",
    render: (_, shown) => shown.row.idNumber,
  };
  const person = [row, name, idNumber];
  switch (list) {
    case "added":
    case "unchanged":
      return [
        ...person,
        { key: "branch", title: texts.branch, render: (_, shown) => shown.row.branchName },
        {
          key: "category",
          title: texts.category,
          width: 130,
          render: (_, shown) => categoryName(shown.row.memberCategory),
        },
      ];
    case "changed":
      return [
        ...person,
        { key: "changes", title: texts.changes, render: (_, shown) => <Changes row={shown.row} tree={tree} /> },
      ];
    case "rejected":
    case "warned":
      return [
        row,
        name,
        { key: "column", title: texts.column, width: 130, render: (_, shown) => shown.remark?.heading },
        {
          key: "value",
          title: texts.value,
          width: 230,
          className: "cell-value",
          render: (_, shown) => shown.remark?.value || <span className="soft">{texts.blank}</span>,
        },
        {
          key: "reason",
          title: list === "rejected" ? texts.reason : texts.warning,
          render: (_, shown) => shown.remark && <Reason remark={shown.remark} />,
        },
      ];
  }
}
