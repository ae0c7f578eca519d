import type { Deployment, Provisioned } from "../ports.ts";
import { namesInSub } from "./references.ts";
import type { Template } from "./template.ts";

/** What `Ref: AWS::NoValue` gives: the property is not there. */
const NO_VALUE = Symbol("AWS::NoValue");

export interface ResolveScope {
  readonly stackName: string;
  readonly template: Template;
  readonly deployment: Deployment;
  readonly parameters: ReadonlyMap<string, string | readonly string[]>;
  readonly resources: ReadonlyMap<string, Provisioned>;
  readonly exports: ReadonlyMap<string, string>;
  /** Stack -> output -> value, of the stacks deployed before. */
  readonly outputs: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

type Intrinsic = (argument: unknown, scope: ResolveScope) => unknown;

const fail = (scope: ResolveScope, message: string): never => {
  throw new Error(`${message} (${scope.stackName})`);
};

const asText = (value: unknown, scope: ResolveScope, where: string): string => {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return fail(scope, `${where} expects a text and got ${JSON.stringify(value)}`);
};

const asList = (value: unknown, scope: ResolveScope, where: string): readonly unknown[] =>
  Array.isArray(value) ? value : fail(scope, `${where} expects a list and got ${JSON.stringify(value)}`);

const pseudoParameter = (name: string, scope: ResolveScope): unknown => {
  const { deployment, stackName } = scope;
  switch (name) {
    case "AWS::AccountId":
      return deployment.account;
    case "AWS::Region":
      return deployment.region;
    case "AWS::Partition":
      return deployment.partition;
    case "AWS::URLSuffix":
      return deployment.urlSuffix;
    case "AWS::StackName":
      return stackName;
    case "AWS::StackId":
      return `arn:${deployment.partition}:cloudformation:${deployment.region}:${deployment.account}:stack/${stackName}/local`;
    case "AWS::NotificationARNs":
      return [];
    case "AWS::NoValue":
      return NO_VALUE;
    default:
      return fail(scope, `Unknown pseudo parameter ${name}: teach it in local/assembly/resolve.ts`);
  }
};

const ref: Intrinsic = (argument, scope) => {
  const name = asText(argument, scope, "Ref");
  if (name.startsWith("AWS::")) return pseudoParameter(name, scope);
  const parameter = scope.parameters.get(name);
  if (parameter !== undefined) return parameter;
  const resource = scope.resources.get(name);
  return resource === undefined ? fail(scope, `Ref of ${name}, which is not deployed`) : resource.physicalId;
};

const getAtt: Intrinsic = (argument, scope) => {
  const [logicalId, ...rest] =
    typeof argument === "string" ? argument.split(".") : asList(argument, scope, "Fn::GetAtt");
  const attribute = rest.map((part) => asText(resolveValue(part, scope), scope, "Fn::GetAtt")).join(".");
  const resource = scope.resources.get(String(logicalId));
  if (resource === undefined) return fail(scope, `Fn::GetAtt of ${logicalId}, which is not deployed`);
  const value = resource.attributes?.[attribute];
  if (value !== undefined) return value;
  const type = scope.template.Resources?.[String(logicalId)]?.Type;
  return fail(scope, `${type} ${logicalId} gives no attribute ${attribute}: teach it in its provisioner`);
};

const sub: Intrinsic = (argument, scope) => {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  const own = resolveValue(variables, scope) as Record<string, unknown>;
  const substitution = (name: string): unknown => {
    if (name in own) return own[name];
    return name.includes(".") && !name.startsWith("AWS::") ? getAtt(name, scope) : ref(name, scope);
  };
  const template = asText(text, scope, "Fn::Sub");
  const values = new Map(
    namesInSub(template).map((name) => [name, asText(substitution(name), scope, `Fn::Sub ${name}`)]),
  );
  return template
    .replace(/\$\{([^!}][^}]*)\}/g, (_, name: string) => values.get(name.trim()) ?? "")
    .replace(/\$\{!/g, "${");
};

const join: Intrinsic = (argument, scope) => {
  const [separator, items] = asList(resolveValue(argument, scope), scope, "Fn::Join");
  return asList(items, scope, "Fn::Join")
    .map((item) => asText(item, scope, "Fn::Join"))
    .join(asText(separator, scope, "Fn::Join"));
};

const select: Intrinsic = (argument, scope) => {
  const [index, items] = asList(resolveValue(argument, scope), scope, "Fn::Select");
  const item = asList(items, scope, "Fn::Select")[Number(index)];
  return item === undefined ? fail(scope, `Fn::Select finds nothing at ${String(index)}`) : item;
};

const split: Intrinsic = (argument, scope) => {
  const [separator, text] = asList(resolveValue(argument, scope), scope, "Fn::Split");
  return asText(text, scope, "Fn::Split").split(asText(separator, scope, "Fn::Split"));
};

