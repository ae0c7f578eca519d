import * as z from "zod";
import { readProperties, tags } from "../events/read-properties.ts";
import type { Deployment, ResolvedResource } from "../ports.ts";

const functionProperties = z.strictObject({
  FunctionName: z.string().max(64).optional(),
  Description: z.string().optional(),
  Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
  Handler: z.string(),
  Runtime: z.literal("nodejs24.x"),
  Role: z.string(),
  MemorySize: z.number().int().min(128).max(10_240).optional(),
  Timeout: z.number().int().min(1).max(900).optional(),
  Architectures: z.array(z.enum(["arm64", "x86_64"])).optional(),
  Environment: z.strictObject({ Variables: z.record(z.string(), z.string()).optional() }).optional(),
  KmsKeyArn: z.string().optional(),
  ReservedConcurrentExecutions: z.number().int().min(0).optional(),
  DeadLetterConfig: z.strictObject({ TargetArn: z.string() }).optional(),
  LoggingConfig: z
    .strictObject({
      LogGroup: z.string().optional(),
      LogFormat: z.enum(["Text", "JSON"]).optional(),
      ApplicationLogLevel: z.string().optional(),
      SystemLogLevel: z.string().optional(),
    })
    .optional(),
  TracingConfig: z.strictObject({ Mode: z.literal("PassThrough") }).optional(),
  Tags: tags,
});

export interface FunctionSettings {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly taskRoot: string;
  readonly handler: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly variables: Readonly<Record<string, string>>;
  readonly reservedConcurrency: number | undefined;
  readonly deadLetterArn: string | undefined;
  readonly logGroupName: string;
  readonly logGroupArn: string;
  readonly logFormat: "Text" | "JSON";
}

export function readFunctionSettings(resource: ResolvedResource, deployment: Deployment): FunctionSettings {
  const properties = readProperties(functionProperties, resource, "local/lambda/function-settings.ts");
  const { partition, region, account } = deployment;
  const name = properties.FunctionName ?? resource.generatedName;
  const logGroupName = properties.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`;
  return {
    name,
    arn: functionArn(deployment, name),
    roleArn: properties.Role,
    taskRoot: resource.assetDirectory(properties.Code.S3Key),
    handler: properties.Handler,
    memoryMb: properties.MemorySize ?? 128,
    timeoutSeconds: properties.Timeout ?? 3,
    variables: properties.Environment?.Variables ?? {},
    reservedConcurrency: properties.ReservedConcurrentExecutions,
    deadLetterArn: properties.DeadLetterConfig?.TargetArn,
    logGroupName,
    logGroupArn: `arn:${partition}:logs:${region}:${account}:log-group:${logGroupName}`,
    logFormat: properties.LoggingConfig?.LogFormat ?? "Text",
  };
}

/** Templates name a function by its name or by its ARN. */
export function functionArn({ partition, region, account }: Deployment, nameOrArn: string): string {
  return nameOrArn.startsWith("arn:")
    ? nameOrArn
    : `arn:${partition}:lambda:${region}:${account}:function:${nameOrArn}`;
}
