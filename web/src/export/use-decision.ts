import { useState } from "react";
import { useFreshLogin } from "../auth/use-fresh-login.ts";
import { useResumed } from "../auth/use-resumed.ts";
import { useExportDecision } from "./use-exports.ts";

export type ExportDecision = "approved" | "declined";

/** Decides about somebody's export; after a fresh login with what was pressed before it. */
export function useDecision(exportId: string, onDone: () => void) {
  const freshLogin = useFreshLogin<ExportDecision>(`decide-export/${exportId}`);
  const [last, setLast] = useState<ExportDecision>("declined");
  const { mutate, isPending, error } = useExportDecision(onDone);
  const decide = (decision: ExportDecision) => {
    setLast(decision);
    mutate({ params: { exportId }, body: { decision } });
  };
  useResumed(freshLogin.resumed, decide);
  return { decide, isPending, error, confirm: () => freshLogin.confirm(last) };
}
