import { parsePolicyDocument } from "../iam/policy-document.ts";
import type { Provisioners } from "../ports.ts";
import type { ProvisionParts } from "./parts.ts";
import { listOf, onlyKeys, onlyProperties, optionalText, requiredText } from "./properties.ts";

const FILE = "role.ts";
const ROLE = [
  "RoleName",
  "Path",
  "AssumeRolePolicyDocument",
  "Description",
  "ManagedPolicyArns",
  "Policies",
  "MaxSessionDuration",
  "Tags",
];

export const createRoleProvisioners = ({ deployment, authority }: ProvisionParts): Provisioners => {
  const { roles } = authority;
  const prefix = `arn:${deployment.partition}:iam::${deployment.account}`;
  return {
    "AWS::IAM::Role": (resource) => {
      const properties = onlyProperties(resource, ROLE, FILE);
      const name = optionalText(properties, "RoleName") ?? resource.generatedName;
      const arn = `${prefix}:role${optionalText(properties, "Path") ?? "/"}${name}`;
      roles.add({ arn, name, trust: parsePolicyDocument(properties.AssumeRolePolicyDocument) });
      for (const policy of listOf(properties, "Policies")) {
        const inline = onlyKeys(policy, ["PolicyName", "PolicyDocument"], "Policies");
        roles.attach(name, {
          name: requiredText(inline, "PolicyName"),
          statements: parsePolicyDocument(inline.PolicyDocument),
        });
      }
      for (const policyArn of listOf(properties, "ManagedPolicyArns")) roles.attachManaged(name, String(policyArn));
      return { physicalId: name, attributes: { Arn: arn, RoleId: name } };
    },
    "AWS::IAM::Policy": (resource) => {
      const properties = onlyProperties(resource, ["PolicyName", "PolicyDocument", "Roles"], FILE);
      const name = requiredText(properties, "PolicyName");
      const statements = parsePolicyDocument(properties.PolicyDocument);
      for (const role of listOf(properties, "Roles")) roles.attach(String(role), { name, statements });
      return { physicalId: name };
    },
    "AWS::IAM::ManagedPolicy": (resource) => {
      const properties = onlyProperties(
        resource,
        ["ManagedPolicyName", "PolicyDocument", "Roles", "Description", "Path"],
        FILE,
      );
      const name = optionalText(properties, "ManagedPolicyName") ?? resource.generatedName;
      const arn = `${prefix}:policy${optionalText(properties, "Path") ?? "/"}${name}`;
      roles.defineManaged(arn, parsePolicyDocument(properties.PolicyDocument));
      for (const role of listOf(properties, "Roles")) roles.attachManaged(String(role), arn);
      return { physicalId: arn, attributes: { PolicyArn: arn } };
    },
  };
};
