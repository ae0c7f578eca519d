import { answerTo } from "./answers.ts";

/** Put in by `scripts/write-service-worker.ts`: what the pages of the door need, and a name for exactly these files. */
interface Release {
  readonly name: string;
  readonly files: readonly string[];
  /** Stands in the page of this release. */
  readonly entry: string;
}
const release: Release = JSON.parse("__RELEASE__");

/** What the types of a page do not know about a worker. */
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asking extends Lasting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}
const worker = self as unknown as Worker;

const page = "/index.html";
/** A network in a basement often accepts everything and answers nothing. */
const patienceMs = 4_000;

addEventListener("install", (event) => (event as Lasting).waitUntil(keepRelease()));
addEventListener("activate", (event) => (event as Lasting).waitUntil(forgetFormer()));
addEventListener("fetch", (event) => {
  const asking = event as Asking;
  const { request } = asking;
  switch (answerTo(request, location.origin)) {
    case "page":
      return asking.respondWith(networkOr(request, page));
    case "fresh":
      return asking.respondWith(networkOr(request, new URL(request.url).pathname));
    case "kept":
      return asking.respondWith(keptOr(request));
    default:
      return undefined;
  }
});

/** All files or none: a worker without one of them is not installed, and the former stays. */
async function keepRelease(): Promise<void> {
  const cache = await caches.open(release.name);
  const shown = await fetch(page, { cache: "no-cache" });
  if (!shown.ok || !(await shown.clone().text()).includes(release.entry)) {
    throw new Error("The page is of another release than this worker");
  }
  await Promise.all([cache.put(page, shown), cache.addAll([...release.files, "/config.json", "/favicon.svg"])]);
  await worker.skipWaiting();
}

async function forgetFormer(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== release.name).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

async function networkOr(request: Request, kept: string): Promise<Response> {
  try {
    return await Promise.race([fetch(request), silence()]);
  } catch (error) {
    const former = await caches.match(kept);
    if (former === undefined) throw error;
    return former;
  }
}

function silence(): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new Error("The network is silent")), patienceMs));
}

async function keptOr(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? (await fetch(request));
}
