import { ArnFormat, CfnOutput, Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { pascalCase } from "../pascal-case.ts";
import type { Stage } from "../stage.ts";

/** A value of the parameter store that functions read while they run. */
export interface KeptParameter {
  readonly name: string;
  readonly arn: string;
  /** Address of the store. */
  readonly store: string;
}

/**
 * What an operator keeps as a `SecureString`, which CloudFormation cannot make, so that it stands in no template, no environment
 * and no history of deployments (ADR 0086). Its key is the one of AWS for the store, which asks for no grant.
 */
export function keptParameter({ scope, stage }: { scope: Construct; stage: Stage }, title: string): KeptParameter {
  const name = `/dangjian/${stage.name}/${title}`;
  const { region, urlSuffix } = Stack.of(scope);
  new CfnOutput(scope, `${pascalCase(title)}Parameter`, { value: name });
  const arn = Stack.of(scope).formatArn({
    service: "ssm",
    resource: "parameter",
    resourceName: name.slice(1),
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
  return { name, arn, store: `https://ssm.${region}.${urlSuffix}` };
}
