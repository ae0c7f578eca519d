import * as z from "zod";
import { readProperties } from "../events/read-properties.ts";
import type { CloudParts, Provisioned, Provisioners, ResolvedResource } from "../ports.ts";
import { type AsyncSettings, createAsyncInvocations, defaultAsyncSettings } from "./async-invocations.ts";
import { AccountConcurrency } from "./concurrency.ts";
import { readMappingSettings } from "./event-source-mapping.ts";
import { type DeployedFunction, deployFunction } from "./function.ts";
import { functionArn, readFunctionSettings } from "./function-settings.ts";
import { createQueueMapping } from "./queue-mapping.ts";
import type { SandboxReserve } from "./sandbox-reserve.ts";
import { createCheckpoints } from "./stream-checkpoints.ts";
import { createStreamMapping } from "./stream-mapping.ts";

const file = "local/lambda/provision.ts";

/** Lambda: functions, who may invoke them, how asynchronous events are retried, and what feeds them from queues and streams. */
export function createLambdaProvisioners(parts: CloudParts, reserve?: SandboxReserve): Provisioners {
  // Workers share the time zone of the process, and Lambda's is UTC.
  process.env.TZ = "UTC";
  const account = new AccountConcurrency();
  const deployed = new Map<string, DeployedFunction>();
  const asyncSettings = new Map<string, AsyncSettings>();
  // Steps run in reverse: the queue of asynchronous events stops first, so that it takes no closed sandbox for a failure.
  parts.onStop(async () => {
    await Promise.all([...deployed.values()].map((target) => target.close()));
  });
  const acceptAsync = createAsyncInvocations(
    parts,
    (arn) => deployed.get(arn),
    (arn) => asyncSettings.get(arn) ?? defaultAsyncSettings,
  );
  parts.activity.register("invocations", () => [...deployed.values()].every((target) => target.isIdle()));

  const provisionMapping = createMappingProvisioner(parts, (arn) => deployed.get(arn));

  return {
    "AWS::Lambda::Function": (resource) => {
      const target = deployFunction(parts, readFunctionSettings(resource, parts.deployment), account, reserve);
      deployed.set(target.arn, target);
      parts.functions.set(target.arn, { ...target, invokeAsync: (event) => acceptAsync(target.arn, event) });
      return { physicalId: target.name, attributes: { Arn: target.arn } };
    },
    "AWS::Lambda::EventSourceMapping": (resource) => provisionMapping(resource),
    "AWS::Lambda::Permission": (resource) => permit(parts, resource),
    "AWS::Lambda::EventInvokeConfig": (resource) => {
      const properties = readProperties(invokeConfigProperties, resource, file);
      const arn = functionArn(parts.deployment, properties.FunctionName);
      asyncSettings.set(arn, {
        maximumRetries: properties.MaximumRetryAttempts ?? defaultAsyncSettings.maximumRetries,
        maximumAgeSeconds: properties.MaximumEventAgeInSeconds ?? defaultAsyncSettings.maximumAgeSeconds,
        onFailureArn: properties.DestinationConfig?.OnFailure.Destination,
      });
      return { physicalId: `${properties.FunctionName}|${properties.Qualifier}` };
    },
  };
}

function createMappingProvisioner(parts: CloudParts, find: (arn: string) => DeployedFunction | undefined) {
  const checkpoints = createCheckpoints(parts);
  return async (resource: ResolvedResource): Promise<Provisioned> => {
    const settings = readMappingSettings(resource, parts.deployment);
    const target = find(settings.functionArn);
    if (target === undefined) throw new Error(`${resource.logicalId}: no function ${settings.functionArn}.`);
    const mapping =
      settings.kind === "queue"
        ? createQueueMapping(parts, target, settings)
        : createStreamMapping(parts, target, settings, checkpoints);
    await mapping.prepare?.();
    if (settings.isEnabled) {
      parts.onReady(() => mapping.start());
      parts.activity.register(`${settings.id} (${settings.sourceArn})`, () => mapping.isIdle());
    }
    parts.onStop(() => mapping.stop());
    const { partition, region, account } = parts.deployment;
    const EventSourceMappingArn = `arn:${partition}:lambda:${region}:${account}:event-source-mapping:${settings.id}`;
    return { physicalId: settings.id, attributes: { Id: settings.id, EventSourceMappingArn } };
  };
}

const invokeConfigProperties = z.strictObject({
  FunctionName: z.string(),
  Qualifier: z.literal("$LATEST"),
  MaximumRetryAttempts: z.number().int().min(0).max(2).optional(),
  MaximumEventAgeInSeconds: z.number().int().min(60).max(21_600).optional(),
  DestinationConfig: z.strictObject({ OnFailure: z.strictObject({ Destination: z.string() }) }).optional(),
});

const permissionProperties = z.strictObject({
  FunctionName: z.string(),
  Action: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
  SourceAccount: z.string().optional(),
});

/** The statement that Lambda writes into the function's policy. */
function permit({ authority, deployment }: CloudParts, resource: ResolvedResource): Provisioned {
  const { FunctionName, Action, Principal, SourceArn, SourceAccount } = readProperties(
    permissionProperties,
    resource,
    file,
  );
  const arn = functionArn(deployment, FunctionName);
  const condition = {
    ...(SourceArn && { ArnLike: { "AWS:SourceArn": SourceArn } }),
    ...(SourceAccount && { StringEquals: { "AWS:SourceAccount": SourceAccount } }),
  };
  const isService = Principal.includes(".amazonaws.com");
  authority.attachToResource(arn, resource.generatedName, {
    Effect: "Allow",
    Principal: isService ? { Service: Principal } : { AWS: Principal },
    Action,
    Resource: arn,
    ...(Object.keys(condition).length > 0 && { Condition: condition }),
  });
  return { physicalId: resource.generatedName };
}
