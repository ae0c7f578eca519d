import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Plugin, transform } from "esbuild";
import { parseAst } from "vite";

/**
 * Schemas of the contract are made when a request first needs them: a function knows a thousand, and a request uses some ten
 * (ADR 0087). In the sources they are plain values; here each one that stands at the top of a module below `lib/` is wrapped.
 */
export const schemasWhenUsed: Plugin = {
  name: "schemas-when-used",
  setup(build) {
    build.onLoad({ filter: /\/lib\/.*\.ts$/ }, async ({ path }) => {
      if (!path.startsWith(library)) return undefined;
      const source = readFileSync(path, "utf8");
      const { code } = await transform(source, { loader: "ts", format: "esm", target: "node24", charset: "utf8" });
      return { contents: wrapSchemas(code), loader: "js" };
    });
  },
};

const library = join(import.meta.dirname, "..", "..", "lib", "/");
const helper = join(import.meta.dirname, "when-used.ts");

/** JavaScript with each schema of the top level made when used. */
export function wrapSchemas(code: string): string {
  const spans = schemasAtTop(parseAst(code) as unknown as Node).toSorted((one, other) => other.start - one.start);
  const wrapped = spans.reduce(
    (text, { start, end }) => `${text.slice(0, start)}whenUsed(() => ${text.slice(start, end)})${text.slice(end)}`,
    code,
  );
  return spans.length === 0 ? code : `import { whenUsed } from ${JSON.stringify(helper)};\n${wrapped}`;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/** The outermost ones, without those in functions, which are made when called anyway. */
function schemasAtTop(node: Node): Node[] {
  if (/Function|Class/.test(node.type)) return [];
  if (isSchema(node)) return [node];
  return Object.values(node).flat().filter(isNode).flatMap(schemasAtTop);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Partial<Node>).type === "string";
}

const methodsThatMakeSchemas = new Set(
  "and array catch check default extend max meta min nullable omit optional or partial pick pipe refine regex strict superRefine transform".split(
    " ",
  ),
);
const notSchemas = new Set([
  "config",
  "flattenError",
  "parse",
  "prettifyError",
  "safeParse",
  "toJSONSchema",
  "treeifyError",
]);

/** `z.string().min(1)`, or `Person.pick(…)`, as schemas are written with a capital, or `pageOf(Person)`, or `Person.shape.name`. */
function isSchema(node: Node): boolean {
  if (isField(node)) return true;
  if (node.type !== "CallExpression" || !isNode(node.callee)) return false;
  if (node.callee.type === "Identifier") return node.callee.name === "pageOf";
  if (node.callee.type !== "MemberExpression") return false;
  const methods = [];
  let root: unknown = node;
  while (isNode(root) && root.type !== "Identifier") {
    if (root.type === "MemberExpression" && isNode(root.property)) methods.push(String(root.property.name));
    root = root.type === "CallExpression" ? root.callee : root.object;
  }
  const [outermost = ""] = methods;
  const name = isNode(root) ? String(root.name) : "";
  if (name === "z") return !notSchemas.has(outermost);
  return /^[A-Z]/.test(name) && methodsThatMakeSchemas.has(outermost);
}

function isField(node: Node): boolean {
  if (node.type !== "MemberExpression" || !isNode(node.object) || nameOf(node.property) === "shape") return false;
  if (node.object.type !== "MemberExpression" || nameOf(node.object.property) !== "shape") return false;
  let root: unknown = node.object;
  while (isNode(root) && root.type === "MemberExpression") root = root.object;
  return /^[A-Z]/.test(nameOf(root));
}

const nameOf = (node: unknown): string => (isNode(node) && node.type === "Identifier" ? String(node.name) : "");
