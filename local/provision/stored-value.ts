import { createHash, randomInt } from "node:crypto";
import type { Provisioners } from "../ports.ts";
import { encryptWithKey, type ProvisionParts } from "./parts.ts";
import { isTrue, onlyKeys, onlyProperties, optionalText, type Properties, requiredText } from "./properties.ts";

const FILE = "stored-value.ts";
const SECRETS = "secrets";
const GENERATE = [
  "SecretStringTemplate",
  "GenerateStringKey",
  "PasswordLength",
  "ExcludeCharacters",
  "ExcludePunctuation",
  "IncludeSpace",
  "ExcludeLowercase",
  "ExcludeUppercase",
  "ExcludeNumbers",
  "RequireEachIncludedType",
];
const PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

const alphabet = (rules: Properties): string => {
  const sets = [
    isTrue(rules.ExcludeLowercase) ? "" : "abcdefghijklmnopqrstuvwxyz",
    isTrue(rules.ExcludeUppercase) ? "" : "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    isTrue(rules.ExcludeNumbers) ? "" : "0123456789",
    isTrue(rules.ExcludePunctuation) ? "" : PUNCTUATION,
    isTrue(rules.IncludeSpace) ? " " : "",
  ];
  const excluded = optionalText(rules, "ExcludeCharacters") ?? "";
  return [...sets.join("")].filter((character) => !excluded.includes(character)).join("");
};

const generateSecret = (given: unknown): string => {
  const rules = onlyKeys(given, GENERATE, "GenerateSecretString");
  const characters = alphabet(rules);
  const length = Number(rules.PasswordLength ?? 32);
  const password = Array.from({ length }, () => characters[randomInt(characters.length)]).join("");
  const key = optionalText(rules, "GenerateStringKey");
  if (key === undefined) return password;
  return JSON.stringify({ ...JSON.parse(optionalText(rules, "SecretStringTemplate") ?? "{}"), [key]: password });
};

/** Parameters and secrets, which functions read while they run. A generated secret is made once and kept. */
export const createStoredValueProvisioners = (parts: ProvisionParts): Provisioners => {
  const { deployment, state, clock, parameters, secrets } = parts;
  const { partition, region, account } = deployment;

  const secretText = (name: string, properties: Properties): string => {
    const given = optionalText(properties, "SecretString") ?? state.get(SECRETS, name);
    if (given !== undefined) return given;
    const generated = generateSecret(properties.GenerateSecretString);
    state.set(SECRETS, name, generated);
    return generated;
  };

  return {
    "AWS::SSM::Parameter": (resource) => {
      const properties = onlyProperties(
        resource,
        ["Name", "Type", "Value", "Description", "Tier", "DataType", "AllowedPattern", "Tags"],
        FILE,
      );
      const name = optionalText(properties, "Name") ?? resource.generatedName;
      const type = requiredText(properties, "Type");
      const value = requiredText(properties, "Value");
      const arn = `arn:${partition}:ssm:${region}:${account}:parameter/${name.replace(/^\//, "")}`;
      parameters.set(name, { arn, name, type, value, storedAt: clock.now() });
      return { physicalId: name, attributes: { Type: type, Value: value } };
    },
    "AWS::SecretsManager::Secret": (resource) => {
      const properties = onlyProperties(
        resource,
        ["Name", "Description", "SecretString", "GenerateSecretString", "KmsKeyId", "Tags"],
        FILE,
      );
      const name = optionalText(properties, "Name") ?? resource.generatedName;
      const suffix = createHash("sha256").update(name).digest("hex").slice(0, 6);
      const arn = `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}-${suffix}`;
      secrets.set(arn, { arn, name, type: "Secret", value: secretText(name, properties), storedAt: clock.now() });
      encryptWithKey(parts, arn, optionalText(properties, "KmsKeyId"));
      return { physicalId: arn, attributes: { Id: arn } };
    },
  };
};
