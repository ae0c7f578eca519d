/** A share as a bar; the number beside it says the same, so it is hidden from screen readers. Attributes only: the policy of the site refuses inline styles. */
export function ShareBar({ share }: { share: number }) {
  return (
    <svg className="share-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect className="share-bar-ground" width="100" height="10" rx="2" />
      <rect width={Math.round(share * 1000) / 10} height="10" />
    </svg>
  );
}
