import type { EventEnvelope } from "./event-envelope.ts";
import { compileJsonPath } from "./json-path.ts";

export interface TransformerContext {
  readonly ruleArn: string;
  readonly ruleName: string;
  readonly ingestionTime: string;
}

export type InputTransformer = (event: EventEnvelope, context: TransformerContext) => string;

const reserved: Readonly<Record<string, (event: EventEnvelope, context: TransformerContext) => unknown>> = {
  "aws.events.rule-arn": (_, context) => context.ruleArn,
  "aws.events.rule-name": (_, context) => context.ruleName,
  "aws.events.event.ingestion-time": (_, context) => context.ingestionTime,
  "aws.events.event.json": (event) => event,
  "aws.events.event": ({ detail: _, ...rest }) => rest,
};

type Piece = string | { readonly name: string; readonly isQuoted: boolean };

/**
 * Compiles an InputTransformer: `<name>` in a quoted string of the template becomes text, elsewhere JSON. A name that
 * neither the paths map nor AWS defines is refused, as PutTargets does.
 */
export function compileInputTransformer(paths: Readonly<Record<string, string>>, template: string): InputTransformer {
  const lookups = new Map(Object.entries(paths).map(([name, path]) => [name, compileJsonPath(path)]));
  const pieces = parseTemplate(template);
  for (const piece of pieces) {
    if (typeof piece === "string" || lookups.has(piece.name) || Object.hasOwn(reserved, piece.name)) continue;
    throw new Error(`InputTemplate uses <${piece.name}>, which InputPathsMap does not name.`);
  }
  return (event, context) =>
    pieces
      .map((piece) => {
        if (typeof piece === "string") return piece;
        const value = lookups.has(piece.name)
          ? lookups.get(piece.name)?.(event)
          : reserved[piece.name]?.(event, context);
        return piece.isQuoted ? asText(value) : JSON.stringify(value ?? null);
      })
      .join("");
}

/** A value inside quotes: a string loses its own quotes, anything else is written as escaped JSON. */
function asText(value: unknown): string {
  if (value === undefined || value === null) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return JSON.stringify(text).slice(1, -1);
}

function parseTemplate(template: string): Piece[] {
  const pieces: Piece[] = [];
  const token = /\\.|"|<([A-Za-z0-9_.-]+)>/gs;
  let isQuoted = false;
  let position = 0;
  for (const match of template.matchAll(token)) {
    if (match[0] === '"') isQuoted = !isQuoted;
    const name = match[1];
    if (name === undefined) continue;
    pieces.push(template.slice(position, match.index), { name, isQuoted });
    position = match.index + match[0].length;
  }
  pieces.push(template.slice(position));
  return pieces;
}
