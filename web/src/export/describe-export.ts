import { exportPurposes } from "../../../lib/people-export/export-purposes.ts";
import type { OrganizationTree } from "../organization/organization-tree.ts";
import { formatDate, formatMoment } from "../terms/dates.ts";
import type { exportTerms } from "../terms/export.ts";
import type { Language } from "../terms/language.tsx";
import type { PeopleExport } from "./use-exports.ts";

interface Words {
  readonly texts: typeof exportTerms.zh;
  readonly tree: OrganizationTree | undefined;
  readonly language: Language;
}

/** An export in words, for either screen. */
export function describeExport(
  one: PeopleExport,
  { texts, tree, language }: Words,
): { readonly place: string; readonly lines: readonly string[] } {
  const { count, purpose, format, withIdNumbers, requestedAt, expiresOn, downloads } = one;
  const what = [exportPurposes[purpose][language], format, withIdNumbers ? texts.unmasked : texts.masked];
  const when = [
    formatMoment(requestedAt, language),
    texts.expires(formatDate(expiresOn, language)),
    ...(downloads > 0 ? [texts.downloads(downloads)] : []),
  ];
  const place = tree?.find(one.organizationId)?.shortName ?? one.organizationId;
  return {
    place: count === null ? place : `${place} · ${texts.count(count)}`,
    lines: [what.join(" · "), when.join(" · ")],
  };
}
