import { Button } from "antd-mobile";
import { useState } from "react";
import type { ChosenPerson } from "../../appointment/post-task.ts";
import { usePersonChoices } from "../../appointment/use-person-search.ts";
import { appointmentTerms } from "../../terms/appointment.ts";
import { useTermsOf } from "../../terms/language.tsx";

interface PersonPickProps {
  readonly id: string;
  readonly value?: ChosenPerson;
  readonly onChange?: (person: ChosenPerson | undefined) => void;
}

/** A full member, found by name, initials or campus number: typed above, chosen below. */
export function PersonPick({ id, value, onChange }: PersonPickProps) {
  const texts = useTermsOf(appointmentTerms);
  const [typed, setTyped] = useState("");
  const { search, choices, nothing, isFetching } = usePersonChoices();
  if (value !== undefined) {
    return (
      <p className="chosen">
        <strong>{value.label}</strong>
        <Button size="small" onClick={() => onChange?.(undefined)}>
          {texts.chooseAnother}
        </Button>
      </p>
    );
  }
  return (
    <>
      <input
        id={id}
        type="search"
        className="text-input"
        autoComplete="off"
        placeholder={texts.personPlaceholder}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          search(event.target.value);
        }}
      />
      <p role="status" className="soft">
        {!isFetching && choices.length === 0 && nothing}
      </p>
      <ul className="choices">
        {choices.map((choice) => (
          <li key={choice.value}>
            <Button
              block
              disabled={choice.disabled}
              onClick={() => onChange?.({ value: choice.value, label: choice.label })}
            >
              {choice.label}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
