import * as z from "zod";
import { isDeliverable } from "../events/deliver.ts";
import { readProperties } from "../events/read-properties.ts";
import type { Deployment, ResolvedResource } from "../ports.ts";

const date = z.iso.datetime({ offset: true, local: true }).transform((text) => Date.parse(text));

const scheduleProperties = z.strictObject({
  Name: z.string().max(64).optional(),
  Description: z.string().optional(),
  GroupName: z.string().optional(),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().optional(),
  FlexibleTimeWindow: z.discriminatedUnion("Mode", [
    z.strictObject({ Mode: z.literal("OFF") }),
    z.strictObject({ Mode: z.literal("FLEXIBLE"), MaximumWindowInMinutes: z.number().int().min(1).max(1440) }),
  ]),
  StartDate: date.optional(),
  EndDate: date.optional(),
  State: z.enum(["ENABLED", "DISABLED"]).optional(),
  KmsKeyArn: z.string().optional(),
  Target: z.strictObject({
    Arn: z.string().refine(isDeliverable, "a target must be a queue, a topic, a function or an event bus"),
    RoleArn: z.string(),
    Input: z.string().optional(),
    RetryPolicy: z
      .strictObject({
        MaximumRetryAttempts: z.number().int().min(0).max(185).optional(),
        MaximumEventAgeInSeconds: z.number().int().min(60).max(86_400).optional(),
      })
      .optional(),
    DeadLetterConfig: z.strictObject({ Arn: z.string().optional() }).optional(),
    SqsParameters: z.strictObject({ MessageGroupId: z.string().optional() }).optional(),
    EventBridgeParameters: z.strictObject({ DetailType: z.string(), Source: z.string() }).optional(),
  }),
});

export interface Schedule {
  readonly name: string;
  readonly arn: string;
  readonly expression: string;
  readonly timeZone: string;
  readonly isEnabled: boolean;
  readonly startDate: number | undefined;
  readonly endDate: number | undefined;
  readonly target: {
    readonly arn: string;
    readonly roleArn: string;
    readonly input: string | undefined;
    readonly maximumRetries: number;
    readonly maximumAgeSeconds: number;
    readonly deadLetterArn: string | undefined;
    readonly messageGroupId: string | undefined;
    readonly event: { readonly DetailType: string; readonly Source: string } | undefined;
  };
}

export function readSchedule(resource: ResolvedResource, { partition, region, account }: Deployment): Schedule {
  const properties = readProperties(scheduleProperties, resource, "local/scheduler/schedule.ts");
  const { Target } = properties;
  const name = properties.Name ?? resource.generatedName;
  const isBus = Target.Arn.split(":")[2] === "events";
  if (isBus !== (Target.EventBridgeParameters !== undefined)) {
    throw new Error(
      `${resource.logicalId}: EventBridgeParameters belong to an event bus as target, and are required there.`,
    );
  }
  return {
    name,
    arn: `arn:${partition}:scheduler:${region}:${account}:schedule/${properties.GroupName ?? "default"}/${name}`,
    expression: properties.ScheduleExpression,
    timeZone: properties.ScheduleExpressionTimezone ?? "UTC",
    isEnabled: properties.State !== "DISABLED",
    startDate: properties.StartDate,
    endDate: properties.EndDate,
    target: {
      arn: Target.Arn,
      roleArn: Target.RoleArn,
      input: Target.Input,
      maximumRetries: Target.RetryPolicy?.MaximumRetryAttempts ?? 185,
      maximumAgeSeconds: Target.RetryPolicy?.MaximumEventAgeInSeconds ?? 86_400,
      deadLetterArn: Target.DeadLetterConfig?.Arn,
      messageGroupId: Target.SqsParameters?.MessageGroupId,
      event: Target.EventBridgeParameters,
    },
  };
}
