import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * The same product at another address, without the header `Referrer-Policy`: the renderer of Chromium 147 as the tests have it crashes when
 * a document with that header comes while Lighthouse traces. How fast a page is does not depend on it.
 */
export async function openTraceable(productUrl: string): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { host } = new URL(productUrl);
  const server = createServer((incoming, answer) => {
    const options = { method: incoming.method, headers: { ...incoming.headers, host } };
    const onward = request(`${productUrl}${incoming.url}`, options, (found) => {
      const { "referrer-policy": _, ...headers } = found.headers;
      answer.writeHead(found.statusCode ?? 502, headers);
      found.pipe(answer);
    });
    onward.on("error", () => answer.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, close };
}
