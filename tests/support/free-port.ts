import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Below the ports that systems give to outgoing connections, of which one could come in between. */
const range = { from: 15_000, to: 32_000 } as const;

/** A port that is free now, with as many after it as are asked for: the product takes two more. */
export async function freePort(more = 2): Promise<number> {
  for (;;) {
    const port = randomInt(range.from, range.to);
    const wanted = Array.from({ length: more + 1 }, (_, index) => port + index);
    if ((await Promise.all(wanted.map(isFree))).every(Boolean)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
