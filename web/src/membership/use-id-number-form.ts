import type { Person } from "./person-fields.ts";
import { usePersonForm } from "./use-person-form.ts";

interface IdNumberOptions {
  readonly person: Person;
  readonly showFieldErrors: (errors: { name: string; reason: string }[]) => void;
  readonly onDone: (changed: Person) => void;
}

export interface IdNumberValues {
  readonly idNumber: string;
}

/** Puts a wrong id number right, and with it birth date and sex; the same in both shells. */
export function useIdNumberForm({ person, showFieldErrors, onDone }: IdNumberOptions) {
  return usePersonForm({
    route: "POST /api/people/{personId}/id-number",
    person,
    toRequest: ({ idNumber }: IdNumberValues, version) => ({
      params: { personId: person.personId },
      body: { version, idNumber },
    }),
    showFieldErrors,
    onDone,
  });
}