const findInMap: Intrinsic = (argument, scope) => {
  const [map, first, second, options] = asList(resolveValue(argument, scope), scope, "Fn::FindInMap");
  const found = scope.template.Mappings?.[String(map)]?.[String(first)]?.[String(second)];
  if (found !== undefined) return found;
  if (typeof options === "object" && options !== null && "DefaultValue" in options) return options.DefaultValue;
  return fail(scope, `Fn::FindInMap finds nothing at ${String(map)}.${String(first)}.${String(second)}`);
};

const importValue: Intrinsic = (argument, scope) => {
  const name = asText(resolveValue(argument, scope), scope, "Fn::ImportValue");
  return scope.exports.get(name) ?? fail(scope, `No stack deployed before exports ${name}`);
};

const getStackOutput: Intrinsic = (argument, scope) => {
  const { StackName, OutputName } = resolveValue(argument, scope) as Record<string, unknown>;
  const value = scope.outputs.get(String(StackName))?.get(String(OutputName));
  return value ?? fail(scope, `No stack deployed before has the output ${String(StackName)}.${String(OutputName)}`);
};

const chooseIf: Intrinsic = (argument, scope) => {
  const [condition, whenTrue, whenFalse] = asList(argument, scope, "Fn::If");
  return resolveValue(isConditionTrue(String(condition), scope) ? whenTrue : whenFalse, scope);
};

const asBoolean = (value: unknown, scope: ResolveScope): boolean => {
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  return fail(scope, `A condition expects true or false and got ${JSON.stringify(value)}`);
};

const booleans = (argument: unknown, scope: ResolveScope): boolean[] =>
  asList(argument, scope, "A condition").map((item) => asBoolean(resolveValue(item, scope), scope));

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: ref,
  Condition: (argument, scope) => isConditionTrue(asText(argument, scope, "Condition"), scope),
  "Fn::GetAtt": getAtt,
  "Fn::Sub": sub,
  "Fn::Join": join,
  "Fn::Select": select,
  "Fn::Split": split,
  "Fn::If": chooseIf,
  "Fn::And": (argument, scope) => booleans(argument, scope).every(Boolean),
  "Fn::Or": (argument, scope) => booleans(argument, scope).some(Boolean),
  "Fn::Not": (argument, scope) => !booleans(argument, scope)[0],
  "Fn::Equals": (argument, scope) => {
    const [left, right] = asList(resolveValue(argument, scope), scope, "Fn::Equals");
    return String(left) === String(right);
  },
  "Fn::FindInMap": findInMap,
  "Fn::ImportValue": importValue,
  "Fn::GetStackOutput": getStackOutput,
  "Fn::Base64": (argument, scope) =>
    Buffer.from(asText(resolveValue(argument, scope), scope, "Fn::Base64")).toString("base64"),
  "Fn::GetAZs": (argument, scope) => {
    const region = asText(resolveValue(argument, scope), scope, "Fn::GetAZs") || scope.deployment.region;
    return ["a", "b", "c"].map((zone) => `${region}${zone}`);
  },
};

/**
 * An object of one key that names a function is that function. `Condition` is one only where its argument is the name
 * of a condition: policy statements have a `Condition` too, with an object.
 */
const intrinsicOf = (entries: ReadonlyArray<[string, unknown]>, scope: ResolveScope): Intrinsic | undefined => {
  const [name, argument] = entries.length === 1 ? (entries[0] as [string, unknown]) : ["", undefined];
  if (name === "Condition" && typeof argument !== "string") return undefined;
  const intrinsic = Object.hasOwn(INTRINSICS, name) ? INTRINSICS[name] : undefined;
  if (intrinsic === undefined && name.startsWith("Fn::")) {
    return fail(scope, `Unknown intrinsic function ${name}: teach it in local/assembly/resolve.ts`);
  }
  return intrinsic;
};

const resolveText = (text: string, scope: ResolveScope): string =>
  text.includes("{{resolve:")
    ? fail(scope, `Unknown dynamic reference ${text}: teach it in local/assembly/resolve.ts`)
    : text;

/** The value with every intrinsic function replaced by its result, and what is `AWS::NoValue` left out. */
export const resolveValue = (value: unknown, scope: ResolveScope): unknown => {
  if (typeof value === "string") return resolveText(value, scope);
  if (Array.isArray(value)) return value.map((item) => resolveValue(item, scope)).filter((item) => item !== NO_VALUE);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const intrinsic = intrinsicOf(entries, scope);
  if (intrinsic !== undefined) return intrinsic(entries[0]?.[1], scope);
  return Object.fromEntries(
    entries.map(([key, item]) => [key, resolveValue(item, scope)] as const).filter(([, item]) => item !== NO_VALUE),
  );
};

export const isConditionTrue = (name: string, scope: ResolveScope): boolean => {
  const condition = scope.template.Conditions?.[name];
  if (condition === undefined) return fail(scope, `Unknown condition ${name}`);
  return asBoolean(resolveValue(condition, scope), scope);
};
