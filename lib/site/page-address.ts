/** The files behind addresses that are no files. */
export type PageFile = "index.html" | "docs/index.html";

/**
 * What answers an address of the site that names no file: the settings of the deployment, the page about the API, or the
 * application, which finds the screen itself. Where the edge has functions, `infra/edge/page-request.js` says the same there.
 */
export function pageAt(path: string): PageFile | "settings" {
  if (path === "/config.json") return "settings";
  return /^\/docs\/?$/.test(path) ? "docs/index.html" : "index.html";
}
