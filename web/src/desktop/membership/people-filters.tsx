import { SearchOutlined } from "@ant-design/icons";
import { Button, Input, Select } from "antd";
import { useMemo } from "react";
import { type Stage, stages } from "../../../../lib/membership/stage.ts";
import { mayAnywhere, mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { longestSearch, type PeopleFlag, peopleFlags } from "../../membership/people-address.ts";
import {
  endedStages,
  filterOfChoice,
  presentStages,
  type StageChoice,
  stageChoiceOf,
} from "../../membership/stage-filter.ts";
import type { usePeopleFilter } from "../../membership/use-people-filter.ts";
import { useWords } from "../../membership/use-words.ts";
import { choicesOf } from "../../organization/choices.ts";
import type { OrganizationTree } from "../../organization/organization-tree.ts";
import { OrganizationSelect } from "../organization-select.tsx";

type FilterState = ReturnType<typeof usePeopleFilter>;

function OrganizationFilter({ tree, state }: { tree: OrganizationTree; state: FilterState }) {
  const { texts } = useWords();
  const me = useCurrentPerson();
  const choices = useMemo(() => choicesOf(tree, ({ path }) => mayAt(me, "person.read", path)), [tree, me]);
  return (
    <OrganizationSelect
      id="people-organization"
      className="people-organization"
      aria-label={texts.organization}
      allowClear
      placeholder={texts.allOrganizations}
      choices={choices}
      value={state.filter.organizationId}
      onChange={(organizationId: string | undefined) => state.change({ organizationId })}
    />
  );
}

function StageAndFlag({ state }: { state: FilterState }) {
  const { texts, language } = useWords();
  const option = (stage: Stage) => ({ value: stage as StageChoice, label: stages[stage][language] });
  return (
    <>
      <Select<StageChoice>
        className="people-stage"
        aria-label={texts.stage}
        value={stageChoiceOf(state.filter)}
        options={[
          {
            label: texts.presentPeople,
            options: [{ value: "present", label: texts.everyPresent }, ...presentStages.map(option)],
          },
          {
            label: texts.endedPeople,
            options: [{ value: "ended", label: texts.everyEnded }, ...endedStages.map(option)],
          },
        ]}
        listHeight={420}
        onChange={(choice) => state.change(filterOfChoice(choice))}
      />
      <Select<PeopleFlag | "">
        className="people-flag"
        aria-label={texts.flag}
        value={state.filter.flag ?? ""}
        options={[
          { value: "", label: texts.anyFlag },
          ...peopleFlags.map((flag) => ({ value: flag, label: texts.flags[flag] })),
        ]}
        onChange={(flag) => state.change({ flag: flag === "" ? undefined : flag })}
      />
    </>
  );
}

export function PeopleFilters({ state }: { state: FilterState }) {
  const { texts, tree } = useWords();
  const me = useCurrentPerson();
  return (
    <search className="people-filters">
      <Input
        type="search"
        className="people-search"
        aria-label={texts.search}
        placeholder={texts.searchPlaceholder}
        prefix={<SearchOutlined />}
        maxLength={longestSearch}
        allowClear
        value={state.typed}
        onChange={(event) => state.type(event.target.value)}
      />
      {tree && <OrganizationFilter tree={tree} state={state} />}
      {mayAnywhere(me, "person.record") && <StageAndFlag state={state} />}
      {state.isNarrowed && (
        <Button type="link" onClick={state.clear}>
          {texts.clearFilter}
        </Button>
      )}
    </search>
  );
}
