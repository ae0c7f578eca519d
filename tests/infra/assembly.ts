import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Properties = Readonly<Record<string, unknown>>;

export interface Resource {
  /** Stack and logical id: unique in the assembly. */
  readonly id: string;
  readonly stack: string;
  readonly type: string;
  readonly properties: Properties;
  readonly deletionPolicy: string | undefined;
  readonly replacePolicy: string | undefined;
}

interface Template {
  readonly Resources: Record<
    string,
    { Type: string; Properties?: Properties; DeletionPolicy?: string; UpdateReplacePolicy?: string }
  >;
  readonly Outputs?: Record<string, { Value: unknown; Export?: { Name: string } }>;
}

/** One synthesized partition and stage, as the tests ask about it. */
export class Assembly {
  readonly directory: string;
  readonly stage: "dev" | "prod";
  readonly partition: "aws" | "aws-cn";
  readonly texts = new Map<string, string>();
  readonly resources: readonly Resource[];
  private readonly exported = new Map<string, { stack: string; value: unknown }>();

  constructor(directory: string, stage: "dev" | "prod", partition: "aws" | "aws-cn") {
    this.directory = directory;
    this.stage = stage;
    this.partition = partition;
    const resources: Resource[] = [];
    for (const file of readdirSync(directory).filter((name) => name.endsWith(".template.json"))) {
      const stack = file.replace(".template.json", "");
      const text = readFileSync(join(directory, file), "utf8");
      this.texts.set(stack, text);
      const template = JSON.parse(text) as Template;
      for (const [logicalId, { Type, Properties = {}, DeletionPolicy, UpdateReplacePolicy }] of Object.entries(
        template.Resources,
      )) {
        const policies = { deletionPolicy: DeletionPolicy, replacePolicy: UpdateReplacePolicy };
        resources.push({ id: `${stack}/${logicalId}`, stack, type: Type, properties: Properties, ...policies });
      }
      for (const { Value, Export } of Object.values(template.Outputs ?? {})) {
        if (Export !== undefined) this.exported.set(Export.Name, { stack, value: Value });
      }
    }
    this.resources = resources;
  }

  ofType(type: string): Resource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** The id of the resource to which a value of a stack leads: Ref, Fn::GetAtt or an export of another stack. */
  target(stack: string, value: unknown): string | undefined {
    const { Ref, "Fn::GetAtt": attribute, "Fn::ImportValue": imported } = (value ?? {}) as Properties;
    if (typeof Ref === "string") return `${stack}/${Ref}`;
    if (Array.isArray(attribute)) return `${stack}/${String(attribute[0])}`;
    if (typeof imported !== "string") return undefined;
    const found = this.exported.get(imported);
    if (found === undefined) throw new Error(`nothing exports ${imported}`);
    return this.target(found.stack, found.value);
  }

  /** The resource to which a property leads. */
  follow(from: Resource, value: unknown): Resource {
    const id = this.target(from.stack, value);
    const found = this.resources.find((resource) => resource.id === id);
    if (found === undefined) throw new Error(`${from.id} leads to ${id ?? JSON.stringify(value)}, which is not there`);
    return found;
  }

  /** Without the anonymous plane, of which nearly the opposite is asked: see `anonymous.ts`. */
  ofApplication(type: string): Resource[] {
    return this.ofType(type).filter((resource) => !isAnonymous(resource));
  }

  ofAnonymousPlane(type: string): Resource[] {
    return this.ofType(type).filter(isAnonymous);
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

export function isAnonymous({ stack }: Resource): boolean {
  return /-(Anonymous|Mixer)$/.test(stack);
}

/** A property deep inside: `at(queue, "RedrivePolicy", "maxReceiveCount")`. */
export function at(resource: Resource, ...path: (string | number)[]): unknown {
  let value: unknown = resource.properties;
  for (const key of path) value = (value as Record<string | number, unknown> | undefined)?.[key];
  return value;
}

export function listOf<Item>(value: unknown): Item[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]) as Item[];
}

/** China serves nothing without them. Elsewhere the certificate would be an ARN, of which templates are to hold none. */
export const domains = { site: "dangjian.example.edu.cn", feedback: "feedback.example.edu.cn" };

const domainsOf = (partition: Assembly["partition"], stage: Assembly["stage"]) =>
  partition === "aws-cn" && stage === "prod"
    ? {
        siteDomain: domains.site,
        siteCertificate: "ASCASITE",
        feedbackDomain: domains.feedback,
        feedbackCertificate: "ASCAFEEDBACK",
      }
    : {};

/** The CDK checks templates by its own rules, and only warns unless it is told to fail. */
const failOnInvalidTemplates = "@aws-cdk/core:validateAgainstDefaultRules";

let isBundled = false;

/**
 * Runs the CDK app as the build does. The first time it bundles, into one common directory: so never run two of them at a
 * time.
 */
export function synthesize(partition: Assembly["partition"], stage: Assembly["stage"]): Assembly {
  // Both stages differ in numbers only: once for each partition shows whether CloudFormation would take the templates.
  const isValidating = stage === "prod";
  const context = {
    ...(isValidating && { [failOnInvalidTemplates]: true }),
    stage,
    partition,
    ...(isBundled && { bundled: "yes" }),
    ...domainsOf(partition, stage),
  };
  const directory = mkdtempSync(join(tmpdir(), `dangjian-${partition}-${stage}-`));
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, "../../infra/app.ts")], {
    cwd: join(import.meta.dirname, "../.."),
    env: {
      ...process.env,
      CDK_OUTDIR: directory,
      CDK_CONTEXT_JSON: JSON.stringify(context),
      CDK_VALIDATION: String(isValidating),
    },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`synthesis of ${partition} ${stage} failed:\n${stderr}`);
  isBundled = true;
  return new Assembly(directory, stage, partition);
}
