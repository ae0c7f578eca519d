import { describe, expect, test } from "vitest";
import { type Assembly, at, listOf, type Resource } from "./assembly.ts";

interface Policy {
  readonly SecurityHeadersConfig: {
    readonly ContentSecurityPolicy: { readonly ContentSecurityPolicy: unknown; readonly Override: boolean };
    readonly StrictTransportSecurity: {
      readonly AccessControlMaxAgeSec: number;
      readonly IncludeSubdomains: boolean;
      readonly Override: boolean;
    };
    readonly ContentTypeOptions: { readonly Override: boolean };
    readonly FrameOptions: { readonly FrameOption: string };
    readonly ReferrerPolicy: { readonly ReferrerPolicy: string };
  };
  readonly CustomHeadersConfig: { readonly Items: readonly { readonly Header: string; readonly Value: string }[] };
}

const oneYear = 365 * 24 * 60 * 60;

/** A text of a template with `{}` where a parameter stands. */
const textOf = (value: unknown): string => {
  if (typeof value === "string") return value;
  const parts = (value as { "Fn::Join"?: [string, unknown[]] })["Fn::Join"]?.[1] ?? [];
  return parts.map((part) => (typeof part === "string" ? part : "{}")).join("");
};

export function describeHeaders(read: () => Assembly): void {
  const sites = () => read().ofType("AWS::CloudFront::Distribution");
  const policies = () => read().ofType("AWS::CloudFront::ResponseHeadersPolicy");
  const configOf = (policy: Resource) => at(policy, "ResponseHeadersPolicyConfig") as unknown as Policy;

  describe("every answer of both sites", () => {
    test("carries the headers of a policy, whichever part of the site it comes from", () => {
      expect(sites()).toHaveLength(2);
      for (const site of sites()) {
        const behaviors = [
          at(site, "DistributionConfig", "DefaultCacheBehavior"),
          ...listOf(at(site, "DistributionConfig", "CacheBehaviors")),
        ] as { PathPattern?: string; ResponseHeadersPolicyId: unknown; ViewerProtocolPolicy: string }[];
        for (const { ResponseHeadersPolicyId, ViewerProtocolPolicy } of behaviors) {
          expect(read().follow(site, ResponseHeadersPolicyId).type).toBe("AWS::CloudFront::ResponseHeadersPolicy");
          expect(["https-only", "redirect-to-https"]).toContain(ViewerProtocolPolicy);
        }
        // Pages lead people to TLS; a program that calls the API in the clear is not helped on.
        const programs = behaviors.filter(({ PathPattern = "" }) => /^\/(api\/\*|drop)$/.test(PathPattern));
        expect(programs.map(({ ViewerProtocolPolicy }) => ViewerProtocolPolicy)).toEqual(["https-only"]);
      }
    });

    test("lets nothing run but files of the site, in no frame, without a guess at types", () => {
      expect(policies()).toHaveLength(2);
      for (const policy of policies()) {
        const { SecurityHeadersConfig: headers, CustomHeadersConfig } = configOf(policy);
        const directives = textOf(headers.ContentSecurityPolicy.ContentSecurityPolicy).split("; ");
        expect(directives).toEqual(
          expect.arrayContaining([
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
          ]),
        );
        expect(directives.join(" ")).not.toMatch(/unsafe-|\*|http:/);
        expect(headers.FrameOptions.FrameOption).toBe("DENY");
        expect(["same-origin", "no-referrer"]).toContain(headers.ReferrerPolicy.ReferrerPolicy);
        const custom = CustomHeadersConfig.Items.map(({ Header, Value }) => `${Header}: ${Value}`);
        expect(custom).toContain("cross-origin-opener-policy: same-origin");
      }
    });

    test("asks for TLS for two years and cannot be loosened by what stands behind", () => {
      for (const policy of policies()) {
        const { StrictTransportSecurity, ContentSecurityPolicy, ContentTypeOptions } =
          configOf(policy).SecurityHeadersConfig;
        expect(StrictTransportSecurity.AccessControlMaxAgeSec).toBeGreaterThanOrEqual(2 * oneYear);
        expect(StrictTransportSecurity.IncludeSubdomains).toBe(true);
        for (const { Override } of [StrictTransportSecurity, ContentSecurityPolicy, ContentTypeOptions]) {
          expect(Override).toBe(true);
        }
      }
    });
  });

  describe("secrets", () => {
    test("stand in no template: no environment, parameter or output has a value that could be one", () => {
      const looksSecret = /(?:secret|password|passphrase|private.?key|token|credential)s?$/i;
      for (const lambda of read().ofType("AWS::Lambda::Function")) {
        const variables = (at(lambda, "Environment", "Variables") ?? {}) as Record<string, unknown>;
        for (const [name, value] of Object.entries(variables)) {
          expect(looksSecret.test(name) && typeof value === "string", `${lambda.id} ${name}`).toBe(false);
        }
      }
      for (const [stack, text] of read().texts) {
        const { Parameters = {} } = JSON.parse(text) as {
          Parameters?: Record<string, { NoEcho?: boolean }>;
        };
        for (const [name, { NoEcho }] of Object.entries(Parameters)) {
          // A parameter hides its value for one reason only, and functions would get it in the clear.
          expect([looksSecret.test(name), NoEcho], `${stack} ${name}`).toEqual([false, undefined]);
        }
        expect(text, stack).not.toMatch(/-----BEGIN|AKIA[0-9A-Z]{16}|SecretString|GenerateSecretString.*Literal/);
      }
    });

    test("stand in the parameter store, each for the functions that need it", () => {
      const readers = read()
        .ofType("AWS::IAM::Policy")
        .flatMap(({ id, properties }) => {
          const { Statement } = properties.PolicyDocument as { Statement: { Action: unknown; Resource: unknown }[] };
          const granted = Statement.filter(({ Action }) => JSON.stringify(Action).includes("ssm:"));
          return granted.map(({ Action, Resource }) => {
            const [, name] =
              new RegExp(`:parameter/dangjian/${read().stage}/([\\w-]+)"`).exec(JSON.stringify(Resource)) ?? [];
            return [id.replace(/^.*\/|Role.*$/g, ""), Action, name];
          });
        });
      expect(readers.sort()).toEqual([
        ["ExpandMessage", "ssm:GetParameter", "message-channels"],
        ["MessageApi", "ssm:GetParameter", "delivery-report-secret"],
        ["SendDeliveries", "ssm:GetParameter", "message-channels"],
      ]);
    });
  });

  test("the copies of the audit trail cannot be removed: years in production, a day where stacks come and go", () => {
    const [archive, ...more] = read()
      .ofType("AWS::S3::Bucket")
      .filter((bucket) => at(bucket, "ObjectLockEnabled") === true);
    if (archive === undefined) throw new Error("no bucket is locked");
    expect(more).toEqual([]);
    expect(at(archive, "VersioningConfiguration", "Status")).toBe("Enabled");
    const rule = at(archive, "ObjectLockConfiguration", "Rule", "DefaultRetention") as { Mode: string; Days: number };
    if (read().stage === "prod") {
      expect(rule.Mode).toBe("COMPLIANCE");
      expect(rule.Days).toBeGreaterThanOrEqual(3 * 365);
    } else expect(rule).toEqual({ Mode: "GOVERNANCE", Days: 1 });
  });
}
