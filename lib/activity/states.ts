import { refused } from "../shared/errors.ts";
import type { Text } from "../shared/text.ts";

/**
 * The life of an activity. "Held" fixes who was due; "filed" says that the ledger has it. After that only a correction
 * with a reason is possible, which is filed anew; every former version is kept.
 */
export const activityTransitions = {
  change: { from: ["draft", "published"], to: "same" },
  publish: { from: ["draft"], to: "published" },
  cancel: { from: ["draft", "published"], to: "cancelled" },
  hold: { from: ["published"], to: "held" },
  attend: { from: ["held", "recorded"], to: "same" },
  record: { from: ["held", "recorded"], to: "recorded" },
  giveBack: { from: ["recorded"], to: "held" },
  confirm: { from: ["recorded"], to: "confirmed" },
  file: { from: ["confirmed"], to: "filed" },
  correct: { from: ["confirmed", "filed"], to: "confirmed" },
} as const satisfies Record<string, { readonly from: readonly ActivityState[]; readonly to: ActivityState | "same" }>;

export type ActivityTransition = keyof typeof activityTransitions;

export const activityStates = {
  draft: { zh: "草稿", en: "Draft" },
  published: { zh: "已发布", en: "Published" },
  cancelled: { zh: "已取消", en: "Cancelled" },
  held: { zh: "已召开", en: "Held" },
  recorded: { zh: "待确认", en: "Recorded" },
  confirmed: { zh: "已确认", en: "Confirmed" },
  filed: { zh: "已归档", en: "Filed" },
} as const satisfies Record<string, Text>;

export type ActivityState = keyof typeof activityStates;
export const activityStateNames = Object.keys(activityStates) as [ActivityState, ...ActivityState[]];

export function mayMove(state: ActivityState, transition: ActivityTransition): boolean {
  const { from }: { readonly from: readonly ActivityState[] } = activityTransitions[transition];
  return from.includes(state);
}

/** Refuses what the state does not allow, with the state as the reason. */
export function refuseMove(state: ActivityState, transition: ActivityTransition): void {
  if (mayMove(state, transition)) return;
  const { zh, en } = activityStates[state];
  throw refused(`activity_is_${state}`, {
    zh: `这项活动${zh}，不能这样做。`,
    en: `The activity is in the state "${en}"; that cannot be done now.`,
  });
}
