import * as z from "zod";

const row = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
const Frames = z.object({ median: z.number(), p95: z.number(), rowsInPage: z.int() });
const Scrolling = z.object({
  measured: z.record(z.string(), Frames),
  ratio: z.object({ median: z.number(), p95: z.number() }),
});

/** What a browser makes of the pages. */
export function describeWebBenchmarks({ scrolling }: Readonly<Record<string, unknown>>): string[] {
  return ["## 网页 · Pages", "", ...tableOfScrolling(scrolling)];
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
