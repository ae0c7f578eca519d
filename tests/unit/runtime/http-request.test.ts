import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { readRequest } from "../../../lib/runtime/http-request.ts";
import { AppError } from "../../../lib/shared/errors.ts";
import { defineRoute } from "../../../lib/shared/route.ts";
import { type RequestParts, requestEvent } from "../../support/request-event.ts";

const route = defineRoute({
  id: "change",
  key: "POST /api/things/{thingId}",
  context: "test",
  summary: { zh: "修改", en: "Change" },
  access: { kind: "public" },
  params: z.object({ thingId: z.string().max(4) }),
  query: z.object({ limit: z.coerce.number().optional() }),
  body: z.object({ name: z.string() }),
  response: z.object({}),
  maximumBodyBytes: 64,
});
const bare = defineRoute({
  id: "see",
  key: "GET /api/things",
  context: "test",
  summary: { zh: "查看", en: "See" },
  access: { kind: "public" },
  response: z.object({}),
});

const good = { routeKey: route.key, params: { thingId: "t-1" }, body: '{"name":"甲"}' };
const read = (parts: Partial<RequestParts>) => readRequest(route, requestEvent({ ...good, ...parts }));

function refusalOf(act: () => unknown): AppError {
  try {
    act();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("the request was accepted");
}

const refusal = (parts: Partial<RequestParts>) => refusalOf(() => read(parts));
const fields = (error: AppError) => error.options.errors?.map(({ field }) => field);

test("reads the three parts", () => {
  expect(read({ query: "limit=3" })).toEqual({ params: { thingId: "t-1" }, query: { limit: 3 }, body: { name: "甲" } });
});

test("a body is read as it came where the format is another's, but not when it is too long", () => {
  const free = { ...route, takesText: true, body: z.object({ text: z.string() }) };
  const readFree = (body: string) =>
    readRequest(free, requestEvent({ ...good, headers: { "content-type": "text/plain" }, body })).body;
  expect(readFree("[1")).toEqual({ text: "[1" });
  expect(refusalOf(() => readFree("x".repeat(65))).code).toBe("payload_too_large");
});

describe("a body", () => {
  test("may come in base64, as API Gateway sends what it does not know for text", () => {
    const body = Buffer.from(good.body).toString("base64");
    expect(read({ body, isBase64Encoded: true }).body).toEqual({ name: "甲" });
  });

  test.each(["", "{", '{"name":"a"}x', "undefined", "{'name':1}"])("that is no JSON is malformed: %s", (body) => {
    const error = refusal({ body });
    expect([error.code, fields(error)]).toEqual(["malformed_request", ["body"]]);
  });

  test("in invalid UTF-8 is malformed, not repaired", () => {
    const body = Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xff]), Buffer.from('"}')]).toString("base64");
    expect(refusal({ body, isBase64Encoded: true }).code).toBe("malformed_request");
  });

  test("with half a character is malformed, because no store could keep it", () => {
    expect(refusal({ body: '{"name":"\\ud842"}' }).code).toBe("malformed_request");
    expect(refusal({ body: '{"\\ud842":"a"}' }).code).toBe("malformed_request");
    expect(read({ body: '{"name":"\\ud842\\udfb7"}' }).body).toEqual({ name: "𠮷" });
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "application/jsonp", "multipart/form-data", ""])(
    "of another type is refused: %s",
    (type) => expect(refusal({ headers: { "content-type": type } }).status).toBe(415),
  );

  test.each(["application/json; charset=utf-8", "Application/JSON"])("of this type is read: %s", (type) => {
    expect(read({ headers: { "content-type": type } }).body).toEqual({ name: "甲" });
  });

  test("is measured in bytes, not in letters", () => {
    const ofLength = (bytes: number) => `{"name":"${"甲".repeat(10)}${"a".repeat(bytes - 30 - 11)}"}`;
    expect(Buffer.byteLength(ofLength(64))).toBe(64);
    expect(read({ body: ofLength(64) }).body).toBeDefined();
    expect(refusal({ body: ofLength(65) }).status).toBe(413);
  });

  test("is measured before its type is looked at and before it is parsed", () => {
    expect(refusal({ body: "x".repeat(65), headers: { "content-type": "text/plain" } }).status).toBe(413);
  });

  test("with unknown fields is refused by their names", () => {
    expect(fields(refusal({ body: '{"name":"a","zz":1,"__proto__":{}}' }))?.sort()).toEqual([
      "body.__proto__",
      "body.zz",
    ]);
  });

  test("of any shape is read or refused with 4xx, never a crash", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string({ unit: "binary" })), (body) => {
        try {
          read({ body });
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
          expect((error as AppError).status).toBeLessThan(500);
        }
      }),
    );
  });
});

describe("a query", () => {
  test("field that is repeated is refused", () => {
    const error = refusal({ query: "limit=1&limit=2" });
    expect([error.status, fields(error)]).toEqual([422, ["query.limit"]]);
  });

  test("field that is unknown is refused, also where a route has no query", () => {
    expect(fields(refusal({ query: "colour=red" }))).toEqual(["query.colour"]);
    const error = refusalOf(() => readRequest(bare, requestEvent({ routeKey: bare.key, query: "colour=red" })));
    expect([error.status, fields(error)]).toEqual([422, ["query.colour"]]);
  });

  test("named like a part of every object is unknown too", () => {
    expect(fields(refusal({ query: "__proto__=1" }))).toEqual(["query.__proto__"]);
    expect(fields(refusal({ query: "constructor=1" }))).toEqual(["query.constructor"]);
  });
});

test("a parameter of the path is checked", () => {
  expect(fields(refusal({ params: { thingId: "too long" } }))).toEqual(["params.thingId"]);
  expect(fields(refusalOf(() => readRequest(route, requestEvent({ routeKey: route.key, body: good.body }))))).toEqual([
    "params.thingId",
  ]);
});
