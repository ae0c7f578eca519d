/** Where an answer comes from: the first that has one. */
export type Answer =
  /** The page of the application, from the network; the kept one when that is silent. */
  | "page"
  /** A file of this release, as it was kept: its name changes with its content. */
  | "kept"
  /** From the network, or as it was kept. */
  | "fresh";

interface Asked {
  readonly url: string;
  readonly method: string;
  readonly mode: string;
}

/** How a request of the phone pages is answered; undefined: not at all, it goes its own way. The API always does. */
export function answerTo({ url, method, mode }: Asked, origin: string): Answer | undefined {
  const { origin: asked, pathname } = new URL(url);
  if (method !== "GET" || asked !== origin) return undefined;
  if (mode === "navigate") return "page";
  if (pathname.startsWith("/assets/")) return "kept";
  return pathname === "/config.json" || pathname === "/favicon.svg" ? "fresh" : undefined;
}
