import { describe, expect, it } from "vitest";
import { bodyOf, createFixture, deployApi, FUNCTION_ARN, request } from "./api-fixture.ts";

describe("payload format 2.0", () => {
  it("builds the event that a function gets on AWS", async () => {
    const fixture = createFixture();
    const { handler, apiId } = await deployApi(fixture, { routes: ["GET /members/{id}"] });
    await handler(
      request("GET", "/members/a%20b?tag=1&tag=2&q=%E5%85%9A", {
        headers: { host: "h", "x-two": "a,b", cookie: "s=1; t=2", "user-agent": "probe" },
      }),
    );
    const time = fixture.clock.now();
    expect(fixture.events[0]).toEqual({
      version: "2.0",
      routeKey: "GET /members/{id}",
      rawPath: "/members/a b",
      rawQueryString: "tag=1&tag=2&q=%E5%85%9A",
      cookies: ["s=1", "t=2"],
      headers: { host: "h", "x-two": "a,b", "user-agent": "probe" },
      queryStringParameters: { tag: "1,2", q: "党" },
      pathParameters: { id: "a b" },
      isBase64Encoded: false,
      requestContext: {
        accountId: "000000000000",
        apiId,
        domainName: `${apiId}.execute-api.cn-north-1.amazonaws.com.cn`,
        domainPrefix: apiId,
        http: {
          method: "GET",
          path: "/members/a b",
          protocol: "HTTP/1.1",
          sourceIp: "127.0.0.1",
          userAgent: "probe",
        },
        requestId: expect.stringMatching(/^.{16}$/),
        routeKey: "GET /members/{id}",
        stage: "$default",
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        timeEpoch: time,
      },
    });
  });

  it.each([
    ["application/json; charset=utf-8", false],
    ["text/plain", false],
    [undefined, false],
    ["application/x-www-form-urlencoded", true],
    ["image/png", true],
  ])("passes a body of type %s on (base64: %s)", async (type, isBase64Encoded) => {
    const fixture = createFixture();
    const { handler } = await deployApi(fixture);
    const headers = type === undefined ? {} : { "content-type": type };
    await handler(request("POST", "/x", { headers, body: Buffer.from("党") }));
    const body = Buffer.from("党").toString(isBase64Encoded ? "base64" : "utf8");
    expect(fixture.events[0]).toMatchObject({ body, isBase64Encoded });
  });

  it("invokes as API Gateway on behalf of the route", async () => {
    const fixture = createFixture();
    const { handler, apiId } = await deployApi(fixture, { routes: ["ANY /members/{id}"] });
    await handler(request("PUT", "/members/1"));
    expect(fixture.calls).toEqual([
      {
        action: "lambda:InvokeFunction",
        resourceArn: FUNCTION_ARN,
        principal: {
          kind: "service",
          service: "apigateway.amazonaws.com",
          sourceArn: `arn:aws-cn:execute-api:cn-north-1:000000000000:${apiId}/$default/PUT/members/{id}`,
        },
      },
    ]);
  });
});

describe("the function's answer", () => {
  const answerOf = async (payload: unknown) => {
    const { handler } = await deployApi(createFixture(() => payload));
    return handler(request("GET", "/"));
  };

  it("sends status, headers, cookies and a binary body", async () => {
    const response = await answerOf({
      statusCode: 201,
      headers: { "X-Version": 7, "Content-Type": "image/png" },
      cookies: ["a=1; Secure", "b=2"],
      body: Buffer.from([1, 2, 255]).toString("base64"),
      isBase64Encoded: true,
    });
    expect(response.status).toBe(201);
    expect(response.headers).toMatchObject({
      "x-version": "7",
      "content-type": "image/png",
      "set-cookie": ["a=1; Secure", "b=2"],
      "apigw-requestid": expect.any(String),
    });
    expect([...response.body]).toEqual([1, 2, 255]);
  });

  it.each([
    [{ ok: true }, '{"ok":true}'],
    ["hello", "hello"],
    [null, "null"],
  ])("takes %j without a status code as a 200 in JSON", async (payload, body) => {
    const response = await answerOf(payload);
    expect([response.status, response.headers["content-type"], bodyOf(response)]).toEqual([
      200,
      "application/json",
      body,
    ]);
  });

  it.each([{ statusCode: "ok" }, { statusCode: 200, body: { a: 1 } }, { statusCode: 200, headers: { a: [] } }])(
    "calls %j malformed: 500",
    async (payload) => {
      const response = await answerOf(payload);
      expect([response.status, bodyOf(response)]).toEqual([500, '{"message":"Internal Server Error"}']);
    },
  );
});

