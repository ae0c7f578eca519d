import { describe, expect, it } from "vitest";
import {
  type ApiOptions,
  AUTHORIZER_ARN,
  bodyOf,
  createFixture,
  deployApi,
  type Reply,
  request,
} from "./api-fixture.ts";

const byHeader = { IdentitySource: ["$request.header.Authorization"], AuthorizerResultTtlInSeconds: 120 };

const setup = async (authorize: Reply, lambda: Record<string, unknown> = byHeader, options: ApiOptions = {}) => {
  const fixture = createFixture(undefined, authorize);
  const { handler, apiId } = await deployApi(fixture, { lambda, ...options });
  const call = (authorization?: string, target = "/") =>
    handler(request("GET", target, { headers: authorization === undefined ? {} : { authorization } }));
  return { ...fixture, call, apiId };
};

const admit = () => ({ isAuthorized: true, context: { verdict: "verified", exp: 5 } });

describe("Lambda authorizer", () => {
  it("gets the event of payload format 2.0, without the body", async () => {
    const fixture = createFixture(undefined, admit);
    const { handler, apiId } = await deployApi(fixture, { lambda: byHeader, routes: ["POST /members/{id}"] });
    const headers = { authorization: "Bearer a", cookie: "s=1" };
    await handler(request("POST", "/members/7?tag=1", { headers, body: Buffer.from("secret") }));
    expect(fixture.authorizerEvents).toEqual([
      {
        version: "2.0",
        type: "REQUEST",
        routeArn: `arn:aws-cn:execute-api:cn-north-1:000000000000:${apiId}/$default/POST/members/{id}`,
        identitySource: ["Bearer a"],
        routeKey: "POST /members/{id}",
        rawPath: "/members/7",
        rawQueryString: "tag=1",
        cookies: ["s=1"],
        headers: { authorization: "Bearer a" },
        queryStringParameters: { tag: "1" },
        pathParameters: { id: "7" },
        requestContext: expect.objectContaining({
          apiId,
          http: expect.objectContaining({ method: "POST", path: "/members/7" }),
        }),
      },
    ]);
  });

  it("hands its context on to the function as it is", async () => {
    const { call, events } = await setup(admit);
    expect((await call("Bearer a")).status).toBe(204);
    expect(events[0]).toMatchObject({
      requestContext: { authorizer: { lambda: { verdict: "verified", exp: 5 } } },
    });
  });

  it("hands no context on where it gave none", async () => {
    const { call, events } = await setup(() => ({ isAuthorized: true }));
    await call("Bearer a");
    expect(events[0]).toMatchObject({ requestContext: { authorizer: { lambda: null } } });
  });

  it("is not asked without an identity: 401", async () => {
    const { call, authorizerEvents, events } = await setup(admit);
    for (const header of [undefined, ""]) {
      const response = await call(header);
      expect([response.status, bodyOf(response)]).toEqual([401, '{"message":"Unauthorized"}']);
    }
    expect([authorizerEvents, events]).toEqual([[], []]);
  });

  it("is asked for everything where it has no identity source", async () => {
    const { call, authorizerEvents } = await setup(admit, {});
    expect([(await call()).status, (await call()).status]).toEqual([204, 204]);
    expect(authorizerEvents).toHaveLength(2);
    expect(authorizerEvents[0]).toMatchObject({ identitySource: [] });
  });

  it("forbids: 403", async () => {
    const { call, events } = await setup(() => ({ isAuthorized: false, context: { a: 1 } }));
    const response = await call("Bearer a");
    expect([response.status, bodyOf(response)]).toEqual([403, '{"message":"Forbidden"}']);
    expect(events).toEqual([]);
  });

  const failures: Record<string, Reply> = {
    "that throws": () => {
      throw new Error("no keys");
    },
    "that gives nothing": () => undefined,
    "that gives a policy": () => ({ principalId: "a", policyDocument: {} }),
    "that gives no boolean": () => ({ isAuthorized: "true" }),
  };

  it.each(Object.entries(failures))("%s is 500, told in the log, and asked again", async (_, reply) => {
    const { call, authorizerEvents, events, lines } = await setup(reply);
    const response = await call("Bearer a");
    expect([response.status, bodyOf(response)]).toEqual([500, '{"message":"Internal Server Error"}']);
    expect(lines.map(({ stream }) => stream)).toContain("stderr");
    await call("Bearer a");
    expect(authorizerEvents).toHaveLength(2);
    expect(events).toEqual([]);
  });

  it("is invoked by API Gateway on behalf of the authorizer, and not without that permission: 500", async () => {
    const { call, calls, parts, authorizerEvents, apiId } = await setup(admit);
    await call("Bearer a");
    expect(calls[0]).toEqual({
      action: "lambda:InvokeFunction",
      resourceArn: AUTHORIZER_ARN,
      principal: {
        kind: "service",
        service: "apigateway.amazonaws.com",
        sourceArn: expect.stringMatching(
          new RegExp(`^arn:aws-cn:execute-api:cn-north-1:000000000000:${apiId}/authorizers/[a-z0-9]{10}$`),
        ),
      },
    });
    parts.authority.authorize = () => {
      throw new Error("not authorized to perform lambda:InvokeFunction");
    };
    expect((await call("Bearer b")).status).toBe(500);
    expect(authorizerEvents).toHaveLength(1);
  });

  it("fills the access log", async () => {
    const AccessLogSettings = {
      DestinationArn: "log",
      Format: "$context.authorizer.verdict $context.authorizer.error",
    };
    const options = { stage: { AccessLogSettings } };
    const reply: Reply = ({ headers }) => {
      if ((headers as Record<string, string>).authorization === "good") return admit();
      throw new Error("no keys");
    };
    const { call, lines } = await setup(reply, byHeader, options);
    await call("good");
    await call("bad");
    expect(lines.filter(({ stream }) => stream === "stdout").map(({ text }) => text)).toEqual([
      "verified -",
      "- Error: Error: no keys",
    ]);
  });
});

