import type { Deployment, Provisioned, Provisioners } from "../ports.ts";
import { generatedName } from "./generated-name.ts";
import { type ParameterValues, parameterValues, refuseUnknownParameters } from "./parameters.ts";
import type { Assembly, StackTemplate } from "./read-assembly.ts";
import { deploymentWaves } from "./references.ts";
import { isConditionTrue, type ResolveScope, resolveValue } from "./resolve.ts";
import { checkTemplate, type TemplateResource } from "./template.ts";

export type StackOutputs = ReadonlyMap<string, ReadonlyMap<string, string>>;

interface Deploy {
  readonly assembly: Assembly;
  readonly deployment: Deployment;
  readonly parameters: ParameterValues;
  readonly provisioners: Provisioners;
}

class StackDeployment {
  private readonly resources = new Map<string, Provisioned>();
  private readonly scope: ResolveScope;
  private readonly stack: StackTemplate;
  private readonly deploy: Deploy;

  constructor(stack: StackTemplate, deploy: Deploy, before: Pick<ResolveScope, "exports" | "outputs">) {
    this.stack = stack;
    this.deploy = deploy;
    this.scope = {
      ...before,
      stackName: stack.stackName,
      template: stack.template,
      deployment: deploy.deployment,
      parameters: parameterValues(stack, deploy.parameters),
      resources: this.resources,
    };
  }

  async provisionAll(): Promise<void> {
    checkTemplate(this.stack.stackName, this.stack.template);
    for (const wave of deploymentWaves(this.stack.stackName, this.stack.template)) {
      await Promise.all(wave.map((logicalId) => this.provision(logicalId)));
    }
  }

  private async provision(logicalId: string): Promise<void> {
    const resource = this.stack.template.Resources?.[logicalId] as TemplateResource;
    if (resource.Condition !== undefined && !isConditionTrue(resource.Condition, this.scope)) return;
    const where = `${this.stack.stackName}/${logicalId}`;
    const provisioner = this.deploy.provisioners[resource.Type];
    if (provisioner === undefined) {
      throw new Error(`Unknown resource type ${resource.Type} (${where}): teach it in local/provision/ or its service`);
    }
    try {
      const properties = resolveValue(resource.Properties ?? {}, this.scope) as Record<string, unknown>;
      const provisioned = await provisioner({
        stackName: this.stack.stackName,
        logicalId,
        type: resource.Type,
        properties,
        generatedName: generatedName(this.stack.stackName, logicalId),
        assetDirectory: (s3Key) => this.deploy.assembly.assetPath(s3Key),
      });
      this.resources.set(logicalId, provisioned);
    } catch (cause) {
      throw new Error(`${resource.Type} ${where}: ${cause instanceof Error ? cause.message : String(cause)}`, {
        cause,
      });
    }
  }

  outputs(exports: Map<string, string>): Map<string, string> {
    const outputs = new Map<string, string>();
    for (const [name, output] of Object.entries(this.stack.template.Outputs ?? {})) {
      if (output.Condition !== undefined && !isConditionTrue(output.Condition, this.scope)) continue;
      const value = String(resolveValue(output.Value, this.scope));
      outputs.set(name, value);
      if (output.Export !== undefined) exports.set(String(resolveValue(output.Export.Name, this.scope)), value);
    }
    return outputs;
  }
}

/** Brings every resource of the assembly into being, stack after stack, and gives what the stacks put out. */
export const deployAssembly = async (deploy: Deploy): Promise<StackOutputs> => {
  const { stacks } = deploy.assembly;
  refuseUnknownParameters(stacks, deploy.parameters);
  const exports = new Map<string, string>();
  const outputs = new Map<string, ReadonlyMap<string, string>>();
  for (const stack of stacks) {
    const stackDeployment = new StackDeployment(stack, deploy, { exports, outputs });
    await stackDeployment.provisionAll();
    outputs.set(stack.stackName, stackDeployment.outputs(exports));
  }
  return outputs;
};
