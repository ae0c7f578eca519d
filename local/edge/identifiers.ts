import { createHash } from "node:crypto";
import type { ResolvedResource } from "../ports.ts";

/** Identifiers look like CloudFront's and are the same on every start. */
export function policyId(resource: ResolvedResource): string {
  const hex = digestOf(`${resource.stackName}/${resource.logicalId}`);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}

/** "E2QWRUHEXAMPLE" */
export function shortId(resource: ResolvedResource): string {
  const digest = digestOf(`${resource.stackName}/${resource.logicalId}`);
  return `E${BigInt(`0x${digest}`).toString(36).toUpperCase().slice(0, 13)}`;
}

/** How a bucket policy names an origin access identity. */
export function canonicalUserId(originAccessIdentity: string): string {
  return digestOf(originAccessIdentity);
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
