import { Collapse, Tag } from "antd";
import type { RosterImport } from "../../roster-import/use-imports.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { rosterImportTerms } from "../../terms/roster-import.ts";

function Names({ title, headings }: { title: string; headings: readonly string[] }) {
  if (headings.length === 0) return null;
  return (
    <div className="file-columns">
      <strong>{title}</strong>
      <ul>
        {headings.map((heading) => (
          <li key={heading}>
            <Tag>{heading}</Tag>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Which headings were understood, and which columns stay behind: a misspelt heading is seen before anything is written. */
export function FileColumns({ columns }: Pick<RosterImport, "columns">) {
  const texts = useTermsOf(rosterImportTerms);
  const known = columns.filter(({ field }) => field !== null).map(({ heading }) => heading);
  const aside = columns.filter(({ field }) => field === null).map(({ heading }) => heading);
  return (
    <Collapse
      size="small"
      items={[
        {
          key: "columns",
          label: `${texts.columnsTitle}：${texts.columnsSummary(known.length, aside.length)}`,
          children: (
            <>
              <Names title={texts.aside} headings={aside} />
              <Names title={texts.known} headings={known} />
            </>
          ),
        },
      ]}
    />
  );
}
