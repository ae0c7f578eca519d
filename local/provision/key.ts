import type { Provisioners } from "../ports.ts";
import { attachDocument, type ProvisionParts } from "./parts.ts";
import { onlyProperties, optionalText, requiredText } from "./properties.ts";

const FILE = "key.ts";
const KEY = [
  "Description",
  "Enabled",
  "EnableKeyRotation",
  "RotationPeriodInDays",
  "KeyPolicy",
  "KeySpec",
  "KeyUsage",
  "PendingWindowInDays",
  "Tags",
];
const SPECS = ["SYMMETRIC_DEFAULT", "HMAC_256", "HMAC_384", "HMAC_512"];

export const createKeyProvisioners = (parts: ProvisionParts): Provisioners => {
  const { partition, region, account } = parts.deployment;
  const prefix = `arn:${partition}:kms:${region}:${account}`;
  return {
    "AWS::KMS::Key": (resource) => {
      const properties = onlyProperties(resource, KEY, FILE);
      const spec = optionalText(properties, "KeySpec") ?? "SYMMETRIC_DEFAULT";
      if (!SPECS.includes(spec)) throw new Error(`Unknown key spec ${spec}: teach it in local/provision/${FILE}`);
      const key = parts.keys.ensure(`${resource.stackName}/${resource.logicalId}`, {
        arnOf: (keyId) => `${prefix}:key/${keyId}`,
        description: optionalText(properties, "Description") ?? "",
        spec,
        usage: optionalText(properties, "KeyUsage") ?? "ENCRYPT_DECRYPT",
      });
      attachDocument(parts, key.arn, resource.generatedName, properties.KeyPolicy);
      return { physicalId: key.keyId, attributes: { Arn: key.arn, KeyId: key.keyId } };
    },
    "AWS::KMS::Alias": (resource) => {
      const properties = onlyProperties(resource, ["AliasName", "TargetKeyId"], FILE);
      const aliasName = requiredText(properties, "AliasName");
      const target = requiredText(properties, "TargetKeyId");
      const key = parts.keys.find(target);
      if (key === undefined) throw new Error(`No key ${target} is deployed`);
      parts.keys.alias(aliasName, key.keyId);
      return { physicalId: aliasName };
    },
  };
};
