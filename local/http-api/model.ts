import type { EdgeRequest } from "../ports.ts";

export interface CorsConfiguration {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly allowCredentials: boolean;
  readonly maxAgeSeconds: number | undefined;
}

export interface Route {
  /** "GET /members/{memberId}", "ANY /{proxy+}" or "$default" */
  readonly routeKey: string;
  readonly integrationId: string;
  readonly authorizerId: string | undefined;
  readonly scopes: readonly string[];
}

export interface Integration {
  readonly functionArn: string;
  readonly timeoutMilliseconds: number;
}

export interface Throttling {
  readonly requestsPerSecond: number;
  readonly burst: number;
}

export interface Stage {
  readonly name: string;
  readonly defaultThrottling: Throttling | undefined;
  readonly routeThrottling: ReadonlyMap<string, Throttling>;
  readonly accessLogFormat: string | undefined;
  readonly variables: Readonly<Record<string, string>>;
}

/** What the events about a request say beside the request itself. */
export interface EventContext {
  readonly accountId: string;
  readonly apiId: string;
  readonly domainName: string;
  readonly routeKey: string;
  /** The stage, method and address of the request as an ARN. */
  readonly routeArn: string;
  readonly stage: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly requestId: string;
  readonly now: number;
  readonly authorizer?: AuthorizerContext;
}

/** What an authorizer has to go by: the request, its route, and what an event would say about both. */
export interface AuthorizerCall {
  readonly request: EdgeRequest;
  readonly route: Route;
  readonly context: EventContext;
}

/** What the function of the route finds in its request context, by the kind of the authorizer. */
export interface AuthorizerContext {
  readonly jwt?: { readonly claims: Readonly<Record<string, string>>; readonly scopes: readonly string[] | null };
  readonly lambda?: Readonly<Record<string, unknown>> | null;
}

export type Authorization =
  | { readonly kind: "allowed"; readonly authorizer: AuthorizerContext }
  | { readonly kind: "unauthorized"; readonly challenge?: string }
  | { readonly kind: "forbidden"; readonly challenge?: string }
  /** The authorizer itself is broken; `errorMessage` goes to the log. */
  | { readonly kind: "failed"; readonly errorMessage: string };

export type Authorizer = (call: AuthorizerCall) => Promise<Authorization>;

/** An API as its resources have described it so far; the maps fill up while the stack is provisioned. */
export interface HttpApi {
  readonly id: string;
  readonly name: string;
  readonly domainName: string;
  readonly cors: CorsConfiguration | undefined;
  readonly isEndpointDisabled: boolean;
  readonly routes: Map<string, Route>;
  readonly integrations: Map<string, Integration>;
  readonly authorizers: Map<string, Authorizer>;
  readonly stages: Map<string, Stage>;
}
