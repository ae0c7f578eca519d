import type { Text } from "../shared/text.ts";

interface KindRules extends Text {
  /** Urgent messages go out by every channel that reaches the person, at any hour. */
  readonly isUrgent: boolean;
  /** Whether a confirmation is asked for unless the sender says otherwise. */
  readonly asksConfirmation: boolean;
  /** A task is worth nothing without the day by which it is due. */
  readonly needsDueDay?: true;
}

/** What a message is, in the order in which a sender chooses. */
export const messageKinds = {
  notice: { zh: "通知", en: "Notice", isUrgent: false, asksConfirmation: false },
  document: { zh: "文件", en: "Document", isUrgent: false, asksConfirmation: false },
  task: { zh: "任务", en: "Task", isUrgent: false, asksConfirmation: true, needsDueDay: true },
  activity: { zh: "活动", en: "Activity", isUrgent: false, asksConfirmation: false },
  reminder: { zh: "提醒", en: "Reminder", isUrgent: false, asksConfirmation: false },
  greeting: { zh: "问候", en: "Greeting", isUrgent: false, asksConfirmation: false },
  urgent: { zh: "紧急通知", en: "Urgent", isUrgent: true, asksConfirmation: true },
} as const satisfies Record<string, KindRules>;

export type MessageKind = keyof typeof messageKinds;
export const messageKindNames = Object.keys(messageKinds) as [MessageKind, ...MessageKind[]];

export function rulesOfKind(kind: MessageKind): KindRules {
  return messageKinds[kind];
}
