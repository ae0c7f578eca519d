import { useLanguage, useTermsOf } from "../terms/language.tsx";
import { rosterImportTerms } from "../terms/roster-import.ts";
import type { RosterImport } from "./use-imports.ts";

/** One line on how far an import has come. */
export function useImportSummary(): (found: RosterImport) => string {
  const texts = useTermsOf(rosterImportTerms);
  const { language } = useLanguage();
  return ({ state, checkedRows, counts, failure, plannedRows, committedRows, outcome }) => {
    switch (state) {
      case "uploaded":
      case "cancelled":
        return "";
      case "checking":
        return texts.checkedSoFar(checkedRows);
      case "failed":
        return (language === "zh" ? failure?.reason : failure?.reasonEn) ?? "";
      case "checked":
        return counts === null ? "" : texts.countsLine(counts.added, counts.changed, counts.rejected);
      case "committing":
        return texts.committedSoFar(committedRows, plannedRows);
      case "committed":
        return outcome === null ? "" : texts.outcomeLine(outcome.registered, outcome.changed);
    }
  };
}
