import type { EdgeResponse } from "../ports.ts";
import type { ResponseHeadersConfig } from "./policy-schemas.ts";

interface Addition {
  readonly name: string;
  readonly value: string;
  readonly isOverride: boolean;
}

export type ApplyHeaders = (response: EdgeResponse) => EdgeResponse;

/** Removal comes before addition; without Override the origin's own header stays. */
export function compileResponseHeaders(config: ResponseHeadersConfig): ApplyHeaders {
  const removed = config.RemoveHeadersConfig.Items.map((item) => item.Header.toLowerCase());
  const additions = [
    ...securityHeaders(config.SecurityHeadersConfig),
    ...customHeaders(config),
    ...crossOriginHeaders(config.CorsConfig),
  ];
  return (response) => {
    const headers = Object.fromEntries(Object.entries(response.headers).filter(([name]) => !removed.includes(name)));
    for (const { name, value, isOverride } of additions) {
      if (isOverride || headers[name] === undefined) headers[name] = value;
    }
    return { ...response, headers };
  };
}

/** Every origin may read, without credentials. */
function crossOriginHeaders(config: ResponseHeadersConfig["CorsConfig"]): Addition[] {
  if (config === undefined) return [];
  return [{ name: "access-control-allow-origin", value: "*", isOverride: config.OriginOverride }];
}

function customHeaders(config: ResponseHeadersConfig): Addition[] {
  return config.CustomHeadersConfig.Items.map((item) => ({
    name: item.Header.toLowerCase(),
    value: item.Value,
    isOverride: item.Override,
  }));
}

function securityHeaders(config: ResponseHeadersConfig["SecurityHeadersConfig"]): Addition[] {
  const additions: Addition[] = [];
  const add = (name: string, value: string, isOverride: boolean) => additions.push({ name, value, isOverride });
  const { ContentSecurityPolicy, ContentTypeOptions, FrameOptions, ReferrerPolicy, XSSProtection } = config;
  const transport = config.StrictTransportSecurity;
  if (ContentSecurityPolicy !== undefined) {
    add("content-security-policy", ContentSecurityPolicy.ContentSecurityPolicy, ContentSecurityPolicy.Override);
  }
  if (ContentTypeOptions !== undefined) add("x-content-type-options", "nosniff", ContentTypeOptions.Override);
  if (FrameOptions !== undefined) add("x-frame-options", FrameOptions.FrameOption, FrameOptions.Override);
  if (ReferrerPolicy !== undefined) add("referrer-policy", ReferrerPolicy.ReferrerPolicy, ReferrerPolicy.Override);
  if (transport !== undefined) {
    const subdomains = transport.IncludeSubdomains ? "; includeSubDomains" : "";
    const value = `max-age=${transport.AccessControlMaxAgeSec}${subdomains}${transport.Preload ? "; preload" : ""}`;
    add("strict-transport-security", value, transport.Override);
  }
  if (XSSProtection !== undefined) {
    const value = XSSProtection.Protection ? `1${XSSProtection.ModeBlock ? "; mode=block" : ""}` : "0";
    add("x-xss-protection", value, XSSProtection.Override);
  }
  return additions;
}
