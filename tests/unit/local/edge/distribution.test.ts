import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EdgeHandler, EdgeRequest } from "../../../../local/ports.ts";
import {
  ALL_VIEWER,
  API_BEHAVIOR,
  API_DOMAIN,
  BUCKET_BEHAVIOR,
  bodyOf,
  createEdgeFixture,
  request,
  type StoredObject,
  startBucket,
} from "./edge-fixture.ts";

const objects = new Map<string, StoredObject>([
  ["index.html", { body: "<h1>home</h1>", type: "text/html", cacheControl: "no-cache" }],
  ["404.html", { body: "<h1>nothing here</h1>", type: "text/html" }],
  ["assets/app.js", { body: "let a = 1;\n".repeat(500), type: "text/javascript" }],
  ["文件.txt", { body: "hi", type: "text/plain" }],
]);
let bucket: Awaited<ReturnType<typeof startBucket>>;

beforeAll(async () => {
  bucket = await startBucket(objects);
});
afterAll(() => bucket.close());

const setup = (options?: Parameters<typeof createEdgeFixture>[1]) => createEdgeFixture(bucket.endpoint, options);
const recordingApi = (status = 200) => {
  const requests: EdgeRequest[] = [];
  const api: EdgeHandler = async (message) => {
    requests.push(message);
    return { status, headers: { "content-type": "application/json" }, body: Buffer.from('{"from":"api"}') };
  };
  return { api, requests };
};
const denied = () => {
  throw Object.assign(new Error("denied"), { name: "AccessDeniedError" });
};

describe("bucket origin", () => {
  it("serves the root object and objects with their headers", async () => {
    const handler = await setup().deploy();
    const home = await handler(request("GET", "/"));
    expect([home.status, bodyOf(home)]).toEqual([200, "<h1>home</h1>"]);
    expect(home.headers).toMatchObject({ "content-type": "text/html", "cache-control": "no-cache" });
    expect(bodyOf(await handler(request("GET", "/%E6%96%87%E4%BB%B6.txt")))).toBe("hi");
  });

  it("asks the bucket policy as the distribution", async () => {
    const calls: unknown[][] = [];
    const fixture = setup({ authorize: (...call) => void calls.push(call) });
    await (await fixture.deploy())(request("GET", "/assets/app.js"));
    expect(calls).toEqual([
      [
        {
          kind: "service",
          service: "cloudfront.amazonaws.com",
          sourceArn: expect.stringMatching(/^arn:aws-cn:cloudfront::000000000000:distribution\/E[0-9A-Z]{13}$/),
        },
        "s3:GetObject",
        "arn:aws-cn:s3:::web/assets/app.js",
      ],
    ]);
  });

  it("answers 403 when the policy does not admit the distribution", async () => {
    const handler = await setup({ authorize: denied }).deploy();
    expect((await handler(request("GET", "/index.html"))).status).toBe(403);
  });

  it("tells a missing object as 404 only to who may list the bucket", async () => {
    const may = await setup().deploy();
    expect((await may(request("GET", "/nope"))).status).toBe(404);
    const mayNot = await setup({
      authorize: (_, action) => (action === "s3:ListBucket" ? denied() : undefined),
    }).deploy();
    expect((await mayNot(request("GET", "/nope"))).status).toBe(403);
  });

  it("answers 304 to who has the object already", async () => {
    const handler = await setup().deploy();
    const { etag } = (await handler(request("GET", "/index.html"))).headers;
    const again = await handler(request("GET", "/index.html", { "if-none-match": String(etag) }));
    expect([again.status, again.body.byteLength]).toEqual([304, 0]);
  });

  it("names an access identity by its canonical user id", async () => {
    const calls: unknown[] = [];
    const fixture = setup({ authorize: (principal) => void calls.push(principal) });
    const type = "AWS::CloudFront::CloudFrontOriginAccessIdentity";
    const identity = await fixture.provision(type, { CloudFrontOriginAccessIdentityConfig: { Comment: "web" } });
    const OriginAccessIdentity = `origin-access-identity/cloudfront/${identity.physicalId}`;
    const handler = await fixture.deploy({
      CacheBehaviors: [],
      Origins: [
        { Id: "web", DomainName: "web.s3.cn-north-1.amazonaws.com.cn", S3OriginConfig: { OriginAccessIdentity } },
      ],
    });
    await handler(request("GET", "/index.html"));
    expect(calls).toEqual([{ kind: "role", roleArn: identity.attributes?.S3CanonicalUserId }]);
  });
});

