import { Duration } from "aws-cdk-lib";
import type { HttpApi, IHttpRouteAuthorizer } from "aws-cdk-lib/aws-apigatewayv2";
import type { EventBus } from "aws-cdk-lib/aws-events";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { ILogGroup } from "aws-cdk-lib/aws-logs";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type * as z from "zod";
import { identityTable } from "../../lib/identity/table.ts";
import { organizationTable } from "../../lib/organization/table.ts";
import type { Route } from "../../lib/shared/route.ts";
import type { DailyJob } from "../constructs/daily-job.ts";
import { addRoutes } from "../constructs/http-routes.ts";
import type { QueueConsumer } from "../constructs/queue-consumer.ts";
import { ServiceFunction } from "../constructs/service-function.ts";
import type { DataStack } from "../data.ts";
import { pascalCase } from "../pascal-case.ts";
import type { Stage } from "../stage.ts";

/** What a context gets to put its functions behind the API. */
export interface ApiParts {
  readonly scope: Construct;
  readonly stage: Stage;
  readonly data: DataStack;
  readonly api: HttpApi;
  readonly authorizer: IHttpRouteAuthorizer;
}

/** What a context gets to put its consumers of facts and its jobs beside the bus. */
export interface EventParts {
  readonly scope: Construct;
  readonly stage: Stage;
  readonly data: DataStack;
  readonly bus: EventBus;
}

/** A function behind a queue, with what the operations stack has to know of it. */
export type Consumer = Construct & Pick<QueueConsumer, "queue" | "deadLetters" | "consumer" | "meaningOfFailure">;

/** What runs beside the bus for a context; the operations stack watches it. */
export interface EventWorkers {
  readonly consumers: readonly Consumer[];
  readonly jobs: readonly WatchedJob[];
  /** Dead letters of what is fed by neither a rule nor a schedule. */
  readonly letters?: readonly WatchedLetters[];
}

/** A dead-letter queue with the sentence that its alarm shows. */
export interface WatchedLetters {
  readonly name: string;
  readonly queue: Queue;
  readonly meaningOfFailure: string;
  /** Heading of docs/operations/runbook.md that says what to do. */
  readonly runbook: string;
}

/** A scheduled job with the sentence that its alarms show. */
export interface WatchedJob {
  readonly schedule: DailyJob;
  readonly job: { readonly lambda: IFunction; readonly logGroup?: ILogGroup };
  readonly meaningOfFailure: string;
  /** Heading of docs/operations/runbook.md that says what to do. */
  readonly runbook: string;
}

/** The tables by which the access checks of every API function find who asks, and where. */
export function accessTables({ data }: Pick<ApiParts, "data">): { ORGANIZATION_TABLE: string; IDENTITY_TABLE: string } {
  return {
    ORGANIZATION_TABLE: data.tableOf(organizationTable).table.tableName,
    IDENTITY_TABLE: data.tableOf(identityTable).table.tableName,
  };
}

/** The function of a context behind its routes, allowed to read what the access checks read. */
export function apiFunction<Schema extends z.ZodObject>(
  parts: ApiParts,
  props: {
    readonly name: string;
    readonly description: string;
    readonly schema: Schema;
    readonly environment: Record<keyof z.output<Schema>, string>;
    readonly routes: readonly Route[];
  },
): ServiceFunction<Schema> {
  const { routes, ...rest } = props;
  const lambda = new ServiceFunction(parts.scope, pascalCase(props.name), {
    stage: parts.stage,
    ...rest,
    // API Gateway gives up after 29 s; nobody waits that long.
    timeout: Duration.seconds(10),
    memoryMb: 1024,
  });
  lambda.allowTable(parts.data.tableOf(identityTable), { read: ["GetItem"] });
  lambda.allowTable(parts.data.tableOf(organizationTable), { read: ["GetItem"] });
  addRoutes(parts.api, { routes, to: lambda, authorizer: parts.authorizer });
  return lambda;
}

/**
 * A batch of ten facts takes a fraction of a second. A message that fails comes back after six times this, so a long
 * timeout would only make every hiccup last longer.
 */
export const consumerTimeout = Duration.seconds(5);
