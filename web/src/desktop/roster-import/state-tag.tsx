import type { RosterImport } from "../../roster-import/use-imports.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { rosterImportTerms } from "../../terms/roster-import.ts";

const looks: Readonly<Partial<Record<RosterImport["state"], string>>> = {
  checked: "state-warning",
  failed: "state-bad",
  committed: "state-good",
};

export function StateTag({ state }: { state: RosterImport["state"] }) {
  const { states } = useTermsOf(rosterImportTerms);
  return <span className={`state ${looks[state] ?? ""}`}>{states[state]}</span>;
}
