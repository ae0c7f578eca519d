import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { createActivity } from "./activity.ts";
import { deployAssembly, type StackOutputs } from "./assembly/deploy.ts";
import type { ParameterValues } from "./assembly/parameters.ts";
import { readAssembly } from "./assembly/read-assembly.ts";
import { createClock } from "./clock.ts";
import { chooseDeployment } from "./deployment.ts";
import { createEdgeProvisioners, type DistributionHandlers } from "./edge/provision.ts";
import { lockDataDirectory } from "./engines/data-directory-lock.ts";
import { startDynamoDb } from "./engines/dynamodb-engine.ts";
import { startMessaging } from "./engines/messaging-engine.ts";
import { createEvents } from "./events/provision.ts";
import { createFaults } from "./faults.ts";
import { createDirectCall } from "./gateway/direct-call.ts";
import { startGateway } from "./gateway/gateway.ts";
import { KmsKeys } from "./gateway/kms-keys.ts";
import type { StoredValue } from "./gateway/parameters.ts";
import { startServices } from "./gateway/start-services.ts";
import { createHttpApiProvisioners, type HttpApiHandlers } from "./http-api/provision.ts";
import { createAuthority, type GrantUse, type RecordingAuthority } from "./iam/authority.ts";
import { createCredentialsBook } from "./iam/credentials.ts";
import { type Grant, listGrants, usageOf } from "./iam/grant-usage.ts";
import { appendPermissionsRecord } from "./iam/permissions-record.ts";
import { createRoles } from "./iam/roles.ts";
import { createLambdaProvisioners } from "./lambda/provision.ts";
import type { SandboxReserve } from "./lambda/sandbox-reserve.ts";
import { createLogs, type Logs } from "./logs.ts";
import type { Activity, AwsAccess, CloudClock, CloudParts, Deployment, Faults } from "./ports.ts";
import { createCallTables } from "./provision/call-tables.ts";
import { createCoreProvisioners } from "./provision/provisioners.ts";
import { createReadySteps } from "./ready-steps.ts";
import { createSchedulerProvisioners } from "./scheduler/provision.ts";
import { openStateStore } from "./state-store.ts";
import { createStopSteps } from "./stop-steps.ts";
import { appendUnitsRecord, createUnitsRecorder } from "./units/units-record.ts";

export interface CloudOptions {
  /** A directory that `cdk synth` wrote. */
  readonly assembly: string;
  /** Everything that survives a restart; made when absent, used by one cloud at a time. */
  readonly dataDirectory: string;
  readonly parameters?: ParameterValues;
  readonly deployment?: Partial<Deployment>;
  /** Sandboxes of the clouds before, and for those after this one. */
  readonly reserve?: SandboxReserve;
  /** Of the faults' random numbers. */
  readonly seed?: number;
}

export interface Cloud {
  /** Stack -> output -> value. */
  readonly outputs: StackOutputs;
  readonly aws: AwsAccess;
  readonly parts: CloudParts;
  /** What answers for the deployed APIs and distributions, by their ids. */
  readonly httpApis: HttpApiHandlers;
  readonly distributions: DistributionHandlers;
  readonly clock: CloudClock;
  readonly faults: Faults;
  readonly activity: Activity;
  readonly logs: Logs;
  readonly permissions: { used(): readonly GrantUse[]; unused(): readonly Grant[] };
  stop(): Promise<void>;
}

type StopSteps = ReturnType<typeof createStopSteps>;

/** What the cloud consists of before any resource is there. */
const startFoundation = async (options: CloudOptions, stopSteps: StopSteps) => {
  const dataDirectory = resolve(options.dataDirectory);
  mkdirSync(dataDirectory, { recursive: true });
  stopSteps.add(await lockDataDirectory(dataDirectory));
  const clock = createClock(options.reserve?.clockOffset);
  const state = openStateStore(join(dataDirectory, "state.sqlite"));
  stopSteps.add(() => state.close());
  const logs = createLogs(join(dataDirectory, "logs"));
  stopSteps.add(() => logs.close());
  const starting = [
    startDynamoDb(dataDirectory, process.env.DYNAMODB_ENDPOINT),
    startMessaging(join(dataDirectory, "messaging"), clock),
  ] as const;
  for (const engine of starting) {
    stopSteps.add(async () => (await engine.catch(() => undefined))?.stop());
  }
  const [tables, messaging] = await Promise.all(starting);
  const faults = createFaults(options.seed ?? 1);
  return { dataDirectory, clock, state, logs, tables, messaging, faults, activity: createActivity() };
};

type Foundation = Awaited<ReturnType<typeof startFoundation>>;

