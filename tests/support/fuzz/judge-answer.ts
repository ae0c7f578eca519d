import type { Answer } from "../api-client.ts";
import { type Operation, withoutCharset } from "./open-api.ts";

/** What is wrong with an answer by the document alone; undefined: nothing. */
export function faultOf({ answers }: Operation, { status, headers, body }: Answer): string | undefined {
  if (status >= 500) return `a server error ${status}`;
  const declared = answers.get(status);
  if (declared === undefined) return `the status ${status} (${codeIn(body)}), which is not declared`;
  const written = withoutCharset(headers.get("content-type") ?? "");
  if (!declared.contentTypes.includes(written)) return `${status} as ${written}, which is not declared`;
  const isProblem = written === "application/problem+json";
  if (isProblem && !declared.codes.includes(codeIn(body))) return `${status} ${codeIn(body)}, which is not declared`;
  return undefined;
}

const codeIn = (body: unknown): string => String((body as { code?: unknown } | null)?.code);
