import { Button, Tabs } from "antd";
import { useState } from "react";
import { useApi } from "../../api/use-api.tsx";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { saveFile } from "../../roster-import/read-upload.ts";
import type { PreviewList, RosterImport } from "../../roster-import/use-imports.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { rosterImportTerms } from "../../terms/roster-import.ts";
import { ProblemAlert } from "../problem-alert.tsx";
import { FileColumns } from "./file-columns.tsx";
import { PreviewTable } from "./preview-table.tsx";

const lists: readonly PreviewList[] = ["added", "changed", "rejected", "warned", "unchanged"];
/** What asks for a decision is shown first. */
const byUrgency: readonly PreviewList[] = ["rejected", "changed", "added", "warned", "unchanged"];

function Download({ importId }: { importId: string }) {
  const texts = useTermsOf(rosterImportTerms);
  const api = useApi();
  const [isLoading, setLoading] = useState(false);
  const [error, setError] = useState<unknown>();
  const download = async () => {
    setLoading(true);
    setError(undefined);
    try {
      saveFile(await api("GET /api/roster-imports/{importId}/rejected-workbook", { params: { importId } }));
    } catch (problem) {
      setError(problem);
    }
    setLoading(false);
  };
  return (
    <div className="download">
      <Button loading={isLoading} onClick={download}>
        {texts.download}
      </Button>
      <span className="soft">{texts.downloadHint}</span>
      {error !== undefined && <ProblemAlert error={error} onRetry={download} />}
    </div>
  );
}

/** What the check found: numbers, the headings, and the rows by result. */
export function Preview({ found, tree }: { found: RosterImport; tree: OrganizationTree | undefined }) {
  const texts = useTermsOf(rosterImportTerms);
  const { counts, importId, columns } = found;
  const [chosen, setChosen] = useState<PreviewList>();
  if (counts === null) return null;
  const list = chosen ?? byUrgency.find((name) => counts[name] > 0) ?? "added";
  return (
    <section className="panel" aria-labelledby="preview">
      <h2 id="preview">{texts.preview}</h2>
      <dl className="figures">
        {(["rows", ...lists] as const).map((name) => (
          <div key={name} data-count={name}>
            <dt>{texts.counts[name]}</dt>
            <dd>{counts[name]}</dd>
          </div>
        ))}
      </dl>
      {columns.length > 0 && <FileColumns columns={columns} />}
      <Tabs
        activeKey={list}
        onChange={(key) => setChosen(lists.find((name) => name === key) ?? list)}
        items={lists.map((name) => ({ key: name, label: `${texts.counts[name]} ${counts[name]}` }))}
      />
      {list === "rejected" && counts.rejected > 0 && <Download importId={importId} />}
      <PreviewTable key={list} importId={importId} list={list} total={counts[list]} tree={tree} />
    </section>
  );
}
