import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

/** One chunk in the manifest that Vite writes. */
interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
  readonly imports?: readonly string[];
}

export type Manifest = Readonly<Record<string, Chunk>>;

const entry = "index.html";

/** What the first visit to a shell loads, in KB (1000 bytes) of gzip at level 9. */
const budgets = [
  { shell: "phone", chunk: "src/phone/phone-shell.tsx", limit: 260 },
  { shell: "desktop", chunk: "src/desktop/desktop-shell.tsx", limit: 480 },
] as const;

/** The files that must arrive before these chunks run: theirs, and those of everything that they import statically. */
export function filesOf(manifest: Manifest, chunks: readonly string[]): Set<string> {
  const files = new Set<string>();
  const seen = new Set<string>();
  const visit = (key: string): void => {
    if (seen.has(key)) return;
    seen.add(key);
    const chunk = manifest[key];
    if (!chunk) throw new Error(`The manifest has no chunk ${key}: check the names in scripts/check-web-budget.ts`);
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) files.add(file);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  for (const key of chunks) visit(key);
  return files;
}

function kilobytes(directory: string, files: Iterable<string>): number {
  let bytes = 0;
  for (const file of files) bytes += gzipSync(readFileSync(join(directory, file)), { level: 9 }).length;
  return bytes / 1000;
}

/** Old phones on slow networks open these, and read all of it before the first word. */
const feedbackPages = { limit: 30, pages: ["feedback.html", "ledger.html"] } as const;

/**
 * What arrives before a page of the feedback host can be read, itself included. The other language is a file of its own that comes
 * when somebody chooses it.
 */
export function feedbackPageKilobytes(directory: string, page: (typeof feedbackPages.pages)[number]): number {
  return kilobytes(directory, new Set([...filesOf(readManifest(directory), [page]), page]));
}

function checkFeedback(directory: string): boolean {
  const { limit, pages } = feedbackPages;
  const rows = pages.map((page) => {
    const size = feedbackPageKilobytes(directory, page);
    return { page, "KB gzip": Number(size.toFixed(1)), limit, isWithin: size <= limit };
  });
  console.table(rows);
  return rows.every(({ isWithin }) => isWithin);
}

function readManifest(directory: string): Manifest {
  return JSON.parse(readFileSync(join(directory, ".vite", "manifest.json"), "utf8")) as Manifest;
}

/** What the first visit to each shell loads, of the pages that were built below this directory. */
export function firstLoads(directory: string) {
  const built = join(directory, "web");
  const manifest = readManifest(built);
  return budgets.map(({ shell, chunk, limit }) => {
    const files = filesOf(manifest, [entry, chunk]);
    return { shell, files: files.size, kilobytes: Number(kilobytes(built, files).toFixed(1)), limit };
  });
}

function check(directory: string): boolean {
  const rows = firstLoads(directory).map(({ kilobytes: size, ...row }) => ({
    ...row,
    "KB gzip": size,
    isWithin: size <= row.limit,
  }));
  console.table(rows);
  return rows.every(({ isWithin }) => isWithin);
}

if (import.meta.main) {
  const directory = process.argv[2] ?? fileURLToPath(new URL("../dist", import.meta.url));
  const areWithin = [check(directory), checkFeedback(join(directory, "feedback"))];
  if (areWithin.includes(false)) {
    console.error("A page loads more than its budget. Load what the first screen does not show later.");
    process.exitCode = 1;
  }
}
