// Runs at the edge for the API. API Gateway answers some requests itself, in a form that cannot be configured; these
// get the same problem document as all others. Answers of the product already have it and pass.
var problems = {
  401: ["unauthenticated", "请先登录", "Please sign in"],
  403: ["forbidden", "您没有这项权限", "You are not allowed to do this"],
  404: ["not_found", "没有找到", "Not found"],
  413: ["payload_too_large", "提交的内容过大", "The request is too large"],
  429: ["too_many_requests", "操作过于频繁，请稍候", "Too many requests, please wait"],
  500: ["internal", "系统出错，请稍后重试", "Something went wrong, please try again"],
  503: ["unavailable", "系统暂时不可用，请稍后重试", "Temporarily unavailable, please try again"],
  504: ["timeout", "处理超时，请重试", "Processing took too long, please try again"],
};

// biome-ignore lint/correctness/noUnusedVariables: the platform calls `handler`
function handler(event) {
  var response = event.response;
  var problem = problems[response.statusCode];
  var type = response.headers["content-type"];
  if (!problem || (type && /^application\/problem\+json/.test(type.value))) return response;
  var requestId = response.headers["apigw-requestid"];
  response.headers["content-type"] = { value: "application/problem+json; charset=utf-8" };
  response.headers["cache-control"] = { value: "no-store" };
  if (response.statusCode >= 429) response.headers["retry-after"] = { value: "2" };
  response.body = {
    encoding: "text",
    data: JSON.stringify({
      type: `urn:dangjian:problem:${problem[0]}`,
      code: problem[0],
      status: response.statusCode,
      title: problem[1],
      titleEn: problem[2],
      requestId: requestId ? requestId.value : event.context.requestId,
    }),
  };
  return response;
}