/** The AWS endpoint, and what everybody gets who calls it or answers behind it. */
const startAccess = async (
  deployment: Deployment,
  foundation: Foundation,
  stopSteps: StopSteps,
  reserve: SandboxReserve | undefined,
) => {
  const authority = createAuthority(deployment, createRoles());
  const credentials = createCredentialsBook(reserve?.credentials);
  const functions: CloudParts["functions"] = new Map();
  const gateway = await startGateway({
    port: reserve?.endpointPort ?? 0,
    authority,
    faults: foundation.faults,
    principalOf: credentials.principalOf,
    functionNameOf: (roleArn) => [...functions.values()].find((one) => one.roleArn === roleArn)?.name,
    ...recordUnits(foundation.logs, stopSteps),
  });
  stopSteps.add(() => gateway.stop());
  if (reserve !== undefined) reserve.endpointPort = Number(new URL(gateway.endpoint).port);
  foundation.activity.register("aws endpoint", () => gateway.inFlight() === 0);
  const writeListeners = new Set<(tableName: string) => void>();
  const access: AwsAccess = {
    endpoint: gateway.endpoint,
    region: deployment.region,
    operator: credentials.operator,
    call: createDirectCall(gateway.answer, deployment.region),
    onTableWrite(listener) {
      writeListeners.add(listener);
      return () => writeListeners.delete(listener);
    },
    trimStream: (tableName, sequenceNumber) => foundation.tables.trimStream(tableName, sequenceNumber),
  };
  const tellWrite = (tableName: string): void => {
    for (const listener of writeListeners) listener(tableName);
  };
  return { authority, credentials, functions, gateway, access, tellWrite };
};

const leaveRecord = (authority: RecordingAuthority, stopSteps: StopSteps): Cloud["permissions"] => {
  const grants = () => listGrants(authority.roles.all());
  const file = process.env.PERMISSIONS_RECORD;
  if (file !== undefined) {
    stopSteps.add(() => appendPermissionsRecord(file, { grants: grants(), uses: authority.used() }));
  }
  return { used: authority.used, unused: () => usageOf(grants(), authority.used()).unused };
};

/** Nothing is counted unless somebody asks for the record: it reads every answer of DynamoDB. */
const recordUnits = (logs: Logs, stopSteps: StopSteps): Pick<Parameters<typeof startGateway>[0], "onReply"> => {
  const file = process.env.UNITS_RECORD;
  if (file === undefined) return {};
  const recorder = createUnitsRecorder();
  logs.onLine(recorder.readLine);
  stopSteps.add(() => appendUnitsRecord(file, recorder));
  return {
    onReply({ service, operation, functionName, reply }) {
      if (service === "dynamodb") recorder.count(functionName, operation, reply);
    },
  };
};

const start = async (options: CloudOptions, stopSteps: StopSteps): Promise<Cloud> => {
  const assembly = readAssembly(options.assembly);
  const deployment = chooseDeployment(assembly, options.deployment ?? {});
  const foundation = await startFoundation(options, stopSteps);
  const { clock, state, tables, messaging } = foundation;
  const { gateway, access, ...own } = await startAccess(deployment, foundation, stopSteps, options.reserve);
  const { authority } = own;
  const readySteps = createReadySteps();
  const parts: CloudParts = {
    ...foundation,
    deployment,
    authority,
    access,
    credentialsOf: own.credentials.of,
    functions: own.functions,
    onReady: readySteps.add,
    onStop: stopSteps.add,
  };

  const events = createEvents(parts);
  const stored = { parameters: new Map<string, StoredValue>(), secrets: new Map<string, StoredValue>() };
  const queueUrl = (name: string) => `${gateway.endpoint}/${deployment.account}/${name}`;
  const shared = { ...stored, deployment, clock, messaging, queueUrl, keys: new KmsKeys(state, clock) };
  const { putEvents, deliver } = events;
  const forward = startServices({ ...shared, authority, gateway, tables, putEvents, onTableWrite: own.tellWrite });
  stopSteps.add(() => forward.close());

  const httpApis: HttpApiHandlers = new Map();
  const distributions: DistributionHandlers = new Map();
  const callTables = createCallTables(forward, deployment.region);
  const outputs = await deployAssembly({
    assembly,
    deployment,
    parameters: options.parameters ?? {},
    provisioners: {
      ...createCoreProvisioners({ ...shared, state, authority, callTables, onReady: readySteps.add }),
      ...createLambdaProvisioners(parts, options.reserve),
      ...events.provisioners,
      ...createSchedulerProvisioners(parts, deliver),
      ...createHttpApiProvisioners(parts, httpApis),
      ...createEdgeProvisioners(parts, httpApis, distributions),
    },
  });
  readySteps.run();
  const { faults, activity, logs } = foundation;
  const permissions = leaveRecord(authority, stopSteps);
  const stop = () => stopSteps.run();
  return { outputs, aws: access, parts, httpApis, distributions, clock, faults, activity, logs, permissions, stop };
};

/**
 * Runs the stacks of a cloud assembly on this machine. Rejects, with everything stopped again, when a resource cannot
 * be brought into being.
 */
export const startCloud = async (options: CloudOptions): Promise<Cloud> => {
  const stopSteps = createStopSteps();
  try {
    return await start(options, stopSteps);
  } catch (error) {
    await stopSteps.run().catch((failure: unknown) => console.error(failure));
    throw error;
  }
};
