import { randomUUID } from "node:crypto";
import type { EdgeHandler, EdgeRequest, EdgeResponse } from "../ports.ts";
import { compressResponse } from "./compression.ts";
import type { ErrorPage } from "./distribution-schema.ts";
import { type CachePolicy, type ForwardingPolicy, toOriginRequest } from "./forwarding.ts";
import {
  type FunctionContext,
  readRequestResult,
  readResponse,
  toRequestEvent,
  toResponseEvent,
} from "./function-event.ts";
import { type EdgeFunction, EdgeFunctionError } from "./function-runtime.ts";
import type { ApplyHeaders } from "./response-headers.ts";

export interface Origin {
  readonly domainName: string;
  readonly path: string;
  readonly customHeaders: Readonly<Record<string, string>>;
  readonly handler: EdgeHandler;
}

export interface Behavior {
  readonly matches: (path: string) => boolean;
  readonly origin: Origin;
  readonly allowedMethods: readonly string[];
  readonly isCompressing: boolean;
  readonly cachePolicy: CachePolicy;
  readonly originRequestPolicy: ForwardingPolicy | undefined;
  readonly applyHeaders: ApplyHeaders;
  readonly viewerRequest: EdgeFunction | undefined;
  readonly viewerResponse: EdgeFunction | undefined;
}

export interface Distribution {
  readonly id: string;
  readonly domainName: string;
  readonly defaultRootObject: string;
  /** In order of precedence; the last one matches everything. */
  readonly behaviors: readonly Behavior[];
  readonly errorPages: readonly ErrorPage[];
  readonly log: (text: string) => void;
}

/** The way of a request through CloudFront, without the caching. */
export function createDistributionHandler(distribution: Distribution): EdgeHandler {
  const behaviorFor = (path: string): Behavior => {
    const behavior = distribution.behaviors.find((candidate) => candidate.matches(path));
    if (behavior === undefined) throw new Error(`distribution ${distribution.id} has no default behavior`);
    return behavior;
  };

  async function askOrigin(behavior: Behavior, request: EdgeRequest): Promise<EdgeResponse> {
    const { origin, cachePolicy, originRequestPolicy } = behavior;
    const policies = originRequestPolicy === undefined ? [cachePolicy] : [cachePolicy, originRequestPolicy];
    const forwarded = toOriginRequest(request, policies, origin.domainName);
    const path = request.path === "/" ? `/${distribution.defaultRootObject}` : request.path;
    try {
      return await origin.handler({
        ...forwarded,
        path: `${origin.path}${path}`,
        headers: { ...forwarded.headers, ...origin.customHeaders },
      });
    } catch (error) {
      distribution.log(`origin ${origin.domainName} failed: ${error instanceof Error ? error.message : String(error)}`);
      return htmlError(502, "The origin did not answer.");
    }
  }

  /** The page comes from whatever behavior its own path has; when it fails too, the first error goes out. */
  async function withErrorPage(request: EdgeRequest, response: EdgeResponse): Promise<EdgeResponse> {
    const page = distribution.errorPages.find((candidate) => candidate.ErrorCode === response.status);
    if (page?.ResponsePagePath === undefined) return response;
    const path = page.ResponsePagePath;
    const { "if-none-match": _, ...headers } = request.headers;
    const content = await askOrigin(behaviorFor(path), { ...request, method: "GET", path, rawQuery: "", headers });
    return content.status === 200 ? { ...content, status: page.ResponseCode ?? response.status } : response;
  }

  async function process(viewer: EdgeRequest, context: FunctionContext): Promise<EdgeResponse> {
    const behavior = behaviorFor(viewer.path);
    if (!behavior.allowedMethods.includes(viewer.method)) {
      return htmlError(403, "This distribution is not configured to allow the HTTP request method.");
    }
    let request = viewer;
    if (behavior.viewerRequest !== undefined) {
      const result = await behavior.viewerRequest(toRequestEvent(viewer, context));
      const next = readRequestResult(result, viewer);
      if ("status" in next) return behavior.applyHeaders(next);
      request = next;
    }
    const answered = await askOrigin(behavior, request);
    const paged = answered.status >= 400 ? await withErrorPage(request, answered) : answered;
    const encodings = { gzip: behavior.cachePolicy.gzip, brotli: behavior.cachePolicy.brotli };
    const compressed = behavior.isCompressing
      ? await compressResponse(paged, viewer.headers["accept-encoding"], encodings)
      : paged;
    const response = behavior.applyHeaders(compressed);
    // "CloudFront doesn't invoke edge functions for viewer response events when the origin returns … 400 or higher."
    if (behavior.viewerResponse === undefined || answered.status >= 400) return response;
    return readResponse(await behavior.viewerResponse(toResponseEvent(request, response, context)), response);
  }

  return async (request) => {
    const context = {
      distributionDomainName: distribution.domainName,
      distributionId: distribution.id,
      requestId: randomUUID(),
    };
    try {
      const response = await process(request, context);
      return { ...response, headers: { ...response.headers, "x-cache": "Miss from cloudfront" } };
    } catch (error) {
      if (!(error instanceof EdgeFunctionError)) throw error;
      const headers = {
        "x-cache": error.status === 503 ? "FunctionExecutionError from cloudfront" : "FunctionGeneratedResponse",
      };
      distribution.log(error.message);
      return { ...htmlError(error.status, "The function of this distribution is invalid."), headers };
    }
  };
}

function htmlError(status: number, text: string): EdgeResponse {
  const body = `<!DOCTYPE html><html lang="en"><title>${status}</title><h1>${status}</h1><p>${text}</p></html>`;
  return { status, headers: { "content-type": "text/html" }, body: Buffer.from(body) };
}
