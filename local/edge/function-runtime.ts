import * as crypto from "node:crypto";
import * as querystring from "node:querystring";
import { createContext, Script } from "node:vm";

export type EdgeFunction = (event: unknown) => Promise<unknown>;

export class EdgeFunctionError extends Error {
  override readonly name = "EdgeFunctionError";
  readonly status: 502 | 503;

  constructor(status: 502 | 503, message: string) {
    super(message);
    this.status = status;
  }
}

/** CloudFront gives a function less than a millisecond of CPU; this only ends a loop that never does. */
const TIMEOUT_MILLISECONDS = 2_000;

/**
 * The JavaScript runtime 2.0: no network, file system, timers or `eval`. The code runs anew at each call, in a function of
 * its own and in strict mode, so that no state stays from one call to the next; the context, which takes a millisecond to
 * make, is kept. Events cross as JSON, so that a result is plain data. This is fidelity, no sandbox for foreign code.
 */
export function compileEdgeFunction(name: string, code: string, log: (text: string) => void): EdgeFunction {
  const context = createContext(
    { input: "", console: consoleOf(log), require: requireModule, Buffer, atob, btoa },
    { codeGeneration: { strings: false, wasm: false } },
  );
  const call = new Script(
    `(async () => { "use strict"; ${code}\nreturn JSON.stringify(await handler(JSON.parse(input))); })()`,
    { filename: `${name}.js` },
  );
  return async (event) => {
    let answer: unknown;
    try {
      context.input = JSON.stringify(event);
      answer = await (call.runInContext(context, { timeout: TIMEOUT_MILLISECONDS }) as Promise<unknown>);
    } catch (error) {
      const message = messageOf(error);
      log(`${name} failed: ${message}`);
      throw new EdgeFunctionError(503, message);
    }
    if (typeof answer !== "string") throw new EdgeFunctionError(502, `${name} returned nothing`);
    return JSON.parse(answer);
  };
}

/** An error of another realm is no instance of this realm's Error. */
function messageOf(error: unknown): string {
  if (typeof error === "object" && error !== null && "message" in error) return String(error.message);
  return String(error);
}

function consoleOf(log: (text: string) => void) {
  return { log: (...values: unknown[]) => log(values.map(String).join(" ")) };
}

function requireModule(name: string): unknown {
  if (name === "crypto") return { createHash: crypto.createHash, createHmac: crypto.createHmac };
  if (name === "querystring") return querystring;
  if (name === "buffer") return { Buffer };
  throw new Error(`CloudFront Functions have no module ${name}`);
}
