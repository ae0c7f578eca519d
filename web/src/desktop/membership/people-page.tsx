import "./membership.css";
import { Button, Empty, Skeleton } from "antd";
import { useState } from "react";
import { isEnded } from "../../../../lib/membership/stage.ts";
import { mayAnywhere } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import type { PeopleFilter } from "../../membership/people-address.ts";
import type { PersonCard } from "../../membership/person-fields.ts";
import { usePeople } from "../../membership/use-people.ts";
import { usePeopleFilter } from "../../membership/use-people-filter.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { membershipTerms } from "../../terms/membership.ts";
import { PageTitle } from "../page-title.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { SendMany } from "../transfer/send-many.tsx";
import { PeopleFilters } from "./people-filters.tsx";
import { PeopleListActions } from "./people-list-actions.tsx";
import { type PeopleSelection, PeopleTable } from "./people-table.tsx";

function Nobody({ isNarrowed, onClear }: { isNarrowed: boolean; onClear: () => void }) {
  const texts = useTermsOf(membershipTerms);
  return (
    <Empty
      className="people-empty"
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={<strong>{isNarrowed ? texts.nothingFound : texts.nobody}</strong>}
    >
      <p className="soft">{isNarrowed ? texts.nothingFoundText : texts.nobodyText}</p>
      {isNarrowed && (
        <Button className="after-alert" onClick={onClear}>
          {texts.clearFilter}
        </Button>
      )}
    </Empty>
  );
}

function Foot({ people }: { people: ReturnType<typeof usePeople> }) {
  const texts = useTermsOf(membershipTerms);
  const { cards, hasNextPage, isLooking, isPaused, fetchNextPage } = people;
  return (
    <p className="people-foot soft" role="status">
      {isLooking && texts.looking}
      {!isLooking && (hasNextPage ? texts.shown(cards.length) : texts.everybodyShown(cards.length))}
      {isPaused && (
        <Button size="small" onClick={() => fetchNextPage()}>
          {texts.lookOn}
        </Button>
      )}
    </p>
  );
}

/** Those who left belong to no branch that could send them. */
function isEndedFilter({ stage, status }: PeopleFilter): boolean {
  return status === "ended" || (stage !== undefined && isEnded(stage));
}

function People({ state }: { state: ReturnType<typeof usePeopleFilter> }) {
  const people = usePeople(state.filter);
  const maySend = mayAnywhere(useCurrentPerson(), "person.manage") && !isEndedFilter(state.filter);
  const [chosen, onChoose] = useState<readonly PersonCard[]>([]);
  const selection: PeopleSelection = { chosen, onChoose };
  const { cards, data, error, isError, isLooking, refetch, fetchNextPage, loadMore, hasNextPage } = people;
  // Branches without anybody who fits come first now and then: nothing found yet is not nobody.
  if (!data || (cards.length === 0 && isLooking && !isError))
    return isError ? (
      <ProblemAlert error={error} onRetry={() => refetch()} />
    ) : (
      <Skeleton active title={false} paragraph={{ rows: 12 }} />
    );
  if (cards.length === 0 && !hasNextPage) return <Nobody isNarrowed={state.isNarrowed} onClear={state.clear} />;
  return (
    <>
      {isError && <ProblemAlert error={error} onRetry={() => fetchNextPage()} />}
      <PeopleTable cards={cards} isLooking={isLooking} onEnd={loadMore} {...(maySend && { selection })} />
      <div className="people-below">
        <Foot people={people} />
        {maySend && <SendMany {...selection} />}
      </div>
    </>
  );
}

/** Members and those on the way to become one, of an organisation and everything below it. */
export function PeoplePage() {
  const texts = useTermsOf(membershipTerms);
  const state = usePeopleFilter();
  return (
    <>
      <PageTitle title={texts.title}>
        <PeopleListActions filter={state.filter} />
      </PageTitle>
      <section className="panel people-panel" aria-label={texts.title}>
        <PeopleFilters state={state} />
        <People key={JSON.stringify(state.filter)} state={state} />
      </section>
    </>
  );
}
