import * as z from "zod";
import type { Deployment, ResolvedResource } from "../ports.ts";
import { isDeliverable } from "./deliver.ts";
import type { EventEnvelope } from "./event-envelope.ts";
import { compileEventPattern, type EventMatcher } from "./event-pattern.ts";
import { compileInputTransformer, type TransformerContext } from "./input-transformer.ts";
import { compileJsonPath } from "./json-path.ts";
import { readProperties, tags } from "./read-properties.ts";

const retryPolicy = z.strictObject({
  MaximumRetryAttempts: z.number().int().min(0).max(185).optional(),
  MaximumEventAgeInSeconds: z.number().int().min(60).max(86_400).optional(),
});

const targetProperties = z
  .strictObject({
    Id: z.string(),
    Arn: z.string().refine(isDeliverable, "a target must be a queue, a topic, a function or an event bus"),
    RoleArn: z.string().optional(),
    Input: z.string().optional(),
    InputPath: z.string().optional(),
    InputTransformer: z
      .strictObject({ InputPathsMap: z.record(z.string(), z.string()).optional(), InputTemplate: z.string() })
      .optional(),
    SqsParameters: z.strictObject({ MessageGroupId: z.string() }).optional(),
    RetryPolicy: retryPolicy.optional(),
    DeadLetterConfig: z.strictObject({ Arn: z.string() }).optional(),
  })
  .refine(
    (target) => [target.Input, target.InputPath, target.InputTransformer].filter((way) => way !== undefined).length < 2,
    "only one of Input, InputPath and InputTransformer can be given",
  );

const ruleProperties = z.strictObject({
  Name: z.string().max(64).optional(),
  Description: z.string().optional(),
  EventBusName: z.string().optional(),
  EventPattern: z.record(z.string(), z.unknown()),
  ScheduleExpression: z.never("schedules belong to AWS::Scheduler::Schedule here").optional(),
  State: z.enum(["ENABLED", "DISABLED"]).optional(),
  Targets: z.array(targetProperties).max(5, "a rule has at most 5 targets").optional(),
  Tags: tags,
});

export interface RuleTarget {
  readonly id: string;
  readonly arn: string;
  readonly roleArn: string | undefined;
  readonly messageGroupId: string | undefined;
  readonly deadLetterArn: string | undefined;
  readonly maximumRetries: number;
  readonly maximumAgeSeconds: number;
  payload(event: EventEnvelope, context: TransformerContext): string;
}

export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly busName: string;
  readonly isEnabled: boolean;
  readonly matches: EventMatcher;
  readonly targets: ReadonlyMap<string, RuleTarget>;
}

/** AWS's default quota for the length of an event pattern. */
const maximumPatternLength = 2048;

export function readRule(resource: ResolvedResource, { partition, region, account }: Deployment): Rule {
  const properties = readProperties(ruleProperties, resource, "local/events/rule.ts");
  if (JSON.stringify(properties.EventPattern).length > maximumPatternLength) {
    throw new Error(`${resource.logicalId}: an event pattern has at most ${maximumPatternLength} characters.`);
  }
  const name = properties.Name ?? resource.generatedName;
  const busName = busNameOf(properties.EventBusName);
  const path = busName === "default" ? name : `${busName}/${name}`;
  return {
    name,
    arn: `arn:${partition}:events:${region}:${account}:rule/${path}`,
    busName,
    isEnabled: properties.State !== "DISABLED",
    matches: compileEventPattern(properties.EventPattern),
    targets: new Map((properties.Targets ?? []).map((target) => [target.Id, readTarget(target)])),
  };
}

/** A bus is named by its name or its ARN. */
export function busNameOf(nameOrArn: string | undefined): string {
  return nameOrArn?.split("event-bus/").at(-1) ?? "default";
}

function readTarget(target: z.infer<typeof targetProperties>): RuleTarget {
  return {
    id: target.Id,
    arn: target.Arn,
    roleArn: target.RoleArn,
    messageGroupId: target.SqsParameters?.MessageGroupId,
    deadLetterArn: target.DeadLetterConfig?.Arn,
    maximumRetries: target.RetryPolicy?.MaximumRetryAttempts ?? 185,
    maximumAgeSeconds: target.RetryPolicy?.MaximumEventAgeInSeconds ?? 86_400,
    payload: compilePayload(target),
  };
}

function compilePayload(target: z.infer<typeof targetProperties>): RuleTarget["payload"] {
  const { Input, InputPath, InputTransformer } = target;
  if (Input !== undefined) return () => Input;
  if (InputPath !== undefined) {
    const select = compileJsonPath(InputPath);
    return (event) => JSON.stringify(select(event) ?? {});
  }
  if (InputTransformer === undefined) return (event) => JSON.stringify(event);
  return compileInputTransformer(InputTransformer.InputPathsMap ?? {}, InputTransformer.InputTemplate);
}
