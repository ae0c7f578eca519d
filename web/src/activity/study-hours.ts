/** Hours as they are shown: what is missing of 32 after 5.1 is 26.9. */
export function toTenths(hours: number): number {
  return Math.round(hours * 10) / 10;
}
