import { availableParallelism } from "node:os";
import * as z from "zod";
import { readProperties, tags } from "../events/read-properties.ts";
import type { Deployment, ResolvedResource } from "../ports.ts";
import { compileFilterCriteria, type RecordFilter } from "./filter-criteria.ts";
import { functionArn } from "./function-settings.ts";

const unlimited = z.literal(-1);
const mappingProperties = z.strictObject({
  FunctionName: z.string(),
  EventSourceArn: z.string(),
  Enabled: z.boolean().optional(),
  BatchSize: z.number().int().min(1).max(10_000).optional(),
  MaximumBatchingWindowInSeconds: z.number().int().min(0).max(300).optional(),
  FilterCriteria: z
    .strictObject({ Filters: z.array(z.strictObject({ Pattern: z.string().max(4096) })).max(5) })
    .optional(),
  FunctionResponseTypes: z.array(z.literal("ReportBatchItemFailures")).optional(),
  ScalingConfig: z.strictObject({ MaximumConcurrency: z.number().int().min(2).max(1000).optional() }).optional(),
  StartingPosition: z.enum(["TRIM_HORIZON", "LATEST"]).optional(),
  ParallelizationFactor: z.literal(1).optional(),
  BisectBatchOnFunctionError: z.boolean().optional(),
  MaximumRetryAttempts: z.union([unlimited, z.number().int().min(0).max(10_000)]).optional(),
  MaximumRecordAgeInSeconds: z.union([unlimited, z.number().int().min(60).max(604_800)]).optional(),
  DestinationConfig: z.strictObject({ OnFailure: z.strictObject({ Destination: z.string() }) }).optional(),
  Tags: tags,
});

interface MappingSettings {
  /** The same on every start: checkpoints are kept under it. */
  readonly id: string;
  readonly functionArn: string;
  readonly sourceArn: string;
  readonly isEnabled: boolean;
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly filter: RecordFilter | undefined;
  readonly reportsItemFailures: boolean;
}

export interface QueueMappingSettings extends MappingSettings {
  readonly kind: "queue";
  readonly maximumConcurrency: number;
}

export interface StreamMappingSettings extends MappingSettings {
  readonly kind: "stream";
  readonly startingPosition: "TRIM_HORIZON" | "LATEST";
  readonly bisects: boolean;
  readonly maximumRetries: number;
  readonly maximumAgeSeconds: number;
  readonly onFailureArn: string | undefined;
}

/**
 * Lambda starts with five pollers per queue and would add more. Here each batch more at a time is a sandbox more to start,
 * and beyond the processors of the machine none of them is faster for it.
 */
const mostBatchesAtOnce = Math.max(2, availableParallelism());

export function readMappingSettings(
  resource: ResolvedResource,
  deployment: Deployment,
): QueueMappingSettings | StreamMappingSettings {
  const properties = readProperties(mappingProperties, resource, "local/lambda/event-source-mapping.ts");
  const refuse = refusal(resource);
  const source = properties.EventSourceArn.split(":")[2];
  const common = {
    id: resource.generatedName,
    functionArn: functionArn(deployment, properties.FunctionName),
    sourceArn: properties.EventSourceArn,
    isEnabled: properties.Enabled ?? true,
    windowSeconds: properties.MaximumBatchingWindowInSeconds ?? 0,
    filter: compileFilterCriteria(properties.FilterCriteria?.Filters.map(({ Pattern }) => Pattern)),
    reportsItemFailures: properties.FunctionResponseTypes !== undefined && properties.FunctionResponseTypes.length > 0,
  };
  if (source === "sqs") {
    refuseAny(properties, streamOnly, refuse);
    const batchSize = properties.BatchSize ?? 10;
    if (batchSize > 10 && common.windowSeconds < 1) refuse("BatchSize over 10 needs MaximumBatchingWindowInSeconds");
    const maximumConcurrency = Math.min(properties.ScalingConfig?.MaximumConcurrency ?? Infinity, mostBatchesAtOnce);
    return { ...common, kind: "queue", batchSize, maximumConcurrency };
  }
  if (source !== "dynamodb") refuse(`no mapping from ${properties.EventSourceArn}`);
  refuseAny(properties, ["ScalingConfig"], refuse);
  return {
    ...common,
    kind: "stream",
    batchSize: properties.BatchSize ?? 100,
    startingPosition: properties.StartingPosition ?? refuse("a stream needs StartingPosition"),
    bisects: properties.BisectBatchOnFunctionError ?? false,
    maximumRetries: infiniteIfNegative(properties.MaximumRetryAttempts),
    maximumAgeSeconds: infiniteIfNegative(properties.MaximumRecordAgeInSeconds),
    onFailureArn: properties.DestinationConfig?.OnFailure.Destination,
  };
}

const streamOnly = [
  "StartingPosition",
  "ParallelizationFactor",
  "BisectBatchOnFunctionError",
  "MaximumRetryAttempts",
  "MaximumRecordAgeInSeconds",
  "DestinationConfig",
] as const;

function refusal(resource: ResolvedResource): (reason: string) => never {
  return (reason) => {
    throw new Error(`${resource.type} ${resource.stackName}/${resource.logicalId}: ${reason}.`);
  };
}

function refuseAny(properties: object, names: readonly string[], refuse: (reason: string) => never): void {
  for (const name of names) if (name in properties) refuse(`${name} does not apply to this event source`);
}

function infiniteIfNegative(value: number | undefined): number {
  return value === undefined || value < 0 ? Number.POSITIVE_INFINITY : value;
}