describe("failures", () => {
  it("hides what went wrong in the function and logs it", async () => {
    const fixture = createFixture(() => {
      throw new Error("the table is on fire");
    });
    const { handler } = await deployApi(fixture);
    const response = await handler(request("GET", "/"));
    expect([response.status, bodyOf(response)]).toEqual([500, '{"message":"Internal Server Error"}']);
    expect(fixture.lines.map((line) => line.text).join()).toContain("the table is on fire");
  });

  it("gives 500 when the function's policy does not admit the API", async () => {
    const fixture = createFixture();
    const { handler } = await deployApi(fixture);
    fixture.parts.authority.authorize = () => {
      throw new Error("not authorized");
    };
    expect((await handler(request("GET", "/"))).status).toBe(500);
    expect(fixture.events).toEqual([]);
  });

  it("gives 503 when the integration takes longer than its timeout", async () => {
    const never = Promise.withResolvers<unknown>();
    const { handler } = await deployApi(
      createFixture(() => never.promise),
      { integration: { TimeoutInMillis: 50 } },
    );
    const response = await handler(request("GET", "/"));
    never.resolve({});
    expect([response.status, bodyOf(response)]).toEqual([503, '{"message":"Service Unavailable"}']);
  });

  it("gives 503 when the function has no concurrency left", async () => {
    const { handler } = await deployApi(
      createFixture(() => {
        throw Object.assign(new Error("Rate Exceeded."), { name: "ThrottledError" });
      }),
    );
    expect((await handler(request("GET", "/"))).status).toBe(503);
  });

  it("gives 404 for an unknown route and for a disabled endpoint", async () => {
    const { handler } = await deployApi(createFixture(), { routes: ["GET /a"] });
    const response = await handler(request("GET", "/b"));
    expect([response.status, bodyOf(response)]).toEqual([404, '{"message":"Not Found"}']);
    const disabled = await deployApi(createFixture(), { api: { DisableExecuteApiEndpoint: true } });
    expect((await disabled.handler(request("GET", "/"))).status).toBe(404);
  });

  it("gives 413 above 10 MB, and above what Lambda takes", async () => {
    const { handler } = await deployApi(createFixture());
    const post = async (bytes: number) => {
      const response = await handler(request("POST", "/", { body: new Uint8Array(bytes).fill(97) }));
      return response.status;
    };
    expect(await post(10 * 1024 * 1024 + 1)).toBe(413);
    expect(await post(7 * 1024 * 1024)).toBe(413);
    expect(await post(5 * 1024 * 1024)).toBe(204);
  });

  it("gives 431 when the headers exceed 10,240 bytes", async () => {
    const { handler } = await deployApi(createFixture());
    const response = await handler(request("GET", "/", { headers: { x: "a".repeat(10_240) } }));
    expect(response.status).toBe(431);
  });
});

