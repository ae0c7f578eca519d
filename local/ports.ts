/**
 * What the parts of the embedded cloud ask of each other. Each part gets these as constructor arguments, so that it can
 * be tested alone, and none of them knows the application that runs on the cloud.
 */

/** Temporary credentials of a role. Every function signs its AWS calls with the credentials of its own role. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/**
 * The time of the cloud: the machine's time plus an offset that only tests move. `offset` is shared with the workers
 * that run functions (one Float64, milliseconds), so that `Date` inside a function moves too.
 */
export interface CloudClock {
  readonly offset: SharedArrayBuffer;
  now(): number;
  /** Moves the clock forward and tells everybody who waits for a time. */
  advance(milliseconds: number): void;
  onAdvance(listener: () => void): () => void;
}

/** Small facts that must survive a kill -9: stream checkpoints, pending deliveries, last runs of schedules. Synchronous (SQLite). */
export interface StateStore {
  get(namespace: string, key: string): string | undefined;
  set(namespace: string, key: string, value: string): void;
  delete(namespace: string, key: string): void;
  list(namespace: string): ReadonlyArray<{ readonly key: string; readonly value: string }>;
  /** All that `work` sets and deletes, or nothing of it. */
  together(work: () => void): void;
  close(): void;
}

/** One line that a function wrote, or that a service says about a function (START, END, REPORT are not kept). */
export interface LogLine {
  readonly at: number;
  readonly functionName: string;
  readonly requestId: string | undefined;
  readonly stream: "stdout" | "stderr";
  readonly text: string;
}

export interface LogSink {
  write(line: LogLine): void;
}

export interface InvokeResult {
  readonly requestId: string;
  /** What the handler returned, as JSON value. Absent when the function failed. */
  readonly payload?: unknown;
  readonly error?: {
    readonly kind: "handled" | "crash" | "timeout" | "out-of-memory";
    readonly errorType: string;
    readonly errorMessage: string;
    readonly trace?: readonly string[];
  };
  readonly isCold: boolean;
  readonly durationMs: number;
}

/** A deployed Lambda function. */
export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly credentials: Credentials;
  readonly timeoutSeconds: number;
  /**
   * Runs the handler once. Never rejects for what the function does; rejects with `ThrottledError` (see lambda/) when the
   * function's concurrency is used up.
   */
  invoke(event: unknown): Promise<InvokeResult>;
  /**
   * Accepts an event for asynchronous invocation: it is kept in the state store until the function has handled it or the
   * retries are used up and the failure destination has it. Returns as soon as it is kept.
   */
  invokeAsync(event: unknown): void;
}

/** Who makes a call: a role (a function), a service of the cloud acting for a resource, or the operator. */
export type Principal =
  | { readonly kind: "role"; readonly roleArn: string }
  | { readonly kind: "service"; readonly service: string; readonly sourceArn: string }
  | { readonly kind: "operator" };

/** A statement of a policy as the template writes it: Effect, Principal, Action, Resource, Condition. */
export type PolicyStatement = Readonly<Record<string, unknown>>;

/** Decides a call by identity and resource policies from the template, and keeps a record of what was used. */
export interface Authority {
  /**
   * Attaches a statement to the policy of a resource (Lambda permission, bus policy, queue policy); the same `id`
   * replaces it. The provisioner of the resource's policy calls it.
   */
  attachToResource(resourceArn: string, id: string, statement: PolicyStatement): void;
  /** Throws `AccessDeniedError` (see iam/) with AWS's wording when no statement allows the call or one denies it. */
  authorize(
    principal: Principal,
    action: string,
    resourceArn: string,
    context?: Readonly<Record<string, string>>,
  ): void;
}

/** A call of a service that speaks JSON. */
export interface AwsCall {
  readonly service: "sqs" | "dynamodb" | "ssm";
  /** "AmazonSQS.SendMessage" */
  readonly target: string;
  readonly input: object;
  readonly signal?: AbortSignal;
}

/** Where and as whom to call the cloud's AWS API (one HTTP endpoint for every service, as `AWS_ENDPOINT_URL`). */
export interface AwsAccess {
  readonly endpoint: string;
  readonly region: string;
  /** May do everything; used by provisioning, by services of the cloud after `Authority.authorize`, and by tests. */
  readonly operator: Credentials;
  /**
   * As over HTTP, with permissions and faults, but without the work of an SDK and of sockets: for the services of the cloud
   * that call all the time. Gives the answer as it is on the wire; throws an error with the service's code as its name.
   */
  call<Answer>(credentials: Credentials, call: AwsCall): Promise<Answer>;
  /** Tells who waits for changes of a table that a write was acknowledged, so that nobody has to poll fast. */
  onTableWrite(listener: (tableName: string) => void): () => void;
  /** Forgets the stream records of a table up to this sequence number, once every consumer has passed it. */
  trimStream?(tableName: string, sequenceNumber: string): void;
}

