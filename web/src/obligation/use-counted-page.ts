import { useParams, useSearchParams } from "react-router";
import { countedIn } from "./figures-address.ts";
import { useCountedDuties } from "./use-grid.ts";
import { useWords } from "./use-words.ts";

/** The list behind the number that the address names. */
export function useCountedPage() {
  const { texts, today } = useWords();
  const { organizationId = "" } = useParams();
  const [search] = useSearchParams();
  const counted = countedIn(search, today);
  const query = useCountedDuties(organizationId, counted);
  const { year, quarter, outcome, rule } = counted;
  const period = quarter === null ? `${year} ${texts.wholeYear}` : texts.trendPoint(year, quarter);
  return {
    ...query,
    organizationId,
    title: [texts.countedAs(period, texts.counts[outcome]), rule].filter((part) => part !== null).join(" · "),
    duties: query.data?.pages.flatMap(({ items }) => items),
  };
}
