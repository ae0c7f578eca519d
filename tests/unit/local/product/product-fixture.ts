import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const distributionConfig = {
  Enabled: true,
  DefaultRootObject: "index.html",
  DefaultCacheBehavior: {
    TargetOriginId: "web",
    ViewerProtocolPolicy: "redirect-to-https",
    CachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
    ResponseHeadersPolicyId: { Ref: "Headers" },
  },
  Origins: [
    {
      Id: "web",
      DomainName: { "Fn::GetAtt": ["Files", "RegionalDomainName"] },
      OriginAccessControlId: { "Fn::GetAtt": ["Access", "Id"] },
      S3OriginConfig: { OriginAccessIdentity: "" },
    },
  ],
};

/** A bucket behind a distribution, and nothing else: the smallest product. */
export const template = {
  Parameters: {
    OidcIssuer: { Type: "String" },
    PushPublicKey: { Type: "String" },
    FeedbackOrigin: { Type: "String" },
  },
  Resources: {
    Files: { Type: "AWS::S3::Bucket", Properties: {} },
    FeedbackFiles: { Type: "AWS::S3::Bucket", Properties: {} },
    Access: {
      Type: "AWS::CloudFront::OriginAccessControl",
      Properties: {
        OriginAccessControlConfig: {
          Name: "access",
          OriginAccessControlOriginType: "s3",
          SigningBehavior: "always",
          SigningProtocol: "sigv4",
        },
      },
    },
    Headers: {
      Type: "AWS::CloudFront::ResponseHeadersPolicy",
      Properties: {
        ResponseHeadersPolicyConfig: {
          Name: "headers",
          CustomHeadersConfig: { Items: [{ Header: "x-issuer", Value: { Ref: "OidcIssuer" }, Override: true }] },
        },
      },
    },
    Site: { Type: "AWS::CloudFront::Distribution", Properties: { DistributionConfig: distributionConfig } },
    Policy: {
      Type: "AWS::S3::BucketPolicy",
      Properties: {
        Bucket: { Ref: "Files" },
        PolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: "s3:GetObject",
              Principal: { Service: "cloudfront.amazonaws.com" },
              Resource: { "Fn::Join": ["", [{ "Fn::GetAtt": ["Files", "Arn"] }, "/*"]] },
              Condition: {
                StringEquals: {
                  "AWS:SourceArn": {
                    "Fn::Join": [
                      "",
                      [
                        "arn:",
                        { Ref: "AWS::Partition" },
                        ":cloudfront::",
                        { Ref: "AWS::AccountId" },
                        ":distribution/",
                        { Ref: "Site" },
                      ],
                    ],
                  },
                },
              },
            },
          ],
        },
      },
    },
  },
  Outputs: {
    MessageChannelsParameter: { Value: "/channels" },
    DeliveryReportSecretParameter: { Value: "/report-secret" },
    WebBucketName: { Value: { Ref: "Files" } },
    SiteId: { Value: { Ref: "Site" } },
    FeedbackBucketName: { Value: { Ref: "FeedbackFiles" } },
    FeedbackSiteId: { Value: { Ref: "Site" } },
  },
};

export function writeProductFiles(directory: string): void {
  const write = (file: string, content: unknown) => {
    mkdirSync(join(directory, file, ".."), { recursive: true });
    writeFileSync(join(directory, file), typeof content === "string" ? content : JSON.stringify(content));
  };
  write("dist/web/index.html", "<h1>one</h1>");
  write("dist/feedback/feedback.html", "<h1>feedback</h1>");
  write("dist/assembly/Web.template.json", template);
  write("dist/assembly/manifest.json", {
    version: "48.0.0",
    artifacts: {
      Web: {
        type: "aws:cloudformation:stack",
        environment: "aws://unknown-account/unknown-region",
        properties: { templateFile: "Web.template.json" },
      },
    },
  });
  write("accounts.json", [{ campusId: "1", name: "王小明", roles: [] }]);
}
