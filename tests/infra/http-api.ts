import { expect, test } from "vitest";
import { allRoutes, routesByContext } from "../../lib/contract.ts";
import { type Assembly, at, type Resource } from "./assembly.ts";
import { nameOf } from "./functions.ts";

const catchAll = "ANY /{proxy+}";

export function describeHttpApi(read: () => Assembly): void {
  const ofApi = (type: string) =>
    read()
      .ofType(type)
      .filter(({ stack }) => stack.endsWith("-Api"));
  const routes = () => ofApi("AWS::ApiGatewayV2::Route");
  const keyOf = (route: Resource) => String(at(route, "RouteKey"));
  const lambdaOf = (route: Resource): string => {
    const [, reference] = (at(route, "Target", "Fn::Join", 1) ?? []) as unknown[];
    const integration = read().follow(route, reference);
    return nameOf(read().follow(integration, at(integration, "IntegrationUri")));
  };

  test("the API has the routes of the contract, the catch-all, and no others", () => {
    expect(routes().map(keyOf).sort()).toEqual([...allRoutes.map(({ key }) => key as string), catchAll].sort());
  });

  test("every route asks for a token of the campus unless the contract says that it is public", () => {
    for (const route of routes()) {
      const definition = allRoutes.find(({ key }) => key === keyOf(route));
      const isOpen = keyOf(route) === catchAll || definition?.access.kind === "public";
      expect(at(route, "AuthorizationType"), keyOf(route)).toBe(isOpen ? "NONE" : "CUSTOM");
      if (isOpen) continue;
      const authorizer = read().follow(route, at(route, "AuthorizerId"));
      expect(authorizer.properties).toMatchObject({
        AuthorizerType: "REQUEST",
        AuthorizerPayloadFormatVersion: "2.0",
        EnableSimpleResponses: true,
        IdentitySource: ["$request.header.Authorization"],
      });
    }
  });

  test("tokens are verified by one function, which ends before API Gateway gives it up, and not for every request", () => {
    const [authorizer, ...more] = ofApi("AWS::ApiGatewayV2::Authorizer");
    if (authorizer === undefined) throw new Error("the API has no authorizer");
    expect(more).toEqual([]);
    const cacheSeconds = Number(at(authorizer, "AuthorizerResultTtlInSeconds"));
    expect(cacheSeconds).toBeGreaterThanOrEqual(60);
    expect(cacheSeconds).toBeLessThanOrEqual(300);
    const uri = at(authorizer, "AuthorizerUri", "Fn::Join", 1) as unknown[];
    const [arn] = uri.filter((part) => typeof part === "object" && part !== null && "Fn::GetAtt" in part);
    const verifier = read().follow(authorizer, arn);
    expect(nameOf(verifier)).toBe("verify-token");
    expect(Number(at(verifier, "Timeout"))).toBeLessThan(10);
    expect(at(verifier, "Environment", "Variables")).toEqual({
      OIDC_ISSUER: { Ref: "OidcIssuer" },
      OIDC_AUDIENCE: { Ref: "OidcAudience" },
    });
  });

  test("every route leads to the function of its context, the rest to the one that says 404 and 405", () => {
    for (const [context, definitions] of Object.entries(routesByContext)) {
      for (const { key } of definitions) {
        const route = routes().find((one) => keyOf(one) === key);
        expect(route && lambdaOf(route), key).toBe(`${context}-api`);
      }
    }
    expect(
      routes()
        .filter((route) => keyOf(route) === catchAll)
        .map(lambdaOf),
    ).toEqual(["unmatched-route"]);
  });

  test("functions get the payload format that they read", () => {
    for (const integration of read().ofApplication("AWS::ApiGatewayV2::Integration")) {
      expect(at(integration, "PayloadFormatVersion"), integration.id).toBe("2.0");
    }
  });

  test("requests are throttled, and logged without query, token or account", () => {
    const [stage, ...more] = ofApi("AWS::ApiGatewayV2::Stage");
    if (stage === undefined) throw new Error("the API has no stage");
    expect(more).toEqual([]);
    const rate = Number(at(stage, "DefaultRouteSettings", "ThrottlingRateLimit"));
    expect(rate).toBeGreaterThan(0);
    expect(Number(at(stage, "DefaultRouteSettings", "ThrottlingBurstLimit"))).toBeGreaterThanOrEqual(rate);
    const format = String(at(stage, "AccessLogSettings", "Format"));
    expect(Object.values(JSON.parse(format) as Record<string, string>)).toContain("$context.requestId");
    expect(format).not.toMatch(/authorizer\.claims|\$context\.path|querystring|header|userAgent|caller/i);
    expect(read().follow(stage, at(stage, "AccessLogSettings", "DestinationArn")).type).toBe("AWS::Logs::LogGroup");
  });

  test("browsers of other sites are not let in", () => {
    const apis = read().ofApplication("AWS::ApiGatewayV2::Api");
    expect(apis.length).toBeGreaterThan(0);
    for (const api of apis) expect(at(api, "CorsConfiguration"), api.id).toBeUndefined();
  });
}
