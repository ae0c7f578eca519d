import { Button } from "antd-mobile";
import { useState } from "react";
import { useNamedPeople } from "../../activity/use-named-people.ts";
import { activityPlanningTerms } from "../../terms/activity-planning.ts";
import { activityStepTerms } from "../../terms/activity-steps.ts";
import { useTermsOf } from "../../terms/language.tsx";

interface PeopleFieldsProps {
  readonly personIds: readonly string[];
  /** Names of those who are chosen from the beginning. */
  readonly known: readonly { readonly personId: string; readonly name: string }[];
  readonly onChange: (personIds: readonly string[], names: readonly { personId: string; name: string }[]) => void;
}

/** People named one by one: found by name or campus number, added and removed by a press. */
export function PeopleFields({ personIds, known, onChange }: PeopleFieldsProps) {
  const { create } = useTermsOf(activityPlanningTerms);
  const { people } = useTermsOf(activityStepTerms);
  const { search, wanted, found, nameOf, remember, isFetching, isError } = useNamedPeople(known);
  const [typed, setTyped] = useState("");
  const type = (text: string) => {
    setTyped(text);
    search(text);
  };
  const change = (ids: readonly string[], more: readonly { personId: string; label: string }[] = []) => {
    const added = new Map(more.map(({ personId, label }) => [personId, label]));
    onChange(
      ids,
      ids.map((personId) => ({ personId, name: added.get(personId) ?? nameOf(personId) })),
    );
  };
  const others = found.filter(({ personId }) => !personIds.includes(personId));
  return (
    <fieldset className="resolution-fields">
      <legend>{create.namedCount(personIds.length)}</legend>
      <ul className="plain-rows">
        {personIds.map((personId) => (
          <li key={personId} className="chosen-row">
            <span>{nameOf(personId)}</span>
            <Button
              size="small"
              aria-label={create.removeOf(nameOf(personId))}
              onClick={() => change(personIds.filter((one) => one !== personId))}
            >
              {create.remove}
            </Button>
          </li>
        ))}
      </ul>
      <label className="field">
        <span>{create.addNamed}</span>
        <input
          type="search"
          autoComplete="off"
          placeholder={people.guestHint}
          value={typed}
          onChange={({ target }) => type(target.value)}
        />
      </label>
      <p role="status" className="soft">
        {isError ? create.searchFailed : wanted !== "" && !isFetching && others.length === 0 ? create.nobodyFound : ""}
      </p>
      <ul className="plain-rows">
        {others.map((person) => (
          <li key={person.personId} className="chosen-row">
            <span>{person.label}</span>
            <Button
              size="small"
              color="primary"
              fill="outline"
              aria-label={create.addOf(person.label)}
              onClick={() => {
                remember([person]);
                change([...personIds, person.personId], [person]);
                type("");
              }}
            >
              {create.add}
            </Button>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
