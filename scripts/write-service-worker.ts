import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { filesOf, type Manifest } from "./check-web-budget.ts";

const entry = "index.html";

/** The pages that open without network, and those to which they lead back. */
const pages = ["scan-page", "pass-page", "activity-page", "activities-page"];
const chunks = [entry, "src/phone/phone-shell.tsx", ...pages.map((name) => `src/phone/activity/${name}.tsx`)];

/** Tells the worker of a built site which files belong to its release: they are known only after the build. */
export function writeServiceWorker(site: string): void {
  const manifest = JSON.parse(readFileSync(join(site, ".vite", "manifest.json"), "utf8")) as Manifest;
  const path = join(site, "service-worker.js");
  writeFileSync(path, withRelease(readFileSync(path, "utf8"), manifest));
}

export function withRelease(source: string, manifest: Manifest): string {
  const files = [...filesOf(manifest, chunks)].map((file) => `/${file}`).sort();
  const main = manifest[entry]?.file;
  if (main === undefined) throw new Error(`The manifest has no ${entry}`);
  const name = `release-${createHash("sha256").update(files.join("\n")).digest("hex").slice(0, 16)}`;
  const release = JSON.stringify(JSON.stringify({ name, files, entry: `/${main}` }));
  // The bundler chooses the quotes.
  const filled = source.replace(/(["'`])__RELEASE__\1/u, () => release);
  if (filled === source) throw new Error("The service worker has no place for the names of its files");
  return filled;
}
