import { Button, Popup } from "antd-mobile";
import { useState } from "react";
import { type Stage, stages } from "../../../../lib/membership/stage.ts";
import { mayAnywhere, mayAt } from "../../me/me.ts";
import { useCurrentPerson } from "../../me/me-context.ts";
import { type PeopleFilter, type PeopleFlag, peopleFlags } from "../../membership/people-address.ts";
import {
  endedStages,
  filterOfChoice,
  presentStages,
  type StageChoice,
  stageChoiceOf,
} from "../../membership/stage-filter.ts";
import type { usePeopleFilter } from "../../membership/use-people-filter.ts";
import { useWords } from "../../membership/use-words.ts";

type FilterState = ReturnType<typeof usePeopleFilter>;
type Draft = Pick<PeopleFilter, "organizationId" | "flag"> & { readonly choice: StageChoice };

interface PartProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

function without(draft: Draft, name: "organizationId" | "flag"): Draft {
  return Object.fromEntries(Object.entries(draft).filter(([key]) => key !== name)) as unknown as Draft;
}

function OrganizationPart({ draft, onChange }: PartProps) {
  const { texts, tree } = useWords();
  const me = useCurrentPerson();
  const choices = tree?.all.filter(({ path, status }) => status === "active" && mayAt(me, "person.read", path)) ?? [];
  return (
    <label className="field">
      <span>{texts.organization}</span>
      <select
        value={draft.organizationId ?? ""}
        onChange={({ target }) =>
          onChange(target.value === "" ? without(draft, "organizationId") : { ...draft, organizationId: target.value })
        }
      >
        <option value="">{texts.allOrganizations}</option>
        {choices.map(({ organizationId, shortName }) => (
          <option key={organizationId} value={organizationId}>
            {shortName}
          </option>
        ))}
      </select>
    </label>
  );
}

function StagePart({ draft, onChange }: PartProps) {
  const { texts, language } = useWords();
  const options = (names: readonly Stage[]) =>
    names.map((stage) => (
      <option key={stage} value={stage}>
        {stages[stage][language]}
      </option>
    ));
  return (
    <label className="field">
      <span>{texts.stage}</span>
      <select
        value={draft.choice}
        onChange={({ target }) => onChange({ ...draft, choice: target.value as StageChoice })}
      >
        <optgroup label={texts.presentPeople}>
          <option value="present">{texts.everyPresent}</option>
          {options(presentStages)}
        </optgroup>
        <optgroup label={texts.endedPeople}>
          <option value="ended">{texts.everyEnded}</option>
          {options(endedStages)}
        </optgroup>
      </select>
    </label>
  );
}

function FlagPart({ draft, onChange }: PartProps) {
  const { texts } = useWords();
  return (
    <label className="field">
      <span>{texts.flag}</span>
      <select
        value={draft.flag ?? ""}
        onChange={({ target }) =>
          onChange(target.value === "" ? without(draft, "flag") : { ...draft, flag: target.value as PeopleFlag })
        }
      >
        <option value="">{texts.anyFlag}</option>
        {peopleFlags.map((flag) => (
          <option key={flag} value={flag}>
            {texts.flags[flag]}
          </option>
        ))}
      </select>
    </label>
  );
}

function Sheet({ state, onClose }: { state: FilterState; onClose: () => void }) {
  const { texts } = useWords();
  const me = useCurrentPerson();
  const { organizationId, flag } = state.filter;
  const [draft, setDraft] = useState<Draft>({
    choice: stageChoiceOf(state.filter),
    ...(organizationId !== undefined && { organizationId }),
    ...(flag !== undefined && { flag }),
  });
  const part = { draft, onChange: setDraft };
  const apply = () => {
    state.change({ organizationId: draft.organizationId, flag: draft.flag, ...filterOfChoice(draft.choice) });
    onClose();
  };
  const clear = () => {
    state.clear();
    onClose();
  };
  return (
    <div className="filter-sheet" role="dialog" aria-label={texts.filterTitle}>
      <h2>{texts.filterTitle}</h2>
      <OrganizationPart {...part} />
      {mayAnywhere(me, "person.record") && (
        <>
          <StagePart {...part} />
          <FlagPart {...part} />
        </>
      )}
      <div className="sheet-buttons">
        <Button size="large" onClick={clear}>
          {texts.clearFilter}
        </Button>
        <Button size="large" color="primary" onClick={apply}>
          {texts.apply}
        </Button>
      </div>
    </div>
  );
}

export function PeopleFilterButton({ state }: { state: FilterState }) {
  const { texts } = useWords();
  const [isOpen, setOpen] = useState(false);
  const { q: _, ...chosen } = state.filter;
  const count = Object.keys(chosen).length;
  return (
    <>
      <button
        type="button"
        className={count > 0 ? "filter-button on" : "filter-button"}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {texts.filter}
        {count > 0 && ` ${count}`}
      </button>
      <Popup visible={isOpen} onMaskClick={() => setOpen(false)} destroyOnClose>
        {isOpen && <Sheet state={state} onClose={() => setOpen(false)} />}
      </Popup>
    </>
  );
}
