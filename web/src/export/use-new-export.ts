import { useState } from "react";
import { useFreshLogin } from "../auth/use-fresh-login.ts";
import { useResumed } from "../auth/use-resumed.ts";
import { draftOfRequest, type ExportDraft, requestOf } from "./export-draft.ts";
import { type NewExport, useExportRequest } from "./use-exports.ts";

const action = "request-export";

/** Asks for a file; `resumed` is the form as it was before a fresh login, after which it is sent by itself. */
export function useNewExport(freshLogin: ReturnType<typeof useExportLogin>, onDone: () => void) {
  const { mutate, isPending, error } = useExportRequest(onDone);
  useResumed(freshLogin.resumed, (body) => mutate({ body }));
  return {
    send: (draft: ExportDraft) => {
      const body = requestOf(draft);
      if (body !== undefined) mutate({ body });
    },
    confirm: async (draft: ExportDraft) => {
      const body = requestOf(draft);
      if (body !== undefined) await freshLogin.confirm(body);
    },
    isPending,
    error,
    resumed: freshLogin.resumed && draftOfRequest(freshLogin.resumed),
  };
}

/** Belongs to the page: the form opens by itself when somebody comes back from the login, and only then. */
export function useExportLogin() {
  const { confirm, resumed: first } = useFreshLogin<NewExport>(action);
  const [resumed, setResumed] = useState(first);
  return { confirm, resumed, forget: () => setResumed(undefined) };
}