/** Where faults can be switched on. `sdk` is a call to the AWS endpoint; the others are deliveries between services. */
export type FaultPoint = "sdk" | "stream-delivery" | "queue-delivery" | "event-delivery" | "invoke";

export interface FaultRule {
  readonly point: FaultPoint;
  /** All given fields must match: `service` "dynamodb", `action` "PutItem", `functionName` and `resource` as substrings. */
  readonly match?: {
    readonly service?: string;
    readonly action?: string;
    readonly functionName?: string;
    readonly resource?: string;
  };
  readonly effect:
    | { readonly kind: "throttle" }
    | { readonly kind: "fail"; readonly status: number; readonly code: string }
    | { readonly kind: "delay"; readonly milliseconds: number }
    | { readonly kind: "duplicate"; readonly copies: number }
    | { readonly kind: "reorder" }
    /** The work is done, the answer is lost. */
    | { readonly kind: "drop-acknowledgement" };
  /** Only from the n-th match on (1 is the first, and the default). */
  readonly fromMatch?: number;
  /** How many matches are hit; default: all. */
  readonly times?: number;
  /** Chance of a hit per match, 0..1, from the seeded generator of the fault set; default 1. */
  readonly probability?: number;
}

export interface FaultSubject {
  readonly service?: string;
  readonly action?: string;
  readonly functionName?: string;
  readonly resource?: string;
}

export interface Faults {
  /** Switches a fault on; the returned function switches it off. */
  inject(rule: FaultRule): () => void;
  clear(): void;
  /** The effects that hit this occurrence, in the order of injection. */
  decide(point: FaultPoint, subject: FaultSubject): ReadonlyArray<FaultRule["effect"]>;
}

/**
 * Work in flight, so that tests can wait for silence instead of sleeping: every part that holds undelivered work
 * (queue, stream position, pending delivery, running invocation) registers here.
 */
export interface Activity {
  /** `isIdle` may be asked often; it must be cheap. */
  register(name: string, isIdle: () => boolean | Promise<boolean>): () => void;
  /** Resolves when every part has been idle in two consecutive rounds; rejects after the timeout, naming who was busy. */
  quiesce(timeoutMilliseconds?: number): Promise<void>;
}

/** The place in which the assembly is deployed. */
export interface Deployment {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly urlSuffix: string;
}

/** One resource of a template, with every intrinsic function resolved. */
export interface ResolvedResource {
  readonly stackName: string;
  readonly logicalId: string;
  /** "AWS::SQS::Queue" */
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** The same on every start, at most 64 characters: the name to use where the template gives none. */
  readonly generatedName: string;
  /** The directory on this machine that holds a file asset, by the S3 key that the template names. */
  assetDirectory(s3Key: string): string;
}

/** What `Ref` and `Fn::GetAtt` give for a resource. */
export interface Provisioned {
  readonly physicalId: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/**
 * Brings one resource into being, again on every start (all state that must survive is in the engines and the state
 * store). Refuses properties that it does not know instead of ignoring them, see `onlyProperties` in provision/.
 */
export type Provisioner = (resource: ResolvedResource) => Promise<Provisioned> | Provisioned;

/** By resource type. */
export type Provisioners = Readonly<Record<string, Provisioner>>;

/** Sends a payload to the target of a rule, a schedule or a failure destination: queue, topic, function or bus by ARN. */
export type Deliver = (
  targetArn: string,
  payload: string,
  principal: Principal,
  options?: { readonly messageGroupId?: string; readonly attributes?: Readonly<Record<string, string>> },
) => Promise<void>;

/** What a part gets to build its provisioners. */
export interface CloudParts {
  readonly deployment: Deployment;
  readonly dataDirectory: string;
  readonly clock: CloudClock;
  readonly state: StateStore;
  readonly logs: LogSink;
  readonly faults: Faults;
  readonly activity: Activity;
  readonly authority: Authority;
  readonly access: AwsAccess;
  credentialsOf(roleArn: string): Credentials;
  /** The functions deployed so far, by ARN; the Lambda part adds to it. */
  readonly functions: Map<string, LambdaFunction & { close(): Promise<void> }>;
  /**
   * Runs the step when every resource is provisioned, or at once if that is so: polling and resumed deliveries start
   * there, because the policies that they need may be provisioned after them.
   */
  onReady(step: () => void): void;
  /** Called in reverse order at the end. */
  onStop(step: () => void | Promise<void>): void;
}

/** A request as it reaches the edge, and what goes back. Header names are lower case. */
export interface EdgeRequest {
  readonly method: string;
  readonly path: string;
  readonly rawQuery: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly sourceIp: string;
}

export interface EdgeResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Uint8Array;
}

export type EdgeHandler = (request: EdgeRequest) => Promise<EdgeResponse>;
