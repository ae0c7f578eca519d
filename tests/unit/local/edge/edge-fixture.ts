import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createEdgeProvisioners, type EdgeParts } from "../../../../local/edge/provision.ts";
import type { EdgeHandler, EdgeRequest, LogLine, Principal } from "../../../../local/ports.ts";

export const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
export const CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
export const ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3";
export const ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac";
export const API_DOMAIN = "abc123.execute-api.cn-north-1.amazonaws.com.cn";

export interface StoredObject {
  readonly body: string;
  readonly type: string;
  readonly cacheControl?: string;
}

/** Answers path-style GET requests as S3 does, for one bucket named "web". */
export async function startBucket(objects: Map<string, StoredObject>) {
  const server: Server = createServer((message, response) => {
    const key = decodeURIComponent(new URL(message.url ?? "/", "http://s3").pathname.replace(/^\/web\//, ""));
    const found = objects.get(key);
    if (found === undefined) {
      response.writeHead(404, { "content-type": "application/xml" });
      return response.end("<Error><Code>NoSuchKey</Code></Error>");
    }
    response.writeHead(200, {
      "content-type": found.type,
      etag: `"${key.length}-${found.body.length}"`,
      ...(found.cacheControl === undefined ? {} : { "cache-control": found.cacheControl }),
    });
    return response.end(found.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

type Decide = (principal: Principal, action: string, resourceArn: string) => void;

export function createEdgeFixture(endpoint: string, options: { api?: EdgeHandler; authorize?: Decide } = {}) {
  const lines: LogLine[] = [];
  const stops: (() => void | Promise<void>)[] = [];
  const parts: EdgeParts = {
    deployment: { partition: "aws-cn", region: "cn-north-1", account: "000000000000", urlSuffix: "amazonaws.com.cn" },
    clock: {
      offset: new SharedArrayBuffer(8),
      now: Date.now,
      advance: () => undefined,
      onAdvance: () => () => undefined,
    },
    logs: { write: (line) => lines.push(line) },
    access: {
      endpoint,
      region: "cn-north-1",
      operator: { accessKeyId: "a", secretAccessKey: "b", sessionToken: "c" },
      call: () => Promise.reject(new Error("nothing answers")),
      onTableWrite: () => () => undefined,
    },
    authority: { authorize: options.authorize ?? (() => undefined) },
    onStop: (step) => stops.push(step),
  };
  const distributions = new Map<string, EdgeHandler>();
  const apis = new Map(options.api === undefined ? [] : [["abc123", options.api] as const]);
  const provisioners = createEdgeProvisioners(parts, apis, distributions);
  const provision = async (type: string, properties: Record<string, unknown>, logicalId = type) => {
    const provisioner = provisioners[type];
    if (provisioner === undefined) throw new Error(`no provisioner for ${type}`);
    const resource = {
      stackName: "Web",
      logicalId,
      type,
      properties,
      generatedName: logicalId,
      assetDirectory: () => "",
    };
    return provisioner(resource);
  };
  const deploy = async (config: Record<string, unknown> = {}) => {
    const { physicalId } = await provision("AWS::CloudFront::Distribution", {
      DistributionConfig: distribution(config),
    });
    const handler = distributions.get(physicalId);
    if (handler === undefined) throw new Error("the distribution has no handler");
    return handler;
  };
  const stop = async () => {
    for (const step of stops) await step();
  };
  return { provision, deploy, stop, lines };
}

/** A bucket with an access control for the default behavior, and the HTTP API below /api/. */
function distribution(config: Record<string, unknown>): Record<string, unknown> {
  return {
    Enabled: true,
    DefaultRootObject: "index.html",
    DefaultCacheBehavior: { ...BUCKET_BEHAVIOR },
    CacheBehaviors: [{ ...API_BEHAVIOR }],
    Origins: [
      {
        Id: "web",
        DomainName: "web.s3.cn-north-1.amazonaws.com.cn",
        S3OriginConfig: { OriginAccessIdentity: "" },
      },
      { Id: "api", DomainName: API_DOMAIN, CustomOriginConfig: { OriginProtocolPolicy: "https-only" } },
    ],
    ...config,
  };
}

export const BUCKET_BEHAVIOR = {
  TargetOriginId: "web",
  ViewerProtocolPolicy: "redirect-to-https",
  CachePolicyId: CACHING_OPTIMIZED,
  Compress: true,
};

export const API_BEHAVIOR = {
  PathPattern: "/api/*",
  TargetOriginId: "api",
  ViewerProtocolPolicy: "https-only",
  AllowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"],
  CachePolicyId: CACHING_DISABLED,
  OriginRequestPolicyId: ALL_VIEWER_EXCEPT_HOST,
};

export function request(method: string, target: string, headers: Record<string, string> = {}): EdgeRequest {
  const [path = "/", rawQuery = ""] = target.split("?", 2);
  return {
    method,
    path,
    rawQuery,
    headers: { host: "app.example", ...headers },
    body: new Uint8Array(),
    sourceIp: "127.0.0.1",
  };
}

export function bodyOf(response: { readonly body: Uint8Array }): string {
  return Buffer.from(response.body).toString("utf8");
}
