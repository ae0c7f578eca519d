// Runs at the edge for the API. Without a token HTTP APIs answer by themselves, in a form that cannot be changed, before any
// function of ours is asked; so a request without one is answered here, with a problem document. Tokens are not looked at:
// that is the work of the authorizer, and routes that the contract calls public have none. CloudFront runs no function on
// answers of 400 and above, so there is no later place.

var publicPaths = /{{publicPaths}}/;

// biome-ignore lint/correctness/noUnusedVariables: the platform calls `handler`
function handler(event) {
  var header = event.request.headers.authorization;
  if (header && /\S/.test(header.value)) return event.request;
  if (publicPaths.test(event.request.uri)) return event.request;
  return {
    statusCode: 401,
    statusDescription: "Unauthorized",
    headers: {
      "content-type": { value: "application/problem+json; charset=utf-8" },
      "cache-control": { value: "no-store" },
      "www-authenticate": { value: "Bearer" },
      "x-content-type-options": { value: "nosniff" },
      "strict-transport-security": { value: "max-age=63072000; includeSubDomains" },
      "content-security-policy": { value: "default-src 'none'; frame-ancestors 'none'" },
    },
    body: {
      encoding: "text",
      data: JSON.stringify({
        type: "urn:dangjian:problem:unauthenticated",
        code: "unauthenticated",
        status: 401,
        title: "请先登录",
        titleEn: "Please sign in",
        detail: "请先登录。",
        detailEn: "Sign in first.",
        requestId: event.context.requestId,
      }),
    },
  };
}
