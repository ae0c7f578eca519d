import { useMutation, useQueryClient } from "@tanstack/react-query";
import { fieldErrorsOf } from "../api/describe-error.ts";
import { useAction, useApi } from "../api/use-api.tsx";
import { todayOnCampus } from "../terms/dates.ts";
import { useLanguage, useTermsOf } from "../terms/language.tsx";
import { membershipTerms } from "../terms/membership.ts";
import { changedFields, type FieldTexts } from "./field-input.ts";
import { type FieldName, isEntered, type Person } from "./person-fields.ts";
import { useRefreshPeople } from "./use-people.ts";

/** What a person may ask to have corrected: what is entered by hand, but not the number that is the own account. */
export const mayBeCorrected = (field: FieldName): boolean => isEntered(field) && field !== "campus_id";

export interface CorrectionValues extends FieldTexts {
  readonly note: string;
}

interface CorrectionOptions {
  readonly person: Person;
  readonly showFieldErrors: (errors: { name: string; reason: string }[]) => void;
  readonly onDone: () => void;
}

/** Asking for a correction of the own record. */
export function useCorrectionRequest({ person, showFieldErrors, onDone }: CorrectionOptions) {
  const { language } = useLanguage();
  const refresh = useRefreshPeople();
  const action = useAction("POST /api/me/record/corrections", () => {
    refresh();
    onDone();
  });
  return {
    error: action.error,
    isSending: action.isPending,
    isEmpty: ({ note, ...texts }: CorrectionValues) => Object.keys(changedFields(person.fields, texts)).length === 0,
    send: ({ note, ...texts }: CorrectionValues) =>
      action.mutate(
        { body: { fields: changedFields(person.fields, texts), note } },
        {
          onError: (error) =>
            showFieldErrors(
              fieldErrorsOf(error, language).map(({ name, reason }) => ({
                name: name.replace(/^fields\./, ""),
                reason,
              })),
            ),
        },
      ),
  };
}

function download(content: object, fileName: string): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  // Some browsers begin to read after the click returns.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A copy of the own data as a file. Each export is one on record, so that nothing of it is kept or repeated. */
export function useOwnExport(onDone: () => void) {
  const api = useApi();
  const queries = useQueryClient();
  const texts = useTermsOf(membershipTerms);
  return useMutation({
    mutationFn: () => api("POST /api/me/record/export", {}),
    networkMode: "always",
    gcTime: 0,
    onSuccess: (copy) => {
      download(copy, texts.exportFile(todayOnCampus()));
      queries.invalidateQueries({ queryKey: ["people", "own", "timeline"] });
      onDone();
    },
  });
}
