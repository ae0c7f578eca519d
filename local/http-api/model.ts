import type { JwtAuthorizer } from "./jwt-authorizer.ts";

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

/** An API as its resources have described it so far; the maps fill up while the stack is provisioned. */
export interface HttpApi {
  readonly id: string;
  readonly name: string;
  readonly domainName: string;
  readonly cors: CorsConfiguration | undefined;
  readonly isEndpointDisabled: boolean;
  readonly routes: Map<string, Route>;
  readonly integrations: Map<string, Integration>;
  readonly authorizers: Map<string, JwtAuthorizer>;
  readonly stages: Map<string, Stage>;
}
