import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { en } from "./en.ts";
import { type Terms, zh } from "./zh.ts";

export type Language = "zh" | "en";

const storageKey = "language";

interface LanguageState {
  readonly language: Language;
  readonly terms: Terms;
  switchLanguage(): void;
}

const LanguageContext = createContext<LanguageState>({ language: "zh", terms: zh, switchLanguage: () => {} });

function readLanguage(): Language {
  return localStorage.getItem(storageKey) === "en" ? "en" : "zh";
}

function apply(language: Language): void {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => {
    const initial = readLanguage();
    apply(initial);
    return initial;
  });
  const state = useMemo<LanguageState>(
    () => ({
      language,
      terms: language === "zh" ? zh : en,
      switchLanguage: () => {
        const next = language === "zh" ? "en" : "zh";
        localStorage.setItem(storageKey, next);
        apply(next);
        setLanguage(next);
      },
    }),
    [language],
  );
  return <LanguageContext value={state}>{children}</LanguageContext>;
}

export const useLanguage = () => useContext(LanguageContext);
export const useTerms = () => useContext(LanguageContext).terms;

/** The texts of one area of the product, loaded with its pages. The first screens' texts are in `zh.ts` and `en.ts`. */
export interface AreaTerms<Texts extends object> {
  readonly zh: Texts;
  readonly en: Texts;
}

/** Holds the English texts to the shape of the Chinese. */
export function defineTerms<Texts extends object>(terms: { zh: Texts; en: NoInfer<Texts> }): AreaTerms<Texts> {
  return terms;
}

export function useTermsOf<Texts extends object>(area: AreaTerms<Texts>): Texts {
  return area[useLanguage().language];
}
