import middy, { type MiddlewareObj } from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { Clock } from "../shared/clock.ts";
import { AppError } from "../shared/errors.ts";
import type { Receipt, RequestContext } from "../shared/request-context.ts";
import type { Route, RouteInput, RouteOutput } from "../shared/route.ts";
import { consumedUnits } from "./consumed-units.ts";
import { type AccessSources, authorize } from "./http-access.ts";
import { identify, refuseOldLogin } from "./http-identity.ts";
import { type ParsedRequest, readRequest } from "./http-request.ts";
import { answerOf, asAppError, problemAnswer } from "./http-response.ts";
import { describeError, log } from "./log.ts";
import { openReceipt } from "./receipt.ts";

/** A route with the use case that serves it. */
export interface BoundRoute {
  readonly route: Route;
  readonly serve: (input: ParsedRequest, context: RequestContext) => Promise<unknown>;
}

/** Ties a use case to its route; input and output are checked against the contract by the compiler. */
export function bind<R extends Route>(
  route: R,
  serve: (input: RouteInput<R>, context: RequestContext) => Promise<RouteOutput<R>>,
): BoundRoute {
  return { route, serve: (input, context) => serve(input as RouteInput<R>, context) };
}

export interface HttpDependencies {
  readonly clock: Clock;
  readonly access: AccessSources;
  /** Looks up what a repeated request was answered before; only needed where routes change something. */
  readonly findAnswer?: (receipt: Receipt) => Promise<{ answer: unknown } | undefined>;
}

type Event = APIGatewayProxyEventV2;
type Answer = APIGatewayProxyStructuredResultV2;

/**
 * The handler of an API function: finds the route, reads and checks the request, authorises it, answers repeats from
 * their receipt, runs the use case, checks the response. Every failure is a problem document.
 */
export function http(routes: readonly BoundRoute[], dependencies: HttpDependencies) {
  const byKey = new Map(routes.map((bound) => [bound.route.key as string, bound]));
  return middy<Event, Answer>()
    .use(observe())
    .use(answerProblems())
    .handler(async (event: Event): Promise<Answer> => {
      const bound = byKey.get(event.routeKey);
      if (bound === undefined) throw new AppError("not_found");
      return await serve(bound, event, dependencies);
    });
}

async function serve(bound: BoundRoute, event: Event, dependencies: HttpDependencies): Promise<Answer> {
  const { route } = bound;
  const { requestId } = event.requestContext;
  const at = dependencies.clock();
  const { principal, request } = await admit(route, event, at, dependencies);
  const receipt = receiptFor(route, event, principal.accountId, request, at);
  const repeated = receipt && (await dependencies.findAnswer?.(receipt));
  if (repeated) return answerOf(route, repeated.answer, requestId);

  const context: RequestContext = { principal, actor: principal.accountId, at, correlationId: requestId, receipt };
  try {
    return answerOf(route, await bound.serve(request, context), requestId);
  } catch (error) {
    // The same request may have been answered by a parallel run between the look-up and the write.
    const meanwhile = receipt && (await dependencies.findAnswer?.(receipt));
    if (meanwhile) return answerOf(route, meanwhile.answer, requestId);
    throw error;
  }
}

/** Who is there comes before what is asked; what may be done is known only once it is clear where. */
async function admit(route: Route, event: Event, at: Date, { access }: HttpDependencies) {
  if (route.access.kind === "public") {
    return { principal: { accountId: "", assignments: [] }, request: readRequest(route, event) };
  }
  const identity = identify(event, at);
  const principal = await access.findPrincipal(identity.campus_id, at);
  const request = readRequest(route, event);
  if (route.access.kind === "capability") await authorize(route.access, principal, request, access);
  refuseOldLogin(identity, route, at);
  return { principal, request };
}

const idempotencyKeyForm = /^[\w-]{8,64}$/;

function receiptFor(route: Route, event: Event, accountId: string, request: ParsedRequest, at: Date) {
  const key = event.headers["idempotency-key"];
  if (key === undefined || route.body === undefined) return undefined;
  if (!idempotencyKeyForm.test(key)) {
    throw new AppError("malformed_request", {
      errors: [
        {
          field: "headers.idempotency-key",
          reason: { zh: "应为8至64位字母、数字或连字符", en: "8 to 64 letters, digits or hyphens" },
        },
      ],
    });
  }
  return openReceipt(accountId, key, [route.id, request.params, request.body], at);
}

function answerProblems(): MiddlewareObj<Event, Answer> {
  return {
    onError: (handled) => {
      const error = asAppError(handled.error);
      const { requestId } = handled.event.requestContext;
      if (error.status >= 500) {
        log("request_crashed", {
          route: handled.event.routeKey,
          correlationId: requestId,
          error: describeError(error.options.cause ?? error),
        });
      }
      handled.response = problemAnswer(error, requestId);
    },
  };
}

/** One line a request, whatever became of it. A metric for each route would cost more than all requests do (ADR 0070). */
function observe(): MiddlewareObj<Event, Answer> {
  let startedAt = 0;
  const finish = (event: Event, answer: Answer | null | undefined, error: unknown) => {
    const durationMs = Math.round(performance.now() - startedAt);
    const route = event.routeKey;
    const status = answer?.statusCode ?? 500;
    const { read, write } = consumedUnits;
    log("request_completed", {
      route,
      status,
      durationMs,
      correlationId: event.requestContext.requestId,
      ...(error != null && { errorCode: asAppError(error).code }),
      readUnits: read,
      writeUnits: write,
    });
  };
  return {
    before: () => {
      startedAt = performance.now();
      consumedUnits.read = 0;
      consumedUnits.write = 0;
    },
    after: ({ event, response }) => finish(event, response, undefined),
    onError: ({ event, response, error }) => finish(event, response, error),
  };
}
