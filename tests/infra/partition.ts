import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Assembly, at, domains } from "./assembly.ts";

const root = join(import.meta.dirname, "../..");

/** Hosts in these texts are principals of services: the same in every partition. */
const servicePrincipal = /\b(lambda|scheduler|events|apigateway|cloudwatch|cloudfront|sns)\.amazonaws\.com(?!\.)/g;
const byHand: Readonly<Record<string, RegExp>> = {
  partition: /arn:aws(-cn|-us-gov)?:/,
  "DNS suffix": /\.amazonaws\.com|amazonwebservices/,
  account: /(?<![\w-])\d{12}(?![\w-])/,
  region: /\b(us|eu|ap|cn|sa|ca|af|me|il)-(north|south|east|west|central|northwest|southeast|northeast)-\d\b/,
};

/** What AWS China does not have, as it would stand in a template. */
const absentInChina: Readonly<Record<string, RegExp>> = {
  "origin access control": /OriginAccessControl/,
  "functions at the edge": /AWS::CloudFront::(Function|KeyValueStore)|"FunctionAssociations"/,
  "function URLs": /AWS::Lambda::Url|lambda:InvokeFunctionUrl/,
  "X-Ray for functions": /TracingConfig|AWS::XRay::/,
  "user pools": /AWS::Cognito::/,
  "Lambda@Edge": /LambdaFunctionAssociations"|edgelambda/,
  "certificates of ACM on CloudFront": /AcmCertificateArn/,
  "global firewalls": /AWS::WAFv2::|AWS::Shield::/,
  "mail and text messages": /AWS::SES::|"Protocol":\s*"(sms|application)"/,
  "edge-optimised APIs": /"EDGE"/,
  "code signed or stored with a customer key": /SourceKMSKeyArn/,
  "provisioned pollers": /ProvisionedPollerConfig/,
  "global tables": /AWS::DynamoDB::GlobalTable/,
  "the successor of event buses": /AWS::EventsV2::/,
};

function sourcesIn(directory: string): string[] {
  return readdirSync(join(root, directory), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|js)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

export function describePartition(read: () => Assembly): void {
  describe.each(Object.entries(byHand))("no %s is written by hand", (_, form) => {
    test("in a template", () => {
      for (const [stack, text] of read().texts) {
        const left = text.replace(servicePrincipal, "");
        expect(form.exec(left)?.[0], stack).toBeUndefined();
      }
    });

    test("in the sources of infra, lib and functions", () => {
      for (const file of ["infra", "lib", "functions"].flatMap(sourcesIn)) {
        const left = readFileSync(file, "utf8").replace(servicePrincipal, "");
        expect(form.exec(left)?.[0], file).toBeUndefined();
      }
    });
  });

  test("nothing is used that AWS China lacks, where it is synthesized for China", () => {
    if (read().partition !== "aws-cn") return;
    for (const [stack, text] of read().texts) {
      for (const [feature, form] of Object.entries(absentInChina)) {
        expect(form.exec(text)?.[0], `${feature} in ${stack}`).toBeUndefined();
      }
    }
  });

  test("the files of both sites are read through an access identity in China, and access control elsewhere", () => {
    const identities = read().ofType("AWS::CloudFront::CloudFrontOriginAccessIdentity");
    const controls = read().ofType("AWS::CloudFront::OriginAccessControl");
    expect([identities.length, controls.length]).toEqual(read().partition === "aws-cn" ? [2, 0] : [0, 2]);
  });

  test("the addresses of screens are answered at the edge, and in China by a function of ours", () => {
    const [site, ...more] = read().ofApplication("AWS::CloudFront::Distribution");
    if (site === undefined) throw new Error("there is no site");
    expect(more).toEqual([]);
    const config = at(site, "DistributionConfig") as {
      DefaultRootObject?: string;
      DefaultCacheBehavior: { FunctionAssociations?: unknown[]; TargetOriginId: string };
      CacheBehaviors: { PathPattern: string; FunctionAssociations?: unknown[]; TargetOriginId: string }[];
    };
    const { DefaultCacheBehavior: page, CacheBehaviors: others } = config;
    const patterns = others.map(({ PathPattern }) => PathPattern);
    if (read().partition === "aws") {
      expect(patterns).toEqual(["/api/*"]);
      for (const behavior of [page, ...others]) expect(behavior.FunctionAssociations).toHaveLength(1);
      return;
    }
    expect(patterns).toEqual(["/api/*", "/config.json", "*.*"]);
    expect(others[1]?.TargetOriginId).toBe(page.TargetOriginId);
    expect(new Set(others.map(({ TargetOriginId }) => TargetOriginId)).size).toBe(3);
    // The root would be looked for as a file otherwise.
    expect(config.DefaultRootObject).toBeUndefined();
  });

  test("sites answer at the university's names, with its certificates, where these are told", () => {
    const found = read()
      .ofType("AWS::CloudFront::Distribution")
      .map((site) => [at(site, "DistributionConfig", "Aliases"), at(site, "DistributionConfig", "ViewerCertificate")]);
    if (read().partition === "aws" || read().stage === "dev") {
      expect(found).toEqual([
        [undefined, undefined],
        [undefined, undefined],
      ]);
      return;
    }
    const secured = { SslSupportMethod: "sni-only", MinimumProtocolVersion: "TLSv1.2_2021" };
    expect(found).toEqual([
      [[domains.feedback], { IamCertificateId: "ASCAFEEDBACK", ...secured }],
      [[domains.site], { IamCertificateId: "ASCASITE", ...secured }],
    ]);
  });

  test("functions run on a processor that every region has", () => {
    for (const lambda of read().ofType("AWS::Lambda::Function")) {
      expect(at(lambda, "Architectures"), lambda.id).toEqual(["x86_64"]);
    }
  });
}
