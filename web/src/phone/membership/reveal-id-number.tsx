import { Button, Popup } from "antd-mobile";
import { useState } from "react";
import { type RevealPurpose, revealPurposeNames, revealPurposes } from "../../../../lib/membership/reveal-purposes.ts";
import { isFreshLoginWanted, useFreshLogin } from "../../auth/use-fresh-login.ts";
import type { Person } from "../../membership/person-fields.ts";
import { useRevealForm } from "../../membership/use-reveal.ts";
import { useWords } from "../../membership/use-words.ts";
import { FreshLogin } from "../fresh-login.tsx";
import { Problem } from "../problem.tsx";

type Login = ReturnType<typeof useFreshLogin<RevealPurpose>>;

function Sheet({ personId, login, onClose }: { personId: string; login: Login; onClose: () => void }) {
  const { texts, language } = useWords();
  const { purpose, choose, reveal, idNumber, error, isPending } = useRevealForm(personId, login.resumed);
  return (
    <div className="filter-sheet" role="dialog" aria-label={texts.revealTitle}>
      <h2>{texts.revealTitle}</h2>
      <p className="soft">{texts.revealText}</p>
      <fieldset className="purposes" disabled={idNumber !== undefined}>
        <legend>{texts.purpose}</legend>
        {revealPurposeNames.map((name) => (
          <label key={name}>
            <input type="radio" name="purpose" checked={purpose === name} onChange={() => choose(name)} />
            {revealPurposes[name][language]}
          </label>
        ))}
      </fieldset>
      {idNumber !== undefined && (
        <div className="revealed" role="status">
          <span className="soft">{texts.revealedNumber}</span>
          <strong>{idNumber}</strong>
          <span className="soft">{texts.revealHint}</span>
        </div>
      )}
      {isFreshLoginWanted(error) && purpose !== undefined ? (
        <FreshLogin error={error} onConfirm={() => login.confirm(purpose)} />
      ) : (
        error != null && <Problem error={error} />
      )}
      <div className="sheet-buttons">
        <Button size="large" onClick={onClose}>
          {texts.close}
        </Button>
        <Button
          size="large"
          color="primary"
          loading={isPending}
          disabled={purpose === undefined || idNumber !== undefined}
          onClick={() => purpose && reveal(purpose)}
        >
          {texts.confirmReveal}
        </Button>
      </div>
    </div>
  );
}

/** The masked number, and the way to the full one: for a purpose, after a fresh login, and on record. */
export function RevealIdNumber({ person, mayReveal }: { person: Person; mayReveal: boolean }) {
  const { texts } = useWords();
  const { personId, maskedIdNumber } = person;
  const login = useFreshLogin<RevealPurpose>(`reveal-id-number/${personId}`);
  const [isOpen, setOpen] = useState(login.resumed !== undefined);
  return (
    <>
      {maskedIdNumber}
      {mayReveal && (
        <button type="button" className="inline-button" onClick={() => setOpen(true)}>
          {texts.reveal}
        </button>
      )}
      <Popup visible={isOpen} destroyOnClose>
        {isOpen && <Sheet personId={personId} login={login} onClose={() => setOpen(false)} />}
      </Popup>
    </>
  );
}
