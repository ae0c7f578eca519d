import * as z from "zod";
import { addDays, type PlainDate } from "../rules/calendar/plain-date.ts";
import { type LadderStep, ladderStepNames, reminderChannelNames } from "./ladder-steps.ts";

/** Who is told at a step. */
export const recipientsOf = {
  ahead: "committee",
  due: "committee",
  head: "head",
  superior: "superior",
  talk: "superior",
} as const satisfies Record<LadderStep, string>;
export type Recipient = (typeof recipientsOf)[LadderStep];
export const recipientNames = ["committee", "head", "superior"] as const satisfies readonly Recipient[];

const QuietPeriod = z
  .object({ from: z.iso.date(), to: z.iso.date() })
  .refine(({ from, to }) => from <= to, { error: "静默期的结束不能早于开始 · A quiet period ends before it begins" });

const pushedByDefault: readonly LadderStep[] = ["due", "head", "superior", "talk"];

/** Days from the due day, negative before it; null leaves a step out. Nobody is told in a quiet period: it is made up for afterwards. */
export const Ladder = z.object({
  days: z.object({
    ahead: z.int().min(-60).max(-1).nullable(),
    due: z.literal(0).nullable(),
    head: z.int().min(1).max(60).nullable(),
    superior: z.int().min(1).max(120).nullable(),
    talk: z.int().min(1).max(365).nullable(),
  }),
  quiet: z.array(QuietPeriod).max(10),
  /** Steps that also go out by the channels which a person allows; the others stand in the digest only. */
  pushed: z
    .array(z.enum(ladderStepNames))
    .max(ladderStepNames.length)
    .default(() => [...pushedByDefault]),
  /** By which of them; a step that is absent uses all. A person's own choice stands above either. */
  channels: z.partialRecord(z.enum(ladderStepNames), z.array(z.enum(reminderChannelNames)).min(1)).default({}),
});
export type Ladder = z.output<typeof Ladder>;

/** The product's own proposal; no regulation gives these days. A university sets its own. */
export const defaultLadder: Ladder = {
  days: { ahead: -7, due: 0, head: 1, superior: 7, talk: 14 },
  quiet: [],
  pushed: [...pushedByDefault],
  channels: {},
};

/** A ladder that the university set: for a rule or for all, at an organisation and below it or everywhere. */
export const LadderSetting = z.object({
  ruleId: z.string().nullable(),
  organizationId: z.string().min(2).max(41).nullable().default(null),
  ladder: Ladder,
});
export type LadderSetting = z.output<typeof LadderSetting>;

export type LadderOf = (ruleId: string | null) => Ladder;

/**
 * The ladder of an organisation's duties: the nearest organisation on its line that has one decides, and there the one
 * for the rule before the one for all rules.
 */
export function laddersFor(settings: readonly LadderSetting[], line: readonly string[]): LadderOf {
  const places = [...line.toReversed(), null];
  return (ruleId) => {
    const wanted = places.flatMap((organizationId) => [
      { organizationId, ruleId },
      { organizationId, ruleId: null },
    ]);
    const found = wanted.flatMap(
      (one) =>
        settings.find((setting) => setting.organizationId === one.organizationId && setting.ruleId === one.ruleId) ??
        [],
    );
    return found[0]?.ladder ?? defaultLadder;
  };
}

/** The day on which a step may be taken: its own, or the first one after a quiet period. */
export function stepDay({ days, quiet }: Ladder, step: LadderStep, due: PlainDate): PlainDate | null {
  const offset = days[step];
  if (offset === null) return null;
  const day = addDays(due, offset);
  const period = quiet.find(({ from, to }) => from <= day && day <= to);
  return period === undefined ? day : addDays(period.to as PlainDate, 1);
}

/** The highest step that is reached on a day: after an interruption nobody is told of the lower ones too. */
export function reachedStep(ladder: Ladder, due: PlainDate, on: PlainDate): LadderStep | null {
  if (ladder.quiet.some(({ from, to }) => from <= on && on <= to)) return null;
  const reached = ladderStepNames.filter((step) => {
    const day = stepDay(ladder, step, due);
    return day !== null && day <= on;
  });
  return reached.at(-1) ?? null;
}

/** The first day after `on` on which the ladder wants to go on. */
export function nextStepDay(ladder: Ladder, due: PlainDate, on: PlainDate): PlainDate | null {
  const days = ladderStepNames.flatMap((step) => stepDay(ladder, step, due) ?? []).filter((day) => day > on);
  return days.sort()[0] ?? null;
}

export const isHigher = (step: LadderStep, than: LadderStep | null): boolean =>
  than === null || ladderStepNames.indexOf(step) > ladderStepNames.indexOf(than);
