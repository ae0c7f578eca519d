import { useState } from "react";
import { type DutyView, useOrganizationDuties } from "./use-duties.ts";
import { useWords } from "./use-words.ts";

/** Which duties of an organisation a page lists, and what it says where there are none. */
export function useDutyView(organizationId: string) {
  const { texts, today } = useWords();
  const year = Number(today.slice(0, 4));
  const [view, setView] = useState<DutyView>({ state: "unfinished" });
  const query = useOrganizationDuties(organizationId, view);
  return {
    ...query,
    state: view.state,
    choices: [
      { value: "unfinished" as const, label: texts.unfinished },
      { value: "all" as const, label: `${year} ${texts.all}` },
    ],
    show: (state: DutyView["state"]) => setView(state === "all" ? { state, year } : { state }),
    nothing: view.state === "unfinished" ? texts.nothingUnfinished : texts.nothingInYear,
  };
}
