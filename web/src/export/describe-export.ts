import { stageNames, stages } from "../../../lib/membership/stage.ts";
import { exportPurposes } from "../../../lib/people-export/export-purposes.ts";
import type { OrganizationTree } from "../organization/organization-tree.ts";
import { formatDate, formatMoment } from "../terms/dates.ts";
import type { exportTerms } from "../terms/export.ts";
import type { Language } from "../terms/language.tsx";
import type { membershipTerms } from "../terms/membership.ts";
import type { PeopleExport } from "./use-exports.ts";

interface Words {
  readonly texts: typeof exportTerms.zh;
  readonly people: typeof membershipTerms.zh;
  readonly tree: OrganizationTree | undefined;
  readonly language: Language;
}

/** Whom the list was narrowed to: whoever consents must see it. */
function narrowedTo({ filter }: PeopleExport, { texts, people, language }: Words): string[] {
  const stage = stageNames.find((name) => name === filter.stage);
  return [
    stage === undefined ? people.everyPresent : stages[stage][language],
    ...(filter.flag === null ? [] : [people.flags[filter.flag]]),
    ...(filter.q === null ? [] : [texts.found(filter.q)]),
  ];
}

/** An export in words, for either screen. */
export function describeExport(
  one: PeopleExport,
  words: Words,
): { readonly place: string; readonly lines: readonly string[] } {
  const { texts, tree, language } = words;
  const { count, purpose, format, withIdNumbers, requestedAt, expiresOn, downloads } = one;
  const what = [exportPurposes[purpose][language], format, withIdNumbers ? texts.unmasked : texts.masked];
  const when = [
    formatMoment(requestedAt, language),
    texts.expires(formatDate(expiresOn, language)),
    ...(downloads > 0 ? [texts.downloads(downloads)] : []),
  ];
  const place = tree ? (tree.find(one.organizationId)?.shortName ?? one.organizationId) : "…";
  return {
    place: count === null ? place : `${place} · ${texts.count(count)}`,
    lines: [narrowedTo(one, words).join(" · "), what.join(" · "), when.join(" · ")],
  };
}
