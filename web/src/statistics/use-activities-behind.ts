import { useParams, useSearchParams } from "react-router";
import { campusYear } from "../activity/campus-times.ts";
import { useKindNames } from "../activity/use-kind-names.ts";
import { useOrganizations } from "../organization/use-organizations.ts";
import { useTermsOf } from "../terms/language.tsx";
import { statisticsTerms } from "../terms/statistics.ts";
import { heldIn } from "./activities-address.ts";
import { useCountedActivities } from "./use-activity-figures.ts";

/** The activities behind the number that the address names. */
export function useActivitiesBehind() {
  const { held: texts } = useTermsOf(statisticsTerms);
  const kindName = useKindNames();
  const { organizationId = "" } = useParams();
  const [search] = useSearchParams();
  const { tree } = useOrganizations();
  const held = heldIn(search, campusYear());
  const query = useCountedActivities(organizationId, held);
  return {
    ...query,
    organizationId,
    place: tree?.find(organizationId)?.name,
    title: texts.behind(held.year, held.kind === null ? texts.all : kindName(held.kind)),
    activities: query.data?.pages.flatMap(({ items }) => items),
  };
}
