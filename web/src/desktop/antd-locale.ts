import type { ConfigProviderProps } from "antd";
import importedEnglish from "antd/es/locale/en_US.js";
import importedChinese from "antd/es/locale/zh_CN.js";
import { defaultOf } from "../boot/default-of.ts";
import type { Language } from "../terms/language.tsx";

type Locale = NonNullable<ConfigProviderProps["locale"]>;

export const locales: Readonly<Record<Language, Locale>> = {
  zh: defaultOf(importedChinese),
  en: defaultOf(importedEnglish),
};
