/** What a provider of SMS is given. */
export interface Sms {
  readonly to: string;
  readonly sender: string;
  readonly title: string;
  readonly deliveryId: string;
  readonly at: Date;
}

/** As E.164 wants it; numbers of records are Chinese ones unless they say otherwise. */
export function internationalNumber(to: string): string {
  return to.startsWith("+") ? to : `+86${to}`;
}
