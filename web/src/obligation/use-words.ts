import { todayOnCampus } from "../terms/dates.ts";
import { useLanguage, useTermsOf } from "../terms/language.tsx";
import { obligationTerms } from "../terms/obligation.ts";
import type { Words } from "./describe-duty.ts";

export function useWords(): Words {
  const { language } = useLanguage();
  return { texts: useTermsOf(obligationTerms), language, today: todayOnCampus() };
}
