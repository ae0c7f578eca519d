import { appendFileSync } from "node:fs";
import type { AwsReply } from "../gateway/aws-reply.ts";
import type { LogLine } from "../ports.ts";

/** A request to the HTTP API and what it consumed, as the function itself says in its log. */
interface RequestUnits {
  readonly kind: "request";
  readonly route: string;
  readonly status: number;
  readonly read: number;
  readonly write: number;
}

/** What the calls of a function consumed, with the records that it took from queues and the facts that it relayed. */
interface FunctionUnits {
  readonly kind: "function";
  readonly name: string;
  read: number;
  write: number;
  records: number;
  facts: number;
}

export interface UnitsRecorder {
  /** A call of a function that DynamoDB answered. */
  count(functionName: string, operation: string, reply: AwsReply): void;
  readLine(line: Pick<LogLine, "functionName" | "text">): void;
  lines(): readonly (RequestUnits | FunctionUnits)[];
}

const isWriting = (operation: string): boolean => /^(Put|Update|Delete|BatchWrite|TransactWrite)/.test(operation);

/** Each tells of one record. */
const recordLines = new Set(["record_handled", "record_skipped", "record_failed", "work_handled"]);

/** A quotation mark within the text of an item stands behind a backslash, so that no item can look like this. */
const capacity = /(?<!\\)"ConsumedCapacity":(\{[^{}]*\}|\[[^[\]]*\])/;

const consumedIn = ({ body }: AwsReply): number => {
  const [, found = ""] = capacity.exec(body.toString()) ?? [];
  return [...found.matchAll(/"CapacityUnits":([\d.]+)/g)].reduce((sum, [, units]) => sum + Number(units), 0);
};

const jsonIn = (text: string): Record<string, unknown> | undefined => {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
};

/** Adds up what a run of the cloud consumes: by request, and by function for what happens behind the requests. */
export const createUnitsRecorder = (): UnitsRecorder => {
  const requests: RequestUnits[] = [];
  const functions = new Map<string, FunctionUnits>();
  const of = (name: string): FunctionUnits => {
    const known = functions.get(name) ?? { kind: "function", name, read: 0, write: 0, records: 0, facts: 0 };
    functions.set(name, known);
    return known;
  };
  return {
    count(functionName, operation, reply) {
      if (reply.status === 200) of(functionName)[isWriting(operation) ? "write" : "read"] += consumedIn(reply);
    },
    readLine({ functionName, text }) {
      const line = jsonIn(text);
      if (line?.code === "request_completed") {
        const { route, status, readUnits, writeUnits } = line;
        requests.push({
          kind: "request",
          route: String(route),
          status: Number(status),
          read: Number(readUnits),
          write: Number(writeUnits),
        });
      }
      if (recordLines.has(String(line?.code))) of(functionName).records += 1;
      if (line?.code === "facts_relayed") of(functionName).facts += Number(line.facts);
    },
    lines: () => [...requests, ...functions.values()],
  };
};

/** Adds the lines of one run to a file of all. */
export const appendUnitsRecord = (file: string, recorder: Pick<UnitsRecorder, "lines">): void =>
  appendFileSync(
    file,
    recorder
      .lines()
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(""),
  );
