import type { Clock } from "../shared/clock.ts";
import { type PageFile, pageAt } from "./page-address.ts";
import type { PageFiles } from "./page-files.ts";

/** How long a page is kept in memory: an upload shows within a minute, and S3 is asked once a minute. */
const keptMs = 60_000;

export interface Page {
  readonly contentType: string;
  readonly body: string;
}

interface Dependencies {
  readonly files: PageFiles;
  /** What the browser is told of the deployment. */
  readonly settings: Readonly<Record<string, string>>;
  readonly clock: Clock;
}

/** Gives the page at an address; while the bucket does not answer, as it was last. No units of a table. */
export function servePage({ files, settings, clock }: Dependencies): (path: string) => Promise<Page> {
  const kept = new Map<PageFile, { readonly at: number; readonly body: Promise<string> }>();
  const read = (file: PageFile): Promise<string> => {
    const now = clock().getTime();
    const known = kept.get(file);
    if (known !== undefined && now - known.at < keptMs) return known.body;
    const body = files.read(file).catch((error: unknown) => {
      if (known === undefined) throw error;
      return known.body;
    });
    kept.set(file, { at: now, body });
    body.catch(() => kept.delete(file));
    return body;
  };
  return async (path) => {
    const page = pageAt(path);
    return page === "settings"
      ? { contentType: "application/json; charset=utf-8", body: JSON.stringify(settings) }
      : { contentType: "text/html; charset=utf-8", body: await read(page) };
  };
}
