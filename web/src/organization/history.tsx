import type { ReactNode } from "react";
import { formatDate, formatMoment } from "../terms/dates.ts";
import { useLanguage, useTerms, useTermsOf } from "../terms/language.tsx";
import { organizationLife } from "../terms/organization-life.ts";
import { nameOf } from "../terms/zh.ts";
import type { OrganizationTree } from "./organization-tree.ts";
import { type OrganizationChange, useOrganizationHistory } from "./use-organization-detail.ts";
import "./organization-life.css";

type Value = OrganizationChange["changes"][number]["before"];

function useValueText(line: OrganizationChange, tree: OrganizationTree) {
  const { language } = useLanguage();
  const { organization } = useTerms();
  const texts = useTermsOf(organizationLife);
  return (field: OrganizationChange["changes"][number]["field"], value: Value): string => {
    if (value === null) return texts.none;
    if (typeof value === "number") return String(value);
    if (field === "parentId" || field === "successorId") {
      return line.names[value] ?? tree.find(value)?.shortName ?? value;
    }
    if (field === "kind") return nameOf(organization.kinds, value);
    if (field === "status") return nameOf(organization.statusFilter, value);
    return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDate(value, language) : value;
  };
}

function Line({ line, tree }: { line: OrganizationChange; tree: OrganizationTree }) {
  const { language } = useLanguage();
  const texts = useTermsOf(organizationLife);
  const textOf = useValueText(line, tree);
  const { at, actor, kind, effectiveOn, reason, document, changes } = line;
  return (
    <li>
      <p className="history-head">
        <strong>{texts.changeKinds[kind]}</strong>
        <span className="soft">
          {formatMoment(at, language)}
          {actor && ` · ${actor.name ?? actor.accountId ?? texts.system}`}
          {effectiveOn !== null && ` · ${texts.effectiveOn(formatDate(effectiveOn, language))}`}
        </span>
      </p>
      {kind !== "created" && changes.length > 0 && (
        <dl className="reason">
          {changes.map(({ field, before, after }) => (
            <div key={field}>
              <dt>{texts.changeFields[field]}</dt>
              <dd>
                <del>{textOf(field, before)}</del> → <ins>{textOf(field, after)}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {reason !== null && <p className="soft">{`${texts.reason}：${reason}`}</p>}
      {document !== null && <p className="soft">{`${texts.document}：${document}`}</p>}
    </li>
  );
}

interface HistoryProps {
  readonly organizationId: string;
  readonly version: number;
  readonly tree: OrganizationTree;
  /** How a shell shows a problem, waiting, and the button for more. */
  readonly problem: (error: unknown, onRetry: () => void) => ReactNode;
  readonly waiting: ReactNode;
  readonly more: (onMore: () => void, isLoading: boolean) => ReactNode;
}

/** What became of an organisation, the latest first, in both shells. */
export function History({ organizationId, version, tree, problem, waiting, more }: HistoryProps) {
  const texts = useTermsOf(organizationLife);
  const { data, isError, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useOrganizationHistory(
    organizationId,
    version,
  );
  if (isError) return problem(error, () => refetch());
  if (!data) return waiting;
  const lines = data.pages.flatMap(({ items }) => items);
  if (lines.length === 0) return <p className="soft">{texts.historyEmpty}</p>;
  return (
    <>
      <ol className="history">
        {lines.map((line) => (
          <Line key={line.lineId} line={line} tree={tree} />
        ))}
      </ol>
      {hasNextPage && more(() => fetchNextPage(), isFetchingNextPage)}
    </>
  );
}
