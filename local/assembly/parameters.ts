import type { StackTemplate } from "./read-assembly.ts";
import type { TemplateParameter } from "./template.ts";

/** Given values by `Parameter` (every stack that declares it) or `Stack:Parameter` (one stack, and first choice). */
export type ParameterValues = Readonly<Record<string, string>>;

const LIST_TYPES = new Set(["CommaDelimitedList", "List<String>", "List<Number>"]);

/**
 * The default of an SSM parameter type names an entry of the parameter store. The one that the CDK adds to each
 * stack tells the version of its bootstrap resources, which a deployment to this machine does not need.
 */
const isBootstrapVersion = (name: string, parameter: TemplateParameter): boolean =>
  name === "BootstrapVersion" && parameter.Type === "AWS::SSM::Parameter::Value<String>";

const TEXT_TYPES = new Set(["String", "Number"]);

const parameterValue = (stack: StackTemplate, name: string, given: ParameterValues): string | readonly string[] => {
  const parameter = stack.template.Parameters?.[name] as TemplateParameter;
  const where = `${stack.stackName}/${name}`;
  const value = given[`${stack.stackName}:${name}`] ?? given[name] ?? parameter.Default;
  if (value === undefined) throw new Error(`The parameter ${where} has no default and no value was given`);
  if (parameter.AllowedValues !== undefined && !parameter.AllowedValues.map(String).includes(String(value))) {
    throw new Error(`The parameter ${where} does not allow the value ${String(value)}`);
  }
  if (LIST_TYPES.has(parameter.Type)) return String(value).split(",");
  if (TEXT_TYPES.has(parameter.Type) || isBootstrapVersion(name, parameter)) return String(value);
  throw new Error(`Unknown parameter type ${parameter.Type} (${where}): teach it in local/assembly/parameters.ts`);
};

export const parameterValues = (
  stack: StackTemplate,
  given: ParameterValues,
): ReadonlyMap<string, string | readonly string[]> =>
  new Map(Object.keys(stack.template.Parameters ?? {}).map((name) => [name, parameterValue(stack, name, given)]));

/** A misspelt parameter would otherwise leave its default in force without a word. */
export const refuseUnknownParameters = (stacks: readonly StackTemplate[], given: ParameterValues): void => {
  const declared = new Set(
    stacks.flatMap(({ stackName, template }) =>
      Object.keys(template.Parameters ?? {}).flatMap((name) => [name, `${stackName}:${name}`]),
    ),
  );
  for (const name of Object.keys(given)) {
    if (!declared.has(name)) throw new Error(`No stack of the assembly declares the parameter ${name}`);
  }
};
