// Runs at the edge for the API, before the HTTP API's own authorizer. It verifies no signature (that is the authorizer's
// work); it answers what is certainly no token of ours with the problem document that the authorizer cannot give.
// CloudFront runs no function on answers of 400 and above, so this is the only place for it.
var issuer = "{{issuer}}";
var audience = "{{audience}}";

// biome-ignore lint/correctness/noUnusedVariables: the platform calls `handler`
function handler(event) {
  var request = event.request;
  var header = request.headers.authorization;
  if (!header) return unauthenticated(event, "请先登录。", "Sign in first.");
  var match = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/i.exec(header.value);
  var fault = match ? faultOf(decode(match[1]), decode(match[2])) : "malformed";
  if (!fault) return request;
  return fault === "expired"
    ? unauthenticated(event, "登录已过期，请重新登录。", "The sign-in has expired; sign in again.")
    : unauthenticated(event, "登录凭证无效，请重新登录。", "The token is not valid here; sign in again.");
}

function decode(part) {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString());
  } catch (_) {
    return undefined;
  }
}

function faultOf(head, claims) {
  if (!head || !claims || typeof claims !== "object") return "malformed";
  if (!/^RS(256|384|512)$/.test(head.alg)) return "algorithm";
  if (claims.iss !== issuer) return "issuer";
  if ([].concat(claims.aud, claims.client_id).indexOf(audience) === -1) return "audience";
  var now = Date.now() / 1000;
  if (typeof claims.exp !== "number" || claims.exp <= now) return "expired";
  if (claims.nbf > now || claims.iat > now + 60) return "not yet valid";
  return undefined;
}

function unauthenticated(event, detail, detailEn) {
  return {
    statusCode: 401,
    statusDescription: "Unauthorized",
    headers: {
      "content-type": { value: "application/problem+json; charset=utf-8" },
      "cache-control": { value: "no-store" },
      "www-authenticate": { value: "Bearer" },
    },
    body: {
      encoding: "text",
      data: JSON.stringify({
        type: "urn:dangjian:problem:unauthenticated",
        code: "unauthenticated",
        status: 401,
        title: "请先登录",
        titleEn: "Please sign in",
        detail: detail,
        detailEn: detailEn,
        requestId: event.context.requestId,
      }),
    },
  };
}
