import { useOrganizations } from "../organization/use-organizations.ts";
import { useLanguage, useTermsOf } from "../terms/language.tsx";
import { membershipTerms } from "../terms/membership.ts";
import type { Words } from "./describe-line.ts";

/** The words for what is recorded of people, with the names of organisations as soon as they are loaded. */
export function useWords(): Words {
  const { language } = useLanguage();
  const texts = useTermsOf(membershipTerms);
  const { tree } = useOrganizations();
  return { texts, language, tree };
}
