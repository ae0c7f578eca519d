import { useActivities } from "../activity/use-activities.ts";
import { formatDate } from "../terms/dates.ts";
import { useWords } from "./use-words.ts";

/** Activities of an organisation that may show the work: the latest that are confirmed. */
export function useEvidenceChoices(organizationId: string, isWanted: boolean) {
  const { language } = useWords();
  const { data } = useActivities({ organizationId: isWanted ? organizationId : undefined, order: "descending" });
  return (data?.pages.flatMap(({ items }) => items) ?? [])
    .filter(({ state }) => state === "confirmed" || state === "filed")
    .map(({ activityId, title, day }) => ({
      value: activityId,
      label: `${formatDate(day, language)} ${title}`,
    }));
}
