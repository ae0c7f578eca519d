import type { FaultRule } from "../ports.ts";

type Effect = FaultRule["effect"];

/** What the faults of one occurrence add up to. */
export interface FaultPlan {
  readonly delayMs: number;
  /** How often the work is done: 1 without a fault, `copies` when duplicated. */
  readonly copies: number;
  readonly isThrottled: boolean;
  readonly failure: { readonly status: number; readonly code: string } | undefined;
  readonly isReordered: boolean;
  readonly isAcknowledgementDropped: boolean;
}

export function planFaults(effects: readonly Effect[]): FaultPlan {
  const of = <K extends Effect["kind"]>(kind: K) =>
    effects.filter((effect): effect is Extract<Effect, { kind: K }> => effect.kind === kind);
  const [failure] = of("fail");
  return {
    delayMs: of("delay").reduce((sum, effect) => sum + effect.milliseconds, 0),
    copies: of("duplicate").reduce((most, effect) => Math.max(most, effect.copies), 1),
    isThrottled: of("throttle").length > 0,
    failure: failure && { status: failure.status, code: failure.code },
    isReordered: of("reorder").length > 0,
    isAcknowledgementDropped: of("drop-acknowledgement").length > 0,
  };
}
