import type { CfnDistribution, Distribution } from "aws-cdk-lib/aws-cloudfront";
import type { Partition } from "./bucket-origin.ts";
import { acknowledge } from "./rule-findings.ts";

/** A name of the university's for a site, and the certificate for it. */
export interface OwnDomain {
  readonly domain: string;
  /** `AcmCertificateArn`: of ACM. `IamCertificateId`: uploaded to the IAM store, all that CloudFront China takes. */
  readonly certificate: Readonly<Partial<Record<"AcmCertificateArn" | "IamCertificateId", string>>>;
}

/** What context says of a site: both values, or none while it is tried under the name that CloudFront gives. */
export function ownDomain(domain: string, certificate: string, partition: Partition): OwnDomain | undefined {
  if (domain === "" && certificate === "") return undefined;
  if (domain === "" || certificate === "") throw new Error("a domain needs its certificate, and the other way round");
  const isOfAcm = certificate.startsWith("arn:");
  if (isOfAcm === (partition === "aws-cn")) {
    throw new Error(
      `in ${partition} the certificate of ${domain} is ${isOfAcm ? "the id of one of IAM" : "an ARN of ACM"}`,
    );
  }
  return { domain, certificate: { [isOfAcm ? "AcmCertificateArn" : "IamCertificateId"]: certificate } };
}

/** The CDK's own property takes certificates of ACM only, so this one is written past it. */
export function answerAt(distribution: Distribution, own: OwnDomain | undefined): void {
  if (own === undefined) {
    acknowledge(distribution, "AwsSolutions-CFR4", "A certificate needs the university's own domain; see operations.");
    return;
  }
  acknowledge(distribution, "AwsSolutions-CFR4", "TLS 1.2 it is; the rule does not see what is written past the CDK.");
  const site = distribution.node.defaultChild as CfnDistribution;
  site.addPropertyOverride("DistributionConfig.Aliases", [own.domain]);
  site.addPropertyOverride("DistributionConfig.ViewerCertificate", {
    ...own.certificate,
    SslSupportMethod: "sni-only",
    MinimumProtocolVersion: "TLSv1.2_2021",
  });
}