describe("HTTP API origin", () => {
  it("gets path, query, cookies and authorization, under its own host name", async () => {
    const { api, requests } = recordingApi();
    const handler = await setup({ api }).deploy();
    const headers = { authorization: "Bearer t", cookie: "a=1; b=2", "x-own": "1" };
    const response = await handler(request("GET", "/api/members?limit=5&x=1", headers));
    expect(bodyOf(response)).toBe('{"from":"api"}');
    expect(requests[0]).toMatchObject({
      path: "/api/members",
      rawQuery: "limit=5&x=1",
      headers: { host: API_DOMAIN, authorization: "Bearer t", cookie: "a=1; b=2", "x-own": "1" },
    });
  });

  it("gets next to nothing without an origin request policy, as behind CloudFront", async () => {
    const { api, requests } = recordingApi();
    const { OriginRequestPolicyId: _, ...behavior } = API_BEHAVIOR;
    const handler = await setup({ api }).deploy({ CacheBehaviors: [behavior] });
    const headers = { authorization: "Bearer t", cookie: "a=1", "x-own": "1" };
    await handler(request("GET", "/api/members?limit=5", headers));
    expect(requests[0]?.rawQuery).toBe("");
    expect(Object.keys(requests[0]?.headers ?? {}).sort()).toEqual([
      "host",
      "user-agent",
      "via",
      "x-amz-cf-id",
      "x-forwarded-for",
    ]);
    await handler(request("POST", "/api/members", headers));
    expect(requests[1]?.headers).toMatchObject({ authorization: "Bearer t" });
  });

  it("refuses the viewer's host, which is what the policy AllViewer leads to", async () => {
    const { api, requests } = recordingApi();
    const handler = await setup({ api }).deploy({
      CacheBehaviors: [{ ...API_BEHAVIOR, OriginRequestPolicyId: ALL_VIEWER }],
    });
    expect((await handler(request("GET", "/api/x"))).status).toBe(403);
    expect(requests).toEqual([]);
  });

  it("answers 502 when the origin fails", async () => {
    const handler = await setup({ api: () => Promise.reject(new Error("down")) }).deploy();
    expect((await handler(request("GET", "/api/x"))).status).toBe(502);
  });
});

describe("behaviors", () => {
  it("answers 403 to a method that the behavior does not allow", async () => {
    const handler = await setup().deploy();
    expect((await handler(request("POST", "/index.html"))).status).toBe(403);
  });

  it("takes the first pattern that matches", async () => {
    const { api, requests } = recordingApi();
    const handler = await setup({ api }).deploy({
      CacheBehaviors: [
        { ...BUCKET_BEHAVIOR, PathPattern: "/api/*.html" },
        { ...API_BEHAVIOR, PathPattern: "/a?i/*" },
      ],
    });
    await handler(request("GET", "/api/x.html"));
    await handler(request("GET", "/api/x"));
    await handler(request("GET", "/apis/x"));
    expect(requests.map((one) => one.path)).toEqual(["/api/x"]);
  });

  it("replaces an error by its page, from whatever origin the error came", async () => {
    const { api } = recordingApi(404);
    const handler = await setup({ api }).deploy({
      CustomErrorResponses: [{ ErrorCode: 404, ResponseCode: 200, ResponsePagePath: "/404.html" }],
    });
    for (const path of ["/members/42", "/api/nope"]) {
      const response = await handler(request("GET", path));
      expect([response.status, bodyOf(response)]).toEqual([200, "<h1>nothing here</h1>"]);
    }
  });

  it.each([
    ["br", "gzip, br", brotliDecompressSync],
    ["gzip", "gzip", gunzipSync],
  ])("compresses with %s what is worth it", async (encoding, accept, decompress) => {
    const handler = await setup().deploy();
    const large = await handler(request("GET", "/assets/app.js", { "accept-encoding": accept }));
    expect(large.headers["content-encoding"]).toBe(encoding);
    expect(decompress(large.body).toString()).toBe(objects.get("assets/app.js")?.body);
    const small = await handler(request("GET", "/index.html", { "accept-encoding": accept }));
    expect(small.headers).not.toHaveProperty("content-encoding");
  });

  it("applies a response headers policy, with and without override", async () => {
    const { api } = recordingApi();
    const fixture = setup({ api });
    const policy = await fixture.provision("AWS::CloudFront::ResponseHeadersPolicy", {
      ResponseHeadersPolicyConfig: {
        Name: "security",
        SecurityHeadersConfig: {
          ContentSecurityPolicy: { ContentSecurityPolicy: "default-src 'self'", Override: true },
          ContentTypeOptions: { Override: true },
          StrictTransportSecurity: { AccessControlMaxAgeSec: 60, IncludeSubdomains: true, Override: true },
        },
        CustomHeadersConfig: { Items: [{ Header: "Cache-Control", Value: "no-store", Override: false }] },
        RemoveHeadersConfig: { Items: [{ Header: "ETag" }] },
      },
    });
    const handler = await fixture.deploy({
      DefaultCacheBehavior: { ...BUCKET_BEHAVIOR, ResponseHeadersPolicyId: policy.physicalId },
    });
    const { headers } = await handler(request("GET", "/"));
    expect(headers).toMatchObject({
      "content-security-policy": "default-src 'self'",
      "x-content-type-options": "nosniff",
      "strict-transport-security": "max-age=60; includeSubDomains",
      "cache-control": "no-cache",
    });
    expect(headers).not.toHaveProperty("etag");
  });

  it.each([
    [{ WebACLId: "x" }, /DistributionConfig.WebACLId/],
    [
      {
        Origins: [{ Id: "web", DomainName: "example.org", CustomOriginConfig: { OriginProtocolPolicy: "http-only" } }],
      },
      /example.org/,
    ],
    [{ DefaultCacheBehavior: { ...BUCKET_BEHAVIOR, CachePolicyId: "nope" } }, /cache policy nope/],
    [{ DefaultCacheBehavior: { ...BUCKET_BEHAVIOR, LambdaFunctionAssociations: [] } }, /LambdaFunctionAssociations/],
  ])("refuses a distribution with %j", async (config, message) => {
    await expect(setup().deploy(config)).rejects.toThrow(message);
  });
});
