import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createActivity } from "../../../../local/activity.ts";
import { createClock } from "../../../../local/clock.ts";
import { createFaults } from "../../../../local/faults.ts";
import { requestOf } from "../../../../local/gateway/direct-call.ts";
import type {
  Authority,
  AwsAccess,
  CloudParts,
  LogLine,
  Principal,
  ResolvedResource,
} from "../../../../local/ports.ts";
import { openStateStore } from "../../../../local/state-store.ts";

const directories: string[] = [];

/** For the end of a test file: removes what its clouds kept, which a restarted one still needs after the first has stopped. */
export function removeTestClouds(): void {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
}

export interface AuthorityCall {
  readonly principal: Principal;
  readonly action: string;
  readonly resourceArn: string;
}

class AccessDeniedError extends Error {
  override readonly name = "AccessDeniedError";
}

/** A cloud of its own for each test: real clock, state, faults and activity, and an authority that the test scripts. */
export function createTestCloud(options: { readonly endpoint?: string; readonly stateFile?: string } = {}) {
  const lines: LogLine[] = [];
  const calls: AuthorityCall[] = [];
  const statements: { readonly resourceArn: string; readonly statement: unknown }[] = [];
  const denied = new Set<string>();
  const tableListeners = new Set<(table: string) => void>();
  const trims: { readonly table: string; readonly sequenceNumber: string }[] = [];
  const readySteps: (() => void)[] = [];
  const stopSteps: (() => void | Promise<void>)[] = [];
  let isReady = false;

  const authority: Authority = {
    attachToResource: (resourceArn, _id, statement) => void statements.push({ resourceArn, statement }),
    authorize(principal, action, resourceArn) {
      calls.push({ principal, action, resourceArn });
      if (denied.has(action)) throw new AccessDeniedError(`not authorized to perform: ${action}`);
    },
  };
  const directory = mkdtempSync(join(tmpdir(), "local-cloud-"));
  directories.push(directory);
  const parts: CloudParts = {
    deployment: { partition: "aws", region: "eu-west-1", account: "000000000000", urlSuffix: "amazonaws.com" },
    dataDirectory: directory,
    clock: createClock(),
    state: openStateStore(options.stateFile ?? join(directory, "state.db")),
    logs: { write: (line) => void lines.push(line) },
    faults: createFaults(1),
    activity: createActivity(),
    authority,
    access: {
      endpoint: options.endpoint ?? "http://127.0.0.1:1",
      region: "eu-west-1",
      operator: { accessKeyId: "operator", secretAccessKey: "secret", sessionToken: "token" },
      call: callOverHttp(options.endpoint ?? "http://127.0.0.1:1"),
      onTableWrite(listener) {
        tableListeners.add(listener);
        return () => tableListeners.delete(listener);
      },
      trimStream: (table, sequenceNumber) => void trims.push({ table, sequenceNumber }),
    },
    credentialsOf: (roleArn) => ({
      accessKeyId: roleArn.split("/").at(-1) ?? "",
      secretAccessKey: "s",
      sessionToken: "t",
    }),
    functions: new Map(),
    onReady(step) {
      if (isReady) return step();
      readySteps.push(step);
    },
    onStop: (step) => void stopSteps.push(step),
  };
  return {
    parts,
    directory,
    lines,
    calls,
    statements,
    denied,
    trims,
    tableWritten: (table: string) => {
      for (const listener of tableListeners) listener(table);
    },
    ready() {
      isReady = true;
      for (const step of readySteps.splice(0)) step();
    },
    async stop() {
      for (const step of stopSteps.splice(0).reverse()) await step();
      parts.state.close();
    },
  };
}

/** The engines of these tests have no gateway in this process. */
function callOverHttp(endpoint: string): AwsAccess["call"] {
  return async (credentials, call) => {
    const { headers, body: sent } = requestOf(credentials, call, "eu-west-1");
    const request = {
      method: "POST",
      headers,
      body: new Uint8Array(sent),
      ...(call.signal && { signal: call.signal }),
    };
    const answer = await fetch(endpoint, request);
    const body = await answer.json();
    if (answer.ok) return body;
    throw Object.assign(new Error(body.message), { name: String(body.__type).split("#").at(-1) });
  };
}

export type TestCloud = ReturnType<typeof createTestCloud>;

export function resource(
  type: string,
  properties: Record<string, unknown>,
  options: { readonly logicalId?: string; readonly assets?: Readonly<Record<string, string>> } = {},
): ResolvedResource {
  const logicalId = options.logicalId ?? "Thing";
  return {
    stackName: "Test",
    logicalId,
    type,
    properties,
    generatedName: `Test-${logicalId}-1`,
    assetDirectory(key) {
      const directory = options.assets?.[key];
      if (directory === undefined) throw new Error(`No asset ${key}`);
      return directory;
    },
  };
}

/** Polls a condition until it holds; the deadline makes a failure a failure and not a hang. */
export async function until(condition: () => boolean | Promise<boolean>, milliseconds = 8_000): Promise<void> {
  const deadline = performance.now() + milliseconds;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Not so within ${milliseconds} ms: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
