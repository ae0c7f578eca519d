import type { Text } from "../shared/text.ts";

/** Why the personal information of somebody is deleted (Personal Information Protection Law, Article 47). */
export const erasureReasons = {
  purpose_fulfilled: {
    zh: "处理目的已实现，保存期限已满",
    en: "The purpose is fulfilled and the time of keeping is over",
  },
  asked_by_person: { zh: "本人要求删除", en: "The person asked for it" },
  registered_by_mistake: { zh: "误登记", en: "The person was registered by mistake" },
} as const satisfies Record<string, Text>;
export type ErasureReason = keyof typeof erasureReasons;
export const erasureReasonNames = Object.keys(erasureReasons) as [ErasureReason, ...ErasureReason[]];
