/** Read and confirmed as shares of a line; the numbers stand beside it in words. */
export function ReceiptBar({
  expected,
  read,
  confirmed,
}: {
  expected: number | null;
  read: number;
  confirmed: number;
}) {
  if (expected === null || expected === 0) return null;
  const share = (count: number) => Math.min(100, (count / expected) * 100);
  return (
    <svg className="receipt-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect width="100" height="8" />
      <rect className="read" width={share(read)} height="8" />
      <rect className="confirmed" width={share(confirmed)} height="8" />
    </svg>
  );
}
