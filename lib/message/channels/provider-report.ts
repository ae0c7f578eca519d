import type { ReportedOutcome } from "../delivery.ts";

/** What a provider tells later of one delivery, by our own id of it or by its own. */
export interface ProviderReport {
  readonly of: { readonly deliveryId: string } | { readonly providerId: string };
  readonly outcome: ReportedOutcome;
  /** The address that will take nothing more. */
  readonly bounced: readonly string[];
}

/** Of the numbers that providers report as wrong, those that no later try will reach; a phone that is off is another matter. */
export function isDeadNumber(description: string): boolean {
  return /空号|不存在|NOT_EXIST/i.test(description);
}
