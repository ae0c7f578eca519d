/** The parts of a CloudFormation template that the embedded cloud reads. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
}

export interface TemplateParameter {
  readonly Type: string;
  readonly Default?: unknown;
  readonly AllowedValues?: readonly unknown[];
}

export interface TemplateOutput {
  readonly Value: unknown;
  readonly Condition?: string;
  readonly Export?: { readonly Name: unknown };
}

export interface Template {
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
  readonly Parameters?: Readonly<Record<string, TemplateParameter>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Outputs?: Readonly<Record<string, TemplateOutput>>;
  readonly Transform?: unknown;
}

/** Sections that change nothing about what is deployed: checks of the deploying tool, and text. */
const PASSIVE_SECTIONS = ["AWSTemplateFormatVersion", "Description", "Metadata", "Rules"];
const SECTIONS = new Set(["Resources", "Parameters", "Mappings", "Conditions", "Outputs", ...PASSIVE_SECTIONS]);

const RESOURCE_ATTRIBUTES = new Set([
  "Type",
  "Properties",
  "DependsOn",
  "Condition",
  "Metadata",
  "DeletionPolicy",
  "UpdateReplacePolicy",
]);

/** Refuses what a template may say and this cloud would not do, such as a transform or a creation policy. */
export const checkTemplate = (stackName: string, template: Template): void => {
  for (const section of Object.keys(template)) {
    if (!SECTIONS.has(section)) {
      throw new Error(`Unknown template section ${section} (${stackName}): teach it in local/assembly/template.ts`);
    }
  }
  for (const [logicalId, resource] of Object.entries(template.Resources ?? {})) {
    for (const attribute of Object.keys(resource)) {
      if (RESOURCE_ATTRIBUTES.has(attribute)) continue;
      throw new Error(
        `Unknown resource attribute ${attribute} (${stackName}/${logicalId}): teach it in local/assembly/template.ts`,
      );
    }
  }
};
