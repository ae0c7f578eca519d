import type { Template, TemplateResource } from "./template.ts";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The names in `${...}` of an Fn::Sub text; `${!literal}` is not one. */
export const namesInSub = (text: string): string[] =>
  [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name]) => (name as string).trim());

const addSubReferences = (argument: unknown, found: Set<string>): void => {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  for (const name of namesInSub(String(text))) {
    if (!isRecord(variables) || !(name in variables)) found.add(name.split(".")[0] as string);
  }
};

const addReferences = (value: unknown, found: Set<string>): void => {
  if (Array.isArray(value)) {
    for (const item of value) addReferences(item, found);
    return;
  }
  if (!isRecord(value)) return;
  for (const [key, argument] of Object.entries(value)) {
    if (key === "Ref" && typeof argument === "string") found.add(argument);
    else if (key === "Fn::GetAtt")
      found.add(String(Array.isArray(argument) ? argument[0] : argument).split(".")[0] ?? "");
    else if (key === "Fn::Sub") addSubReferences(argument, found);
    addReferences(argument, found);
  }
};

/** Logical ids of the resources that must exist before this one. */
export const resourceDependencies = (resource: TemplateResource, template: Template): ReadonlySet<string> => {
  const found = new Set([resource.DependsOn ?? []].flat());
  addReferences(resource.Properties, found);
  return new Set([...found].filter((name) => template.Resources?.[name] !== undefined));
};

/** Resources in waves: all of a wave can be made at the same time, once the earlier waves are there. */
export const deploymentWaves = (stackName: string, template: Template): string[][] => {
  const waiting = new Map(
    Object.entries(template.Resources ?? {}).map(([id, resource]) => [id, resourceDependencies(resource, template)]),
  );
  const waves: string[][] = [];
  while (waiting.size > 0) {
    const wave = [...waiting].filter(([, needs]) => ![...needs].some((id) => waiting.has(id))).map(([id]) => id);
    if (wave.length === 0) {
      throw new Error(`Resources of ${stackName} refer to each other in a circle: ${[...waiting.keys()].join(", ")}`);
    }
    for (const id of wave) waiting.delete(id);
    waves.push(wave);
  }
  return waves;
};
