import { Validations } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

/**
 * Accepts one finding of the rule pack at one place, with the reason why it is right there. `id` is the rule, with the
 * finding in brackets where the rule has several: "AwsSolutions-IAM5[Resource::*]".
 */
export function acknowledge(scope: IConstruct, id: string, reason: string): void {
  Validations.of(scope).acknowledge({ id: `AwsSolutions::${id}`, reason });
}
