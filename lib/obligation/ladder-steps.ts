import type { Text } from "../shared/text.ts";

/** The steps of a reminder, from the organisation's own people up to a talk. */
export const ladderSteps = {
  ahead: { zh: "到期前提醒本组织", en: "Reminder before the day" },
  due: { zh: "到期当日提醒本组织", en: "Reminder on the day" },
  head: { zh: "逾期提醒负责人", en: "To the head" },
  superior: { zh: "报上级党组织", en: "To the superior organisation" },
  talk: { zh: "约谈并记录", en: "A talk, to be recorded" },
} as const satisfies Record<string, Text>;

/** By which a person is reminded beside the list; those that reach everybody at once, or cost money, are for other messages. */
export const reminderChannelNames = ["wecom", "email", "push"] as const;
export type ReminderChannel = (typeof reminderChannelNames)[number];

export type LadderStep = keyof typeof ladderSteps;
export const ladderStepNames = Object.keys(ladderSteps) as [LadderStep, ...LadderStep[]];
