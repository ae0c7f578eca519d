import { join } from "node:path";
import type { Duration } from "aws-cdk-lib";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import { Effect, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import type * as z from "zod";
import { bundleDirectory } from "../bundle-functions.ts";

/**
 * A function of the anonymous plane: it has no log group, and its role is denied to make one, whatever else is allowed one
 * day. Lambda's own lines would hold the time of each request.
 */
export class SilentFunction<Environment extends z.ZodObject = z.ZodObject> extends Construct {
  readonly lambda: LambdaFunction;
  readonly role: Role;

  constructor(
    scope: Construct,
    id: string,
    props: {
      readonly name: string;
      readonly description: string;
      readonly schema: Environment;
      readonly environment: Record<keyof z.output<Environment>, string>;
      readonly timeout: Duration;
      readonly memoryMb: number;
      readonly reservedConcurrency?: number | undefined;
    },
  ) {
    super(scope, id);
    this.role = new Role(this, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
    this.role.addToPolicy(
      new PolicyStatement({ effect: Effect.DENY, actions: ["logs:*", "xray:*"], resources: ["*"] }),
    );
    this.lambda = new LambdaFunction(this, "Function", {
      description: props.description,
      code: Code.fromAsset(join(bundleDirectory, props.name)),
      handler: "index.handler",
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.X86_64,
      role: this.role,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.FATAL,
      systemLogLevelV2: SystemLogLevel.WARN,
      environment: props.environment,
      timeout: props.timeout,
      memorySize: props.memoryMb,
      ...(props.reservedConcurrency !== undefined && { reservedConcurrentExecutions: props.reservedConcurrency }),
    });
  }

  /** Grants exactly these actions on exactly these resources. */
  allow(actions: readonly string[], resources: readonly string[]): void {
    this.role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
  }

  /** Item operations on a table under a key of AWS, which asks for no grant. */
  allowTable(table: Table, operations: readonly string[]): void {
    this.allow(
      operations.map((operation) => `dynamodb:${operation}`),
      [table.tableArn],
    );
  }
}
