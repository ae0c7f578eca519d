import "./membership.css";
import { Button, InfiniteScroll, Skeleton } from "antd-mobile";
import { Link } from "react-router";
import { stages } from "../../../../lib/membership/stage.ts";
import { newExportAddress } from "../../export/export-address.ts";
import { mayAnywhere } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { longestSearch, type PeopleFilter, personAddress, registerAddress } from "../../membership/people-address.ts";
import type { PersonCard } from "../../membership/person-fields.ts";
import { useStateForPerson } from "../../membership/use-list-address.ts";
import { usePeople } from "../../membership/use-people.ts";
import { usePeopleFilter } from "../../membership/use-people-filter.ts";
import { useWords } from "../../membership/use-words.ts";
import { exportTerms } from "../../terms/export.ts";
import { useTermsOf } from "../../terms/language.tsx";
import { icons } from "../icons.tsx";
import { PageHeader } from "../page-header.tsx";
import { Problem } from "../problem.tsx";
import { PeopleFilterButton } from "./people-filter.tsx";

function Row({ card }: { card: PersonCard }) {
  const { texts, language, tree } = useWords();
  const state = useStateForPerson();
  const branch = tree?.find(card.organizationId)?.shortName ?? "";
  return (
    <li>
      <Link to={personAddress(card.personId)} state={state}>
        <span className="row-text person-row">
          <span>
            <strong>{card.name}</strong>
            {card.stage && <span className="soft">{stages[card.stage][language]}</span>}
            {card.isMobile && <span className="state state-warning">{texts.flags.mobile}</span>}
            {card.isLostContact && <span className="state state-bad">{texts.flags.lost_contact}</span>}
          </span>
          <span className="soft">{branch}</span>
        </span>
        {icons.next}
      </Link>
    </li>
  );
}

function Nobody({ isNarrowed, onClear }: { isNarrowed: boolean; onClear: () => void }) {
  const { texts } = useWords();
  return (
    <section className="card">
      <strong>{isNarrowed ? texts.nothingFound : texts.nobody}</strong>
      <p className="soft">{isNarrowed ? texts.nothingFoundText : texts.nobodyText}</p>
      {isNarrowed && (
        <div className="actions">
          <Button onClick={onClear}>{texts.clearFilter}</Button>
        </div>
      )}
    </section>
  );
}

function People({ state }: { state: ReturnType<typeof usePeopleFilter> }) {
  const { texts } = useWords();
  const people = usePeople(state.filter);
  const { cards, data, error, isError, isLooking, isPaused, hasNextPage, refetch, fetchNextPage } = people;
  // Branches without anybody who fits come first now and then: nothing found yet is not nobody.
  if (!data || (cards.length === 0 && isLooking && !isError))
    return (
      <section className="card" aria-busy={!isError}>
        {isError ? <Problem error={error} onRetry={() => refetch()} /> : <Skeleton.Paragraph lineCount={10} animated />}
      </section>
    );
  if (cards.length === 0 && !hasNextPage) return <Nobody isNarrowed={state.isNarrowed} onClear={state.clear} />;
  return (
    <>
      <section className="card" aria-label={texts.title} hidden={cards.length === 0}>
        <ul className="rows">
          {cards.map((card) => (
            <Row key={card.personId} card={card} />
          ))}
        </ul>
      </section>
      {isError && <Problem error={error} onRetry={() => fetchNextPage()} />}
      <p className="people-foot" role="status">
        {isLooking && texts.looking}
        {!isLooking && (hasNextPage ? texts.shown(cards.length) : texts.everybodyShown(cards.length))}
      </p>
      {isPaused && (
        <div className="buttons">
          <Button size="large" onClick={() => void fetchNextPage()}>
            {texts.lookOn}
          </Button>
        </div>
      )}
      <InfiniteScroll hasMore={hasNextPage && !isPaused && !isError} loadMore={async () => people.loadMore()}>
        <span />
      </InfiniteScroll>
    </>
  );
}

/** What can be done with the list as it is filtered; one line per action. */
function PeopleListActions({ filter }: { filter: PeopleFilter }) {
  const { texts } = useWords();
  const exports = useTermsOf(exportTerms);
  const me = useCurrentPerson();
  return (
    <div className="header-actions">
      {mayAnywhere(me, "person.export") && <Link to={newExportAddress(filter)}>{exports.exportList}</Link>}
      {mayAnywhere(me, "roster.import") && <Link to="/imports">{texts.importRoster}</Link>}
      {mayAnywhere(me, "person.manage") && <Link to={registerAddress(filter)}>{texts.register}</Link>}
    </div>
  );
}

export function PeoplePage() {
  const { texts } = useWords();
  const state = usePeopleFilter();
  return (
    <>
      <PageHeader title={texts.title}>
        <PeopleListActions filter={state.filter} />
      </PageHeader>
      <search className="people-bar">
        <input
          type="search"
          aria-label={texts.search}
          placeholder={texts.searchPlaceholder}
          maxLength={longestSearch}
          value={state.typed}
          onChange={(event) => state.type(event.target.value)}
        />
        <PeopleFilterButton state={state} />
      </search>
      <People state={state} />
    </>
  );
}
