import { useState } from "react";
import type { RequestOf } from "../api/contract.ts";
import { fieldErrorsOf, isLostRace } from "../api/describe-error.ts";
import { useLanguage } from "../terms/language.tsx";
import { differencesOf, type FieldDifference } from "./field-input.ts";
import type { Person } from "./person-fields.ts";
import { type PersonChangeKey, usePersonChange, useReloadPerson } from "./use-people.ts";

interface FormOptions<Key extends PersonChangeKey, Values> {
  readonly route: Key;
  /** The record as it was when the form opened; absent for a new person. */
  readonly person?: Person;
  readonly toRequest: (values: Values, version: number) => RequestOf<Key>;
  readonly showFieldErrors: (errors: { name: string; reason: string }[]) => void;
  readonly onDone: (changed: Person) => void;
}

/** What a form shows of its sending, the same in both shells. */
export interface PersonSending<Values> {
  readonly isSending: boolean;
  readonly error: unknown;
  /** Somebody was faster. What was typed stays; `reload` reads what stands there now. */
  readonly hasLostRace: boolean;
  /** What the other one changed, once it was read. */
  readonly meanwhile: readonly FieldDifference[] | undefined;
  send(values: Values): void;
  reload(): Promise<void>;
}

export function usePersonForm<Key extends PersonChangeKey, Values>(
  options: FormOptions<Key, Values>,
): PersonSending<Values> {
  const { route, person, toRequest, showFieldErrors, onDone } = options;
  const { language } = useLanguage();
  const [opened] = useState(person);
  const [latest, setLatest] = useState(person);
  const [reloadError, setReloadError] = useState<unknown>();
  const change = usePersonChange(route, onDone);
  const reload = useReloadPerson();
  const isReloaded = latest?.version !== opened?.version;
  return {
    isSending: change.isPending,
    error: reloadError ?? change.error,
    hasLostRace: isLostRace(change.error),
    meanwhile: isReloaded && opened && latest ? differencesOf(opened, latest) : undefined,
    send: (values) =>
      change.mutate(toRequest(values, latest?.version ?? 1), {
        onError: (error) =>
          showFieldErrors(
            fieldErrorsOf(error, language).map(({ name, reason }) => ({ name: name.replace(/^fields\./, ""), reason })),
          ),
      }),
    reload: async () => {
      if (!opened) return;
      try {
        setReloadError(undefined);
        setLatest(await reload(opened.personId));
        change.reset();
      } catch (error) {
        setReloadError(error);
      }
    },
  };
}
