import type { ReactNode } from "react";

/** A table may be wider than the page: its box scrolls, by the keyboard too. */
export function TableBox({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reached by keyboard
    <section className="table-box" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
