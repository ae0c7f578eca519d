import * as z from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { capabilities } from "../lib/shared/access.ts";
import { type ErrorCode, errorCatalogue } from "../lib/shared/errors.ts";
import { Problem } from "../lib/shared/problem.ts";
import { commonErrors, methodOf, pathOf, type Route } from "../lib/shared/route.ts";

const idempotencyHeader = z.object({
  "Idempotency-Key": z
    .string()
    .regex(/^[\w-]{8,64}$/)
    .optional()
    .meta({ description: "幂等键：重复提交得到同一结果 · Repeating a request with its key gives the same answer" }),
});

/** The OpenAPI 3.1 document of the contract. */
export function describeOpenApi(routes: readonly Route[], version: string) {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    const path = pathOf(route);
    paths[path] = { ...paths[path], [methodOf(route).toLowerCase()]: operationOf(route) };
  }
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "dangjian-cloud",
      version,
      description: "高校党建平台接口 · HTTP API of the platform for a university's Party organisations",
    },
    servers: [{ url: "/", description: "本站 · This site" }],
    security: [{ campus: [] }],
    tags: [...new Set(routes.map(({ context }) => context))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        campus: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description: "统一身份认证 · Campus sign-in (OIDC)",
        },
      },
    },
  });
}

function operationOf(route: Route): ZodOpenApiOperationObject {
  return {
    operationId: route.id,
    tags: [route.context],
    summary: `${route.summary.zh} · ${route.summary.en}`,
    description: accessText(route),
    ...(route.access.kind === "public" && { security: [] }),
    requestParams: {
      ...(route.params && { path: route.params }),
      ...(route.query && { query: route.query }),
      ...(route.body && { header: idempotencyHeader }),
    },
    ...(route.body && {
      requestBody: { required: true, content: contentOf(route.body, route.takesText) },
    }),
    responses: {
      [`${route.status}`]: {
        description: "成功 · Success",
        content: { [route.contentType ?? "application/json"]: { schema: route.response } },
      },
      ...errorResponses(route),
    },
  };
}

/** Of a body that is taken as it comes, only its text is described. */
function contentOf(body: NonNullable<Route["body"]>, isText: boolean) {
  return isText ? { "text/plain": { schema: z.string() } } : { "application/json": { schema: body } };
}

function accessText({ access }: Route): string {
  if (access.kind === "public") return "无需登录 · Open to everybody";
  if (access.kind === "authenticated") return "登录即可 · Any signed-in person";
  const { zh, en } = capabilities[access.capability];
  const where =
    access.at === "anywhere"
      ? ""
      : access.at === "root"
        ? " @ root"
        : ` @ ${access.at.map((locator) => `${locator.in}.${locator.field}`).join(", ")}`;
  return `需要权限「${zh}」· Needs: ${en} (\`${access.capability}\`${where})`;
}

function errorResponses({ errors }: Route): ZodOpenApiOperationObject["responses"] {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of [...errors, ...commonErrors]) {
    const { status } = errorCatalogue[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const entries = [...byStatus].sort(([a], [b]) => a - b);
  return Object.fromEntries(
    entries.map(([status, codes]) => [
      `${status}`,
      {
        description: codes
          .map((code) => `\`${code}\` ${errorCatalogue[code].title.zh} · ${errorCatalogue[code].title.en}`)
          .join("\n"),
        content: { "application/problem+json": { schema: Problem } },
      },
    ]),
  );
}
