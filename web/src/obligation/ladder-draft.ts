import type { LadderStep, ReminderChannel } from "../../../lib/obligation/ladder-steps.ts";
import { type Ladder, type LadderSetting, readDays } from "./policy-draft.ts";

/** A ladder as its form holds it; days after the due day, or before it for the first step. Null leaves a step out. */
export interface LadderFields {
  readonly ruleId: string;
  readonly organizationId?: string | undefined;
  readonly ahead: number | null;
  readonly due: boolean;
  readonly head: number | null;
  readonly superior: number | null;
  readonly talk: number | null;
  readonly pushed: LadderStep[];
  readonly channels: Partial<Record<LadderStep, ReminderChannel[]>>;
  readonly quiet: string;
}

/** The most days that the server takes for a step. */
export const mostDays = { ahead: 60, head: 60, superior: 120, talk: 365 } as const;

/** A new ladder begins as the one that applies where none is set. */
export function ladderFieldsOf({ days, pushed, channels }: Ladder): LadderFields {
  return {
    ...days,
    ahead: days.ahead === null ? null : -days.ahead,
    due: days.due === 0,
    ruleId: "",
    pushed: [...pushed],
    channels,
    quiet: "",
  };
}

export function ladderSettingOf({ ruleId, organizationId, ...fields }: LadderFields): LadderSetting {
  const { ahead, due, head, superior, talk, pushed, channels, quiet } = fields;
  const named = pushed.filter((step) => (channels?.[step] ?? []).length > 0);
  const ladder: Ladder = {
    days: { ahead: ahead === null ? null : -ahead, due: due ? 0 : null, head, superior, talk },
    pushed,
    channels: Object.fromEntries(named.map((step) => [step, channels[step]])),
    quiet: (readDays(quiet) ?? []).map(([from, to]) => ({ from, to })),
  };
  return { ruleId: ruleId || null, organizationId: organizationId || null, ladder };
}
