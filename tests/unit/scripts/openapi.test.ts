import { describe, expect, test } from "vitest";
import { allRoutes } from "../../../lib/contract.ts";
import { errorCatalogue } from "../../../lib/shared/errors.ts";
import { commonErrors, methodOf, pathOf } from "../../../lib/shared/route.ts";
import { type ApiDocument, describeApiPage } from "../../../scripts/describe-api-page.ts";
import { describeOpenApi } from "../../../scripts/describe-openapi.ts";

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
}
interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, unknown> };
  responses: Record<string, { description: string; content: Record<string, unknown> }>;
}
interface Document {
  openapi: string;
  info: { title: string; version: string };
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> };
  security: Record<string, string[]>[];
}

const document = JSON.parse(JSON.stringify(describeOpenApi(allRoutes, "1.2.3"))) as Document;
const operationOf = (route: (typeof allRoutes)[number]): Operation => {
  const operation = document.paths[pathOf(route)]?.[methodOf(route).toLowerCase()];
  if (operation === undefined) throw new Error(`${route.key} is not described`);
  return operation;
};

/** Every value under a key, anywhere in the document. */
function valuesOf(key: string, within: unknown): unknown[] {
  if (typeof within !== "object" || within === null) return [];
  return Object.entries(within).flatMap(([name, value]) => [...(name === key ? [value] : []), ...valuesOf(key, value)]);
}

describe("the OpenAPI document", () => {
  test("has the shape of 3.1", () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/);
    expect(document.info).toMatchObject({ title: "dangjian-cloud", version: "1.2.3" });
    expect(document.security).toEqual([{ campus: [] }]);
    expect(document.components.securitySchemes).toHaveProperty("campus.type", "http");
  });

  test("describes the routes of the contract and no others", () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual(allRoutes.map(({ key }) => key as string).sort());
  });

  test("has no reference that leads nowhere", () => {
    for (const reference of valuesOf("$ref", document)) {
      const name = String(reference).replace("#/components/schemas/", "");
      expect(document.components.schemas).toHaveProperty([name]);
    }
  });

  test("describes every tag that it uses", () => {
    const used = new Set(allRoutes.flatMap((route) => operationOf(route).tags));
    expect(document.tags.map(({ name }) => name).sort()).toEqual([...used].sort());
  });

  test("says nothing about where it was made", () => {
    expect(JSON.stringify(document)).not.toMatch(/localhost|127\.0\.0\.1|amazonaws|arn:/);
  });
});

describe.each(allRoutes.map((route) => [route.id, route] as const))("the operation %s", (id, route) => {
  const operation = operationOf(route);

  test("has its id, both languages and who may call it", () => {
    expect(operation.operationId).toBe(id);
    expect(operation.summary).toBe(`${route.summary.zh} · ${route.summary.en}`);
    expect(operation.description).toMatch(/\p{Script=Han}.*·.*[A-Za-z]/u);
    if (route.access.kind === "capability") expect(operation.description).toContain(route.access.capability);
  });

  test("lists every error with its status and both titles, and no other status", () => {
    const codes = [...route.errors, ...commonErrors];
    for (const code of codes) {
      const { status, title } = errorCatalogue[code];
      const answer = operation.responses[status];
      expect(answer?.description).toContain(`\`${code}\` ${title.zh} · ${title.en}`);
      expect(Object.keys(answer?.content ?? {})).toEqual(["application/problem+json"]);
    }
    const statuses = new Set([route.status, ...codes.map((code) => errorCatalogue[code].status)].map(String));
    expect(new Set(Object.keys(operation.responses))).toEqual(statuses);
  });

  test("lists its parameters, and the idempotency key where it has a body", () => {
    const named = (place: string) =>
      (operation.parameters ?? []).filter((parameter) => parameter.in === place).map(({ name }) => name);
    expect(named("path")).toEqual(Object.keys(route.params?.shape ?? {}));
    expect(named("query")).toEqual(Object.keys(route.query?.shape ?? {}));
    expect(named("header")).toEqual(route.body ? ["Idempotency-Key"] : []);
    const required = (operation.parameters ?? []).filter((parameter) => parameter.required).map(({ name }) => name);
    expect(required).toEqual(expect.arrayContaining(named("path")));
    const written = route.takesText ? "text/plain" : "application/json";
    expect(Object.keys(operation.requestBody?.content ?? {})).toEqual(route.body ? [written] : []);
  });
});

describe("the page for people", () => {
  const page = describeApiPage(document as unknown as ApiDocument);

  test("shows every operation and schema under an anchor of its own", () => {
    const anchors = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(anchors).size).toBe(anchors.length);
    for (const { id } of allRoutes) expect(anchors).toContain(id);
    for (const name of Object.keys(document.components.schemas)) expect(anchors).toContain(`schema-${name}`);
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(anchors).toContain(target);
  });

  test("holds no script and no style of its own, so that a strict content policy lets it pass", () => {
    expect(page).not.toMatch(/<script|<style|style=|\son\w+=|https?:\/\/(?!www\.w3\.org)/i);
  });

  test("shows markup in a text as text", () => {
    const hostile = JSON.parse(JSON.stringify(document).replaceAll("新建党组织", "<img src=x onerror=alert(1)>"));
    expect(describeApiPage(hostile as ApiDocument)).not.toContain("<img");
  });
});