describe("stages", () => {
  it("serves a named stage below its name, which stays in rawPath", async () => {
    const fixture = createFixture();
    const { handler } = await deployApi(fixture, { routes: ["GET /a"], stage: { StageName: "beta" } });
    expect((await handler(request("GET", "/beta/a"))).status).toBe(204);
    expect(fixture.events[0]).toMatchObject({ rawPath: "/beta/a", requestContext: { stage: "beta" } });
    expect((await handler(request("GET", "/a"))).status).toBe(404);
  });

  it("throttles a route by its own bucket and lets it fill again", async () => {
    const fixture = createFixture();
    const { handler } = await deployApi(fixture, {
      routes: ["GET /a", "GET /b"],
      stage: {
        DefaultRouteSettings: { ThrottlingBurstLimit: 2, ThrottlingRateLimit: 1 },
        RouteSettings: { "GET /b": { ThrottlingBurstLimit: 0, ThrottlingRateLimit: 0 } },
      },
    });
    const get = async (path: string) => (await handler(request("GET", path))).status;
    expect([await get("/a"), await get("/a"), await get("/a"), await get("/b")]).toEqual([204, 204, 429, 429]);
    fixture.clock.advance(1000);
    expect([await get("/a"), await get("/a")]).toEqual([204, 429]);
  });

  it("writes the access log in the given format", async () => {
    const fixture = createFixture();
    const Format = '{"route":"$context.routeKey","status":"$context.status","ip":"$context.identity.sourceIp"}';
    const AccessLogSettings = { DestinationArn: "arn:aws-cn:logs:cn-north-1:0:log-group:access", Format };
    const { handler } = await deployApi(fixture, { routes: ["GET /a"], stage: { AccessLogSettings } });
    await handler(request("GET", "/a"));
    await handler(request("GET", "/nope"));
    expect(fixture.lines.map((line) => JSON.parse(line.text))).toEqual([
      { route: "GET /a", status: "204", ip: "127.0.0.1" },
      { route: "-", status: "404", ip: "127.0.0.1" },
    ]);
  });
});

describe("CORS", () => {
  const CorsConfiguration = {
    AllowOrigins: ["https://app.example"],
    AllowMethods: ["GET", "POST"],
    AllowHeaders: ["authorization"],
    ExposeHeaders: ["etag"],
    AllowCredentials: true,
    MaxAge: 600,
  };
  const preflight = (origin: string) =>
    request("OPTIONS", "/anything", { headers: { origin, "access-control-request-method": "POST" } });

  it("answers a preflight without a route, a token or the function", async () => {
    const fixture = createFixture();
    const { handler } = await deployApi(fixture, { api: { CorsConfiguration }, routes: ["GET /a"] });
    const response = await handler(preflight("https://app.example"));
    expect(response.status).toBe(204);
    expect(response.headers).toEqual({
      "access-control-allow-origin": "https://app.example",
      "access-control-allow-methods": "GET,POST",
      "access-control-allow-headers": "authorization",
      "access-control-allow-credentials": "true",
      "access-control-max-age": "600",
      vary: "origin",
    });
    expect((await handler(preflight("https://evil.example"))).headers).toEqual({});
    expect(fixture.events).toEqual([]);
  });

  it("replaces the CORS headers of the function", async () => {
    const fixture = createFixture(() => ({ statusCode: 200, headers: { "access-control-allow-origin": "*" } }));
    const { handler } = await deployApi(fixture, { api: { CorsConfiguration } });
    const get = (origin: string) => handler(request("GET", "/", { headers: { origin } }));
    expect((await get("https://app.example")).headers).toMatchObject({
      "access-control-allow-origin": "https://app.example",
      "access-control-expose-headers": "etag",
    });
    expect((await get("https://evil.example")).headers).not.toHaveProperty("access-control-allow-origin");
  });

  it("leaves OPTIONS to the routes without a CORS configuration", async () => {
    const { handler } = await deployApi(createFixture());
    expect((await handler(preflight("https://app.example"))).headers).not.toHaveProperty("access-control-allow-origin");
  });
});

describe("templates", () => {
  it.each([
    ["AWS::ApiGatewayV2::Api", { Name: "a", ProtocolType: "WEBSOCKET" }, /ProtocolType/],
    ["AWS::ApiGatewayV2::Api", { Name: "a", ProtocolType: "HTTP", RouteSelectionExpression: "x" }, /RouteSelection/],
    ["AWS::ApiGatewayV2::Stage", { ApiId: "a", StageName: "$default" }, /AutoDeploy/],
    [
      "AWS::ApiGatewayV2::Route",
      { ApiId: "a", RouteKey: "GET /", Target: "integrations/i", AuthorizationType: "AWS_IAM" },
      /AuthorizationType/,
    ],
    [
      "AWS::ApiGatewayV2::Integration",
      { ApiId: "a", IntegrationType: "AWS_PROXY", IntegrationUri: FUNCTION_ARN, PayloadFormatVersion: "1.0" },
      /PayloadFormatVersion/,
    ],
  ])("refuses what it does not emulate: %s %j", async (type, properties, message) => {
    await expect(createFixture().provision(type, properties)).rejects.toThrow(message);
  });
});
