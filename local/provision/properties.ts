import type { ResolvedResource } from "../ports.ts";

export type Properties = Readonly<Record<string, unknown>>;

/**
 * Gives the properties after making sure that all are known: one that is ignored would make this cloud behave unlike
 * AWS without a word. The file is the one to extend.
 */
export const onlyProperties = (resource: ResolvedResource, known: readonly string[], file: string): Properties => {
  const unknown = Object.keys(resource.properties).filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(`Unknown property ${unknown.join(", ")}: teach it in local/provision/${file}`);
  return resource.properties;
};

/** The same for an object inside the properties. */
export const onlyKeys = (value: unknown, known: readonly string[], where: string): Properties => {
  if (value === undefined) return {};
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error(`${where} is not an object`);
  const unknown = Object.keys(value).filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(`Unknown property ${where}.${unknown.join(", ")}: teach it in local/provision/`);
  return value as Properties;
};

export const optionalText = (properties: Properties, name: string): string | undefined => {
  const value = properties[name];
  if (value === undefined || typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw new Error(`${name} is not a text`);
};

export const requiredText = (properties: Properties, name: string): string => {
  const value = optionalText(properties, name);
  if (value === undefined) throw new Error(`${name} is missing`);
  return value;
};

export const listOf = (properties: Properties, name: string): readonly unknown[] => {
  const value = properties[name] ?? [];
  if (!Array.isArray(value)) throw new Error(`${name} is not a list`);
  return value;
};

/** CloudFormation takes "true" for true. */
export const isTrue = (value: unknown): boolean => value === true || value === "true";
