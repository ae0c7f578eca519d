/** The value below which so large a share of all lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
