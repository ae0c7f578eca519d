import { setTimeout as pause } from "node:timers/promises";
import type { FaultSubject, Faults } from "../ports.ts";
import { DeliveryFailure } from "./delivery-failure.ts";
import { planFaults } from "./fault-effects.ts";

/** Long enough for a later delivery to overtake this one. */
const overtakeMs = 50;

/** Delivers once, or as the faults that are switched on at "event-delivery" want it. */
export async function deliverUnderFaults(
  faults: Faults,
  subject: FaultSubject,
  deliverOnce: () => Promise<void>,
): Promise<void> {
  const plan = planFaults(faults.decide("event-delivery", subject));
  await pause(plan.delayMs + (plan.isReordered ? overtakeMs : 0));
  if (plan.isThrottled) throw new DeliveryFailure("THROTTLING", "Rate exceeded", true);
  if (plan.failure) throw new DeliveryFailure(plan.failure.code, `Injected status ${plan.failure.status}`, true);
  for (let copy = 0; copy < plan.copies; copy += 1) await deliverOnce();
  if (plan.isAcknowledgementDropped) throw new DeliveryFailure("TIMEOUT", "The answer of the target was lost", true);
}
