import type { ReactNode } from "react";

function icon(shape: ReactNode) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="24"
      height="24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      aria-hidden="true"
    >
      {shape}
    </svg>
  );
}

/** Drawn here: four shapes weigh less than an icon library. */
export const icons = {
  home: icon(<path d="M4 11l8-7 8 7v9h-6v-6h-4v6H4z" />),
  organizations: icon(
    <>
      <path d="M12 8v4M6 16v-4h12v4" />
      <circle cx="12" cy="5.5" r="2.5" />
      <circle cx="6" cy="18.5" r="2.5" />
      <circle cx="18" cy="18.5" r="2.5" />
    </>,
  ),
  people: icon(
    <>
      <circle cx="9" cy="8" r="3.5" />
      <path d="M2.5 20c.7-4 3-6 6.500-6s5.800 2 6.500 6M15.500 5a3.500 3.500 0 010 6.500M17.500 14.500c2.300.600 3.600 2.400 4 5.500" />
    </>,
  ),
  corrections: icon(<path d="M4 20l1-4L16 5l3 3L8 19zM13 8l3 3" />),
  activities: icon(<path d="M4 6h16v14H4zM4 10h16M8 3v5M16 3v5M8 14h3M13 14h3" />),
  ledger: icon(<path d="M5 4h12a2 2 0 012 2v14H7a2 2 0 01-2-2zM9 8h6M9 12h6" />),
  transfers: icon(<path d="M4 9h15M15 5l4 4-4 4M20 16H5M9 12l-4 4 4 4" />),
  feedback: icon(<path d="M4 5h16v11H10l-4 4v-4H4zM8 9h8M8 12h5" />),
  campaigns: icon(<path d="M4 13l3-8h10l3 8v6H4zM4 13h5l1 2h4l1-2h5" />),
  exports: icon(<path d="M12 14V3M7 8l5-5 5 5M4 16v5h16v-5" />),
  imports: icon(<path d="M12 3v11M7 10l5 5 5-5M4 16v5h16v-5" />),
  messages: icon(<path d="M3 6h18v13H3zM3 7l9 7 9-7" />),
  duties: icon(<path d="M5 5h14v16H5zM9 3v4M15 3v4M8 14l3 3 5-6" />),
  roles: icon(<path d="M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6zM9 12l2 2 4-4" />),
  statistics: icon(<path d="M4 20h16M7 20v-7M12 20V5M17 20v-10" />),
  rules: icon(<path d="M5 4h12a2 2 0 012 2v15H7a2 2 0 01-2-2zM5 19a2 2 0 012-2h12M9 8h6" />),
  audit: icon(<path d="M6 3h12v18H6zM9 8h6M9 12h6M9 16h4" />),
  account: icon(
    <>
      <circle cx="12" cy="8" r="4" />
      <path d="M4 21c1-5 4-7 8-7s7 2 8 7" />
    </>,
  ),
  back: icon(<path d="M15 5l-7 7 7 7" />),
  next: icon(<path d="M9 5l7 7-7 7" />),
};
