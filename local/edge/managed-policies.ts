import type { CachePolicy, ForwardingPolicy, Selection } from "./forwarding.ts";
import type { ResponseHeadersConfig } from "./policy-schemas.ts";

const NONE: Selection = { kind: "none", names: [] };
const ALL: Selection = { kind: "all", names: [] };
const only = (...names: string[]): Selection => ({ kind: "only", names });
const NOTHING: ForwardingPolicy = { headers: NONE, cookies: NONE, queryStrings: NONE };
const ORIGIN_CONTROLLED = only("host", "origin", "x-http-method-override", "x-http-method", "x-method-override");

/** The ids are the same in every account; names and contents: CloudFront developer guide, "managed policies". */
export const MANAGED_CACHE_POLICIES: Readonly<Record<string, CachePolicy>> = {
  // CachingDisabled
  "4135ea2d-6df8-44a3-9df3-4b5a84be39ad": { ...NOTHING, gzip: false, brotli: false },
  // CachingOptimized
  "658327ea-f89d-4fab-a63d-7e88639e58f6": { ...NOTHING, gzip: true, brotli: true },
  // CachingOptimizedForUncompressedObjects
  "b2884449-e4de-46a7-ac36-70bc7f1ddd6d": { ...NOTHING, gzip: false, brotli: false },
  // UseOriginCacheControlHeaders
  "83da9c7e-98b4-4e11-a168-04f0df8e2c65": {
    headers: ORIGIN_CONTROLLED,
    cookies: ALL,
    queryStrings: NONE,
    gzip: true,
    brotli: true,
  },
  // UseOriginCacheControlHeaders-QueryStrings
  "4cc15a8a-d715-48a4-82b8-cc0b614638fe": {
    headers: ORIGIN_CONTROLLED,
    cookies: ALL,
    queryStrings: ALL,
    gzip: true,
    brotli: true,
  },
};

const CORS_HEADERS = ["origin", "access-control-request-headers", "access-control-request-method"];

export const MANAGED_ORIGIN_REQUEST_POLICIES: Readonly<Record<string, ForwardingPolicy>> = {
  // AllViewer
  "216adef6-5c7f-47e4-b989-5492eafa07d3": { headers: ALL, cookies: ALL, queryStrings: ALL },
  // AllViewerExceptHostHeader
  "b689b0a8-53d0-40ab-baf2-68738e2966ac": {
    headers: { kind: "except", names: ["host"] },
    cookies: ALL,
    queryStrings: ALL,
  },
  // CORS-CustomOrigin
  "59781a5b-3903-41f3-afcb-af62929ccde1": { ...NOTHING, headers: only("origin") },
  // CORS-S3Origin
  "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf": { ...NOTHING, headers: only(...CORS_HEADERS) },
  // UserAgentRefererHeaders
  "acba4595-bd28-49b8-b9fe-13317c0390fa": { ...NOTHING, headers: only("user-agent", "referer") },
};

export const MANAGED_RESPONSE_HEADERS_POLICIES: Readonly<Record<string, ResponseHeadersConfig>> = {
  "67f7725c-6f97-4210-82d7-5512b31e9d03": {
    Name: "Managed-SecurityHeadersPolicy",
    SecurityHeadersConfig: {
      ReferrerPolicy: { ReferrerPolicy: "strict-origin-when-cross-origin", Override: false },
      StrictTransportSecurity: {
        AccessControlMaxAgeSec: 31_536_000,
        IncludeSubdomains: false,
        Preload: false,
        Override: false,
      },
      ContentTypeOptions: { Override: true },
      FrameOptions: { FrameOption: "SAMEORIGIN", Override: false },
      XSSProtection: { Protection: true, ModeBlock: true, Override: false },
    },
    CustomHeadersConfig: { Items: [] },
    RemoveHeadersConfig: { Items: [] },
  },
};
