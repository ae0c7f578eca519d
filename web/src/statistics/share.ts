/** A share as people write it: 12.5%; what rounds to nought and is none says so. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.0005) return "<0.1%";
  return `${Math.round(share * 1000) / 10}%`;
}
