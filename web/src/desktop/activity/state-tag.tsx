import { activityTerms } from "../../terms/activity.ts";
import { useTermsOf } from "../../terms/language.tsx";

const tones: Readonly<Record<string, string>> = {
  recorded: "state state-warning",
  held: "state state-warning",
  confirmed: "state state-good",
  filed: "state state-good",
  cancelled: "state state-bad",
};

/** How far an activity has come. */
export function StateTag({ state }: { state: string }) {
  const names: Readonly<Record<string, string>> = useTermsOf(activityTerms).states;
  return <span className={tones[state] ?? "state"}>{names[state] ?? state}</span>;
}
