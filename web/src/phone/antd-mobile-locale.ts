import type { ConfigProvider } from "antd-mobile";
import importedEnglish from "antd-mobile/es/locales/en-US.js";
import importedChinese from "antd-mobile/es/locales/zh-CN.js";
import type { ComponentProps } from "react";
import { defaultOf } from "../boot/default-of.ts";
import type { Language } from "../terms/language.tsx";

type Locale = NonNullable<ComponentProps<typeof ConfigProvider>["locale"]>;

export const locales: Readonly<Record<Language, Locale>> = {
  zh: defaultOf(importedChinese),
  en: defaultOf(importedEnglish),
};
