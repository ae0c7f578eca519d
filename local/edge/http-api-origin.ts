import type { EdgeHandler } from "../ports.ts";

export type FindHandler = (apiId: string) => EdgeHandler | undefined;

/** Looked up on each request, because the API may be provisioned after the distribution. */
export function createHttpApiOrigin(domainName: string, find: FindHandler): EdgeHandler {
  const apiId = domainName.split(".", 1)[0] ?? "";
  return async (request) => {
    const handler = find(apiId);
    if (handler === undefined) throw new Error(`HTTP API ${apiId} behind ${domainName} is not deployed`);
    // API Gateway does not know the viewer's host: the usual mistake is the origin request policy AllViewer.
    if (request.headers.host !== domainName) {
      return {
        status: 403,
        headers: { "content-type": "application/json" },
        body: Buffer.from('{"message":"Forbidden"}'),
      };
    }
    return handler(request);
  };
}
