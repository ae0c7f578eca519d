import type { IOrigin } from "aws-cdk-lib/aws-cloudfront";
import { S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import type { IBucket } from "aws-cdk-lib/aws-s3";

export type Partition = "aws" | "aws-cn";

/** AWS China has no origin access control in CloudFormation, so the older identity is used there. */
export function originOf(bucket: IBucket, partition: Partition): IOrigin {
  return partition === "aws-cn"
    ? S3BucketOrigin.withOriginAccessIdentity(bucket)
    : S3BucketOrigin.withOriginAccessControl(bucket);
}
