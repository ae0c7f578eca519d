interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly { name: string; in: string; required?: boolean; description?: string }[];
  readonly requestBody?: { content: Record<string, { schema: unknown }> };
  readonly responses?: Record<string, { description?: string; content?: Record<string, { schema: unknown }> }>;
}

/** The part of the OpenAPI document that the page shows. */
export interface ApiDocument {
  readonly info: { readonly title: string; readonly version: string };
  readonly paths?: Record<string, Record<string, Operation>>;
  readonly components?: { readonly schemas?: Record<string, unknown> };
}

/** A page for people from the OpenAPI document: plain HTML without scripts, so that any content policy lets it pass. */
export function describeApiPage(document: ApiDocument): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const contents = operations.map(
    ({ path, method, operation }) =>
      `<li><a href="#${operation.operationId}"><code>${method} ${escapeHtml(path)}</code></a> ${escapeHtml(operation.summary ?? "")}</li>`,
  );
  const schemas = Object.entries(document.components?.schemas ?? {}).map(
    ([name, schema]) => `<section id="schema-${name}"><h3>${name}</h3>${json(schema)}</section>`,
  );
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>接口文档 · API — ${escapeHtml(document.info.title)}</title>
<link rel="stylesheet" href="/docs/api.css">
</head>
<body>
<header><h1>接口文档 · API</h1>
<p>${escapeHtml(document.info.title)} ${escapeHtml(document.info.version)} · <a href="/openapi.json">openapi.json</a> · <a href="/">返回应用 · Application</a></p></header>
<main>
<nav aria-label="目录 Contents"><ol>
${contents.join("\n")}
</ol></nav>
${operations.map(operationSection).join("\n")}
<section><h2>数据结构 · Schemas</h2>
${schemas.join("\n")}
</section>
</main>
</body>
</html>
`;
}

function operationSection({ path, method, operation }: { path: string; method: string; operation: Operation }): string {
  const parameters = (operation.parameters ?? []).map(
    ({ name, in: place, required, description }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td>${place}</td><td>${required ? "必填 · required" : "可选 · optional"}</td><td>${escapeHtml(description ?? "")}</td></tr>`,
  );
  const responses = Object.entries(operation.responses ?? {}).map(
    ([status, { description }]) =>
      `<tr><td>${status}</td><td>${escapeHtml(description ?? "").replaceAll("\n", "<br>")}</td></tr>`,
  );
  const body = operation.requestBody?.content["application/json"]?.schema;
  return `<section id="${operation.operationId}">
<h2><code>${method} ${escapeHtml(path)}</code></h2>
<p><strong>${escapeHtml(operation.summary ?? "")}</strong><br>${escapeHtml(operation.description ?? "").replace(/`([^`]+)`/g, "<code>$1</code>")}</p>
${parameters.length > 0 ? `<table><caption>参数 · Parameters</caption><tbody>${parameters.join("")}</tbody></table>` : ""}
${body === undefined ? "" : `<details><summary>请求 · Request body</summary>${json(body)}</details>`}
<table><caption>应答 · Answers</caption><tbody>${responses.join("")}</tbody></table>
</section>`;
}

function json(value: unknown): string {
  return `<pre tabindex="0">${escapeHtml(JSON.stringify(value, null, 2))}</pre>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
