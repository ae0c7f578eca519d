import type { PageFile } from "./page-address.ts";

/** The published files of the site. */
export interface PageFiles {
  read(file: PageFile): Promise<string>;
}
