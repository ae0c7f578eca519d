// Runs at the edge for pages (CloudFront Functions, JavaScript runtime 2.0): addresses of screens lead to the
// application, which finds the screen itself; files keep their own address.
// biome-ignore lint/correctness/noUnusedVariables: the platform calls `handler`
function handler(event) {
  var request = event.request;
  if (!/\.[a-z0-9]+$/i.test(request.uri)) {
    request.uri = /^\/docs\/?$/.test(request.uri) ? "/docs/index.html" : "/index.html";
  }
  return request;
}
