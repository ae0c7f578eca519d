// Runs at the edge for pages (CloudFront Functions, JavaScript runtime 2.0): addresses of screens lead to the
// application, which finds the screen itself; files keep their own address. The settings of this deployment are answered
// here, so that the published files are the same everywhere.
var settings = { issuer: "{{issuer}}", clientId: "{{clientId}}", audience: "{{audience}}" };

// biome-ignore lint/correctness/noUnusedVariables: the platform calls `handler`
function handler(event) {
  var request = event.request;
  if (request.uri === "/config.json") return settingsAnswer();
  if (!/\.[a-z0-9]+$/i.test(request.uri)) {
    request.uri = /^\/docs\/?$/.test(request.uri) ? "/docs/index.html" : "/index.html";
  }
  return request;
}

function settingsAnswer() {
  return {
    statusCode: 200,
    statusDescription: "OK",
    headers: {
      "content-type": { value: "application/json; charset=utf-8" },
      "cache-control": { value: "no-store" },
    },
    body: { encoding: "text", data: JSON.stringify(settings) },
  };
}
