import * as z from "zod";

const row = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
const Page = z.object({
  score: z.number(),
  firstPaint: z.number(),
  largestPaint: z.number(),
  speedIndex: z.number(),
  blocked: z.number(),
  shift: z.number(),
});
const Pages = z.object({
  runs: z.int(),
  screens: z.record(z.string(), z.object({ phone: Page, desktop: Page })),
  firstLoads: z.array(z.object({ shell: z.string(), files: z.int(), kilobytes: z.number(), limit: z.number() })),
});
const Frames = z.object({ median: z.number(), p95: z.number(), rowsInPage: z.int() });
const Scrolling = z.object({
  measured: z.record(z.string(), Frames),
  ratio: z.object({ median: z.number(), p95: z.number() }),
});

/** What a browser makes of the pages; Lighthouse is not installed everywhere, so that its numbers may be missing. */
export function describeWebBenchmarks({ pages, scrolling }: Readonly<Record<string, unknown>>): string[] {
  return ["## 网页 · Pages", "", ...(pages === undefined ? [] : tableOfScreens(pages)), ...tableOfScrolling(scrolling)];
}

function tableOfScreens(found: unknown): string[] {
  const { runs, screens, firstLoads } = Pages.parse(found);
  const rows = Object.entries(screens).flatMap(([name, sizes]) =>
    Object.entries(sizes).map(([size, { score, firstPaint, largestPaint, speedIndex, blocked, shift }]) =>
      row([name, size, score, firstPaint, largestPaint, speedIndex, blocked, shift]),
    ),
  );
  return [
    "What the first visit to a shell loads, compressed; `scripts/check-web-budget.ts` holds it to the limit in every build:",
    "",
    row(["shell", "files", "KB", "limit"]),
    "|---|---:|---:|---:|",
    ...firstLoads.map(({ shell, files, kilobytes, limit }) => row([shell, files, kilobytes, limit])),
    "",
    `The five screens that are opened most, as Lighthouse measures them with its own slow network and processor, each the median of ${runs} visits`,
    "with an empty cache: score of 100, milliseconds, and what shifts. Scores depend on the machine.",
    "",
    row(["screen", "size", "score", "first paint", "largest paint", "speed index", "blocked", "shift"]),
    "|---|---|---:|---:|---:|---:|---:|---:|",
    ...rows,
    "",
  ];
}

function tableOfScrolling(found: unknown): string[] {
  const { measured, ratio } = Scrolling.parse(found);
  const rows = Object.entries(measured).map(([size, { median, p95, rowsInPage }]) =>
    row([Number(size).toLocaleString("en-US"), rowsInPage, median, p95]),
  );
  return [
    "While the list of people scrolls, a frame in milliseconds; the longer list over the shorter is " +
      `${ratio.median.toFixed(2)} in the median and ${ratio.p95.toFixed(2)} at the 95th of 100:`,
    "",
    row(["people in the list", "rows drawn", "median", "95th of 100"]),
    "|---:|---:|---:|---:|",
    ...rows,
  ];
}
