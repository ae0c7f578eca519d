import { createHash } from "node:crypto";
import { isRecord } from "../gateway/json-body.ts";
import type { Provisioners } from "../ports.ts";
import { attachDocument, encryptWithKey, type ProvisionParts } from "./parts.ts";
import { listOf, onlyKeys, onlyProperties, optionalText, type Properties, requiredText } from "./properties.ts";

const FILE = "bucket.ts";
/** Accepted and without effect here: nothing is public, nothing expires or is locked, each object has one version. */
const SETTINGS = [
  "PublicAccessBlockConfiguration",
  "OwnershipControls",
  "VersioningConfiguration",
  "LifecycleConfiguration",
  "ObjectLockEnabled",
  "ObjectLockConfiguration",
  "LoggingConfiguration",
  "AccessControl",
  "Tags",
];
const LONGEST_NAME = 63;

/** Bucket names are lower case and of 63 characters at most. */
const bucketName = (generated: string): string => {
  const name = generated.toLowerCase().replace(/[^a-z0-9.-]/g, "-");
  if (name.length <= LONGEST_NAME) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return `${name.slice(0, LONGEST_NAME - 9)}-${hash}`;
};

const keyOf = (properties: Properties): string | undefined => {
  const encryption = onlyKeys(properties.BucketEncryption, ["ServerSideEncryptionConfiguration"], "BucketEncryption");
  const [rule] = listOf(encryption, "ServerSideEncryptionConfiguration");
  const byDefault = isRecord(rule) ? rule.ServerSideEncryptionByDefault : undefined;
  return isRecord(byDefault) ? optionalText(byDefault, "KMSMasterKeyID") : undefined;
};

export const createBucketProvisioners = (parts: ProvisionParts): Provisioners => {
  const { deployment, messaging } = parts;
  const arnOf = (name: string) => `arn:${deployment.partition}:s3:::${name}`;
  return {
    "AWS::S3::Bucket": (resource) => {
      const properties = onlyProperties(resource, ["BucketName", "BucketEncryption", ...SETTINGS], FILE);
      const name = optionalText(properties, "BucketName") ?? bucketName(resource.generatedName);
      if (!messaging.buckets.hasBucket(name)) messaging.buckets.createBucket(name);
      encryptWithKey(parts, arnOf(name), keyOf(properties));
      const { region, urlSuffix } = deployment;
      return {
        physicalId: name,
        attributes: {
          Arn: arnOf(name),
          DomainName: `${name}.s3.${urlSuffix}`,
          RegionalDomainName: `${name}.s3.${region}.${urlSuffix}`,
        },
      };
    },
    "AWS::S3::BucketPolicy": (resource) => {
      const properties = onlyProperties(resource, ["Bucket", "PolicyDocument"], FILE);
      attachDocument(
        parts,
        arnOf(requiredText(properties, "Bucket")),
        resource.generatedName,
        properties.PolicyDocument,
      );
      return { physicalId: resource.generatedName };
    },
  };
};
