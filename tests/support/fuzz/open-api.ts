import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Schema } from "./schema-arbitrary.ts";

interface Parameter {
  readonly in: "path" | "query" | "header";
  readonly name: string;
  readonly schema: Schema;
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

/** One operation of the document, as somebody reads it who knows nothing else of the product. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | undefined;
  /** Whether the body is a text instead of JSON. */
  readonly takesText: boolean;
  /** By status: how the answer is written, and the codes of the problems it may tell. */
  readonly answers: ReadonlyMap<
    number,
    { readonly contentTypes: readonly string[]; readonly codes: readonly string[] }
  >;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}
interface RawOperation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content & { readonly description: string }>>;
}

export function readOpenApi(): { operations: Operation[]; schemas: Document["components"]["schemas"] } {
  const file = join(import.meta.dirname, "../../../docs/generated/openapi.json");
  const { paths, components } = JSON.parse(readFileSync(file, "utf8")) as Document;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, raw]) => operationOf(path, method, raw)),
  );
  return { operations, schemas: components.schemas };
}

export const withoutCharset = (contentType: string): string => contentType.split(";")[0] ?? "";

function operationOf(path: string, method: string, raw: RawOperation): Operation {
  const answers = Object.entries(raw.responses).map(([status, { description, content = {} }]) => {
    const codes = [...description.matchAll(/^`(\w+)`/gm)].map(([, code = ""]) => code);
    return [Number(status), { contentTypes: Object.keys(content).map(withoutCharset), codes }] as const;
  });
  const { content = {} } = raw.requestBody ?? {};
  return {
    id: raw.operationId,
    method: method.toUpperCase(),
    path,
    parameters: raw.parameters ?? [],
    body: (content["application/json"] ?? content["text/plain"])?.schema,
    takesText: content["text/plain"] !== undefined,
    answers: new Map(answers),
  };
}
