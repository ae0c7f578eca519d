import { useLanguage } from "../terms/language.tsx";
import { useKinds } from "./use-activities.ts";

/** The name of a kind, for a reader; until the list is there, nothing. */
export function useKindNames(): (kind: string) => string {
  const { data } = useKinds();
  const { language } = useLanguage();
  return (kind) => data?.items.find((one) => one.kind === kind)?.name[language] ?? "";
}
