import { createReadStream, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A line that a function wrote as JSON, with where and when. */
export interface LoggedLine {
  readonly at: number;
  readonly functionName: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** As `logs.ts` writes it: time, request, and what the function wrote. */
const written = /^(\S+Z) \S+ (\{.*\})$/;

/** The lines of all functions of a data directory in which the text stands, whoever else is writing there. */
export async function linesWith(dataDirectory: string, text: string): Promise<LoggedLine[]> {
  const directory = join(dataDirectory, "logs");
  if (!existsSync(directory)) return [];
  const found: LoggedLine[] = [];
  for (const file of readdirSync(directory).filter((name) => name.endsWith(".log"))) {
    const lines = createInterface({
      input: createReadStream(join(directory, file)),
      crlfDelay: Number.POSITIVE_INFINITY,
    });
    for await (const line of lines) {
      const read = line.includes(text) ? readLine(line, file.slice(0, -".log".length)) : undefined;
      if (read !== undefined) found.push(read);
    }
  }
  return found;
}

function readLine(line: string, functionName: string): LoggedLine | undefined {
  const [, at = "", json = ""] = written.exec(line) ?? [];
  try {
    return { at: Date.parse(at), functionName, fields: JSON.parse(json) as Record<string, unknown> };
  } catch {
    // What Node itself writes is no JSON, and the last line may be half written.
    return undefined;
  }
}
