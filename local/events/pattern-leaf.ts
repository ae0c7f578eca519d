import { BlockList, isIP } from "node:net";
import { compileWildcard } from "./pattern-wildcard.ts";

export class PatternError extends Error {
  readonly code = "InvalidEventPatternException";
  constructor(reason: string, path: readonly string[]) {
    super(`Event pattern is not valid. Reason: ${reason} at ${path.length === 0 ? "the top" : path.join(".")}`);
    this.name = "PatternError";
  }
}

type Test = (value: unknown) => boolean;
export type LeafMatcher =
  | { readonly kind: "test"; readonly test: Test }
  | { readonly kind: "exists"; readonly isPresent: boolean };

type Path = readonly string[];
type Operator = (operand: unknown, path: Path) => Test;

/** One entry of the list at a field: a value that must be equal, or an object with exactly one operator. */
export function parseLeaf(item: unknown, path: Path): LeafMatcher {
  if (item === null || ["string", "number", "boolean"].includes(typeof item)) {
    return { kind: "test", test: (value) => value === item };
  }
  if (typeof item !== "object" || Array.isArray(item)) throw new PatternError("Nested arrays are not allowed", path);
  const { name, operand } = singleOperator(item as Record<string, unknown>, path);
  if (name !== "exists") return { kind: "test", test: operator(name, path)(operand, [...path, name]) };
  if (typeof operand !== "boolean") throw new PatternError("exists match pattern must be true or false", path);
  return { kind: "exists", isPresent: operand };
}

function singleOperator(item: Record<string, unknown>, path: Path) {
  const [first, ...others] = Object.entries(item);
  if (first === undefined) throw new PatternError("Empty objects are not allowed", path);
  if (others.length > 0) throw new PatternError("Only one key allowed in match expression", path);
  return { name: first[0], operand: first[1] };
}

const affix =
  (matches: (value: string, part: string) => boolean): Operator =>
  (operand, path) => {
    const { text, fold } = textOrIgnoreCase(operand, path);
    const part = fold(text);
    return (value) => typeof value === "string" && matches(fold(value), part);
  };

const prefix = affix((value, part) => value.startsWith(part));
const suffix = affix((value, part) => value.endsWith(part));

const equalsIgnoreCase: Operator = (operand, path) => {
  const expected = text(operand, path).toLowerCase();
  return (value) => typeof value === "string" && value.toLowerCase() === expected;
};

const wildcard: Operator = (operand, path) => {
  const matches = compileWildcard(text(operand, path), (reason) => new PatternError(reason, path));
  return (value) => typeof value === "string" && matches(value);
};

const operators: Readonly<Record<string, Operator>> = {
  prefix,
  suffix,
  "equals-ignore-case": equalsIgnoreCase,
  wildcard,
  numeric,
  cidr,
  "anything-but": anythingBut,
};

function operator(name: string, path: Path): Operator {
  const found = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (found === undefined) throw new PatternError(`Unrecognized match type ${name}`, path);
  return found;
}

function text(operand: unknown, path: Path): string {
  if (typeof operand !== "string") throw new PatternError("match pattern must be a string", path);
  return operand;
}

function textOrIgnoreCase(operand: unknown, path: Path) {
  if (typeof operand !== "object" || operand === null) {
    return { text: text(operand, path), fold: (part: string) => part };
  }
  const inner = singleOperator(operand as Record<string, unknown>, path);
  if (inner.name !== "equals-ignore-case") throw new PatternError(`Unsupported anchor pattern ${inner.name}`, path);
  return { text: text(inner.operand, path), fold: (part: string) => part.toLowerCase() };
}

const negatable = new Set(["prefix", "suffix", "equals-ignore-case", "wildcard"]);

/** True for each present value that is none of the given; a list may not mix strings and numbers. */
function anythingBut(operand: unknown, path: Path): Test {
  if (typeof operand === "object" && operand !== null && !Array.isArray(operand)) {
    const inner = singleOperator(operand as Record<string, unknown>, path);
    if (!negatable.has(inner.name)) throw new PatternError(`Unsupported anything-but pattern ${inner.name}`, path);
    const list = Array.isArray(inner.operand) ? nonEmpty(inner.operand, path) : [inner.operand];
    // `{ prefix: "" }` is the customary match-all; negated it could match nothing, so AWS refuses it.
    if (list.includes("")) throw new PatternError("Null prefix/suffix not allowed", path);
    const tests = list.map((item) => operator(inner.name, path)(item, [...path, inner.name]));
    return (value) => tests.every((test) => !test(value));
  }
  const list = Array.isArray(operand) ? nonEmpty(operand, path) : [operand];
  const kinds = new Set(list.map((item) => typeof item));
  const isPlain = list.every((item) => ["string", "number", "boolean"].includes(typeof item) || item === null);
  if (!isPlain || kinds.size > 1) {
    throw new PatternError(
      "Inside anything but list, either all values are number or string, mixed type is not supported",
      path,
    );
  }
  return (value) => !list.includes(value);
}

function nonEmpty(list: readonly unknown[], path: Path): readonly unknown[] {
  if (list.length === 0) throw new PatternError("Empty arrays are not allowed", path);
  return list;
}

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  "=": (value, bound) => value === bound,
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
  ">": (value, bound) => value > bound,
  ">=": (value, bound) => value >= bound,
};

/** `["=", n]`, one bound, or a lower bound followed by an upper one. */
function numeric(operand: unknown, path: Path): Test {
  if (!Array.isArray(operand)) throw new PatternError("Value of numeric must be an array", path);
  const pairs = pairsOf(operand, path);
  const [first, second, ...others] = pairs;
  if (first === undefined || others.length > 0) throw new PatternError("Invalid numeric expression", path);
  if (second !== undefined) {
    const isRange = first.sign.startsWith(">") && second.sign.startsWith("<");
    if (!isRange) throw new PatternError("Bad numeric range operator", path);
    if (first.bound >= second.bound) throw new PatternError("Bottom must be less than top", path);
  }
  return (value) => typeof value === "number" && pairs.every((pair) => pair.compare(value, pair.bound));
}

function pairsOf(operand: readonly unknown[], path: Path) {
  if (operand.length % 2 !== 0) throw new PatternError("Numeric operators need a number each", path);
  return Array.from({ length: operand.length / 2 }, (_, index) => {
    const sign = String(operand[index * 2]);
    const bound = operand[index * 2 + 1];
    const compare = Object.hasOwn(comparisons, sign) ? comparisons[sign] : undefined;
    if (compare === undefined) throw new PatternError(`Unrecognized numeric range operator: ${sign}`, path);
    if (typeof bound !== "number") throw new PatternError("Numeric operators need a number each", path);
    return { sign, bound, compare };
  });
}

function cidr(operand: unknown, path: Path): Test {
  const [address = "", mask = ""] = text(operand, path).split("/");
  const version = isIP(address);
  const bits = Number(mask);
  const isValid = version !== 0 && /^\d{1,3}$/.test(mask) && bits <= (version === 4 ? 32 : 128);
  if (!isValid) throw new PatternError("Malformed CIDR, one '/' required after an address", path);
  const family = version === 4 ? "ipv4" : "ipv6";
  const range = new BlockList();
  range.addSubnet(address, bits, family);
  return (value) => typeof value === "string" && isIP(value) === version && range.check(value, family);
}
