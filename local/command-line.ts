import { parseArgs } from "node:util";
import { StartError } from "./start-error.ts";

export interface StartCommand {
  readonly port: number;
  readonly dataDirectory: string;
  readonly seed: "demo" | "empty";
  readonly isQuiet: boolean;
}

/** Two more ports follow the one of the application. */
const HIGHEST_PORT = 65_533;
const START_USAGE = "npm start -- [--port N] [--data-dir DIR] [--seed demo|empty] [--quiet]";
const TRACE_USAGE = "npm run -s trace -- REQUEST_ID [--data-dir DIR]";
const TOKEN_USAGE = "npm run -s token -- ACCOUNT [--port N]";

export function parseStartCommand(words: readonly string[]): StartCommand {
  const { values } = read(START_USAGE, () =>
    parseArgs({
      args: [...words],
      options: {
        port: { type: "string", default: "3000" },
        "data-dir": { type: "string", default: ".data" },
        seed: { type: "string", default: "demo" },
        quiet: { type: "boolean", default: false },
      },
    }),
  );
  const { seed } = values;
  if (seed !== "demo" && seed !== "empty") {
    throw new StartError(`--seed 只能是 demo 或 empty，不能是“${seed}”。`, `--seed is demo or empty, not "${seed}".`);
  }
  return { port: parsePort(values.port), dataDirectory: values["data-dir"], seed, isQuiet: values.quiet };
}

export function parseTokenCommand(words: readonly string[]): { readonly account: string; readonly port: number } {
  const { values, positionals } = read(TOKEN_USAGE, () =>
    parseArgs({ args: [...words], allowPositionals: true, options: { port: { type: "string", default: "3000" } } }),
  );
  const [account, ...others] = positionals;
  if (account === undefined || others.length > 0) {
    throw new StartError(`请给出一个账号：${TOKEN_USAGE}`, `Give one account: ${TOKEN_USAGE}`);
  }
  return { account, port: parsePort(values.port) };
}

export function parseTraceCommand(words: readonly string[]): {
  readonly correlationId: string;
  readonly dataDirectory: string;
} {
  const { values, positionals } = read(TRACE_USAGE, () =>
    parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { "data-dir": { type: "string", default: ".data" } },
    }),
  );
  const [correlationId, ...others] = positionals;
  if (correlationId === undefined || others.length > 0) {
    throw new StartError(`请给出一个请求编号：${TRACE_USAGE}`, `Give one request id: ${TRACE_USAGE}`);
  }
  return { correlationId, dataDirectory: values["data-dir"] };
}

function read<T>(usage: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(". ")[0] : String(error);
    throw new StartError(`参数有误（${reason}）。用法：${usage}`, `Wrong arguments (${reason}). Usage: ${usage}`);
  }
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= HIGHEST_PORT) return port;
  throw new StartError(
    `端口“${text}”无效，应为 1 到 ${HIGHEST_PORT} 的整数。`,
    `Port "${text}" is not a number from 1 to ${HIGHEST_PORT}.`,
  );
}