describe("the cache of a Lambda authorizer", () => {
  const routes = ["GET /a", "GET /b"];

  it("keeps an answer for all routes by the identity, until its time is over", async () => {
    const { call, authorizerEvents, clock } = await setup(admit, byHeader, { routes });
    await call("Bearer a", "/a");
    clock.advance(119_000);
    expect((await call("Bearer a", "/b")).status).toBe(204);
    expect(authorizerEvents).toHaveLength(1);
    await call("Bearer b", "/a");
    expect(authorizerEvents).toHaveLength(2);
    clock.advance(1_000);
    await call("Bearer a", "/a");
    expect(authorizerEvents).toHaveLength(3);
  });

  it("keeps refusals as well", async () => {
    const { call, authorizerEvents } = await setup(() => ({ isAuthorized: false }));
    expect([(await call("x")).status, (await call("x")).status]).toEqual([403, 403]);
    expect(authorizerEvents).toHaveLength(1);
  });

  it("keeps answers by route where the route is an identity source", async () => {
    const IdentitySource = ["$request.header.Authorization", "$context.routeKey"];
    const { call, authorizerEvents } = await setup(admit, { ...byHeader, IdentitySource }, { routes });
    for (const target of ["/a", "/b", "/a"]) await call("Bearer a", target);
    expect(authorizerEvents.map(({ identitySource }) => identitySource)).toEqual([
      ["Bearer a", "GET /a"],
      ["Bearer a", "GET /b"],
    ]);
  });

  it("keeps identities apart that only look alike when put together", async () => {
    const IdentitySource = ["$request.querystring.a", "$request.querystring.b"];
    const { call, authorizerEvents } = await setup(admit, { ...byHeader, IdentitySource });
    await call(undefined, "/?a=x,&b=y");
    await call(undefined, "/?a=x&b=,y");
    expect((await call(undefined, "/?a=x")).status).toBe(401);
    expect(authorizerEvents).toHaveLength(2);
  });

  it("keeps nothing without a time to live", async () => {
    const { call, authorizerEvents } = await setup(admit, { ...byHeader, AuthorizerResultTtlInSeconds: 0 });
    await call("Bearer a");
    await call("Bearer a");
    expect(authorizerEvents).toHaveLength(2);
  });
});

describe("templates", () => {
  it.each([
    [{ AuthorizerResultTtlInSeconds: 300 }, /identity source must be set/],
    [{ EnableSimpleResponses: false }, /EnableSimpleResponses/],
    [{ AuthorizerPayloadFormatVersion: "1.0" }, /AuthorizerPayloadFormatVersion/],
    [{ AuthorizerCredentialsArn: "arn" }, /AuthorizerCredentialsArn/],
    [{ IdentitySource: ["$stageVariables.a"] }, /identity source/],
  ])("refuses what it does not emulate: %j", async (lambda, message) => {
    await expect(deployApi(createFixture(), { lambda })).rejects.toThrow(message);
  });

  it("refuses a route that names an authorizer and no kind of authorization", async () => {
    const routes = [{ RouteKey: "GET /a", AuthorizationType: "NONE" }];
    await expect(deployApi(createFixture(), { lambda: byHeader, routes })).rejects.toThrow(/go together/);
  });
});
