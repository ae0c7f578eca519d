/**
 * Seconds that the clock of this device lacks, measured at an answer of the server: its time, against the middle between
 * asking and being answered.
 */
export function skewSecondsOf(serverTime: string, asked: number, answered: number): number {
  return Math.round((new Date(serverTime).getTime() - (asked + answered) / 2) / 1000);
}

/** The time of the server, as far as it is known here. */
export function serverNow(skewSeconds: number): Date {
  return new Date(Date.now() + skewSeconds * 1000);
}
