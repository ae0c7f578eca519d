import { createHash } from "node:crypto";
import type { CloudClock, Deployment } from "../ports.ts";
import { AwsError, jsonReply } from "./aws-error.ts";
import { readJsonBody, readText, targetOperation, unknownOperation } from "./json-body.ts";
import type { AwsService } from "./service.ts";
import { jsonServiceErrors, rateExceeded } from "./service-errors.ts";

/** A value that a function may read while it runs: an SSM parameter or a secret. */
export interface StoredValue {
  readonly arn: string;
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly storedAt: number;
  /** Counts the values that a parameter had. */
  readonly version?: number;
}

interface SsmParts {
  readonly deployment: Deployment;
  readonly parameters: Map<string, StoredValue>;
  readonly clock: Pick<CloudClock, "now">;
}

export const createSsmService = (parts: SsmParts): AwsService => ({
  name: "ssm",
  protocol: "json-1.1",
  errors: jsonServiceErrors(rateExceeded),
  read(request) {
    const operation = targetOperation(request);
    const run = { GetParameter: getParameter, PutParameter: putParameter }[operation];
    if (run === undefined) throw unknownOperation("ssm", operation, "parameters.ts");
    const input = readJsonBody(request);
    const name = readText(input, "Name");
    const { partition, region, account } = parts.deployment;
    const arn = `arn:${partition}:ssm:${region}:${account}:parameter/${name.replace(/^\//, "")}`;
    return {
      name: operation,
      permissions: [{ action: `ssm:${operation}`, resourceArn: arn }],
      run: async () => jsonReply("json-1.1", run(parts, { ...input, name, arn })),
    };
  },
});

interface ParameterCall {
  readonly [property: string]: unknown;
  readonly name: string;
  readonly arn: string;
}

const getParameter = ({ parameters }: SsmParts, { name, WithDecryption }: ParameterCall) => {
  const found = parameters.get(name);
  if (found === undefined) throw new AwsError(400, "ParameterNotFound", "");
  const { arn, type, value, storedAt, version = 1 } = found;
  const isReadable = type !== "SecureString" || WithDecryption === true;
  return {
    Parameter: {
      Name: name,
      Type: type,
      // Who does not ask for the text gets what stands at rest, and that looks like nothing.
      Value: isReadable ? value : createHash("sha256").update(value).digest("base64"),
      Version: version,
      ARN: arn,
      LastModifiedDate: storedAt / 1000,
      DataType: "text",
    },
  };
};

/** Of the standard tier. */
const longestValue = 4_096;

const putParameter = ({ parameters, clock }: SsmParts, { name, arn, ...input }: ParameterCall) => {
  const before = parameters.get(name);
  const value = readText(input, "Value");
  if (before !== undefined && input.Overwrite !== true) {
    throw new AwsError(400, "ParameterAlreadyExists", "The parameter already exists.");
  }
  if (Buffer.byteLength(value) > longestValue) {
    throw new AwsError(
      400,
      "ValidationException",
      "Standard tier parameters support a maximum parameter value of 4096.",
    );
  }
  const type = before?.type ?? readText(input, "Type");
  const version = (before?.version ?? 0) + 1;
  parameters.set(name, { arn, name, type, value, version, storedAt: clock.now() });
  return { Version: version, Tier: "Standard" };
};

export const createSecretsService = (secrets: ReadonlyMap<string, StoredValue>): AwsService => ({
  name: "secretsmanager",
  protocol: "json-1.1",
  errors: jsonServiceErrors(rateExceeded),
  read(request) {
    const operation = targetOperation(request);
    if (operation !== "GetSecretValue") throw unknownOperation("secretsmanager", operation, "parameters.ts");
    const id = readText(readJsonBody(request), "SecretId");
    const found = [...secrets.values()].find(({ arn, name }) => arn === id || name === id);
    if (found === undefined) {
      throw new AwsError(400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }
    return {
      name: operation,
      permissions: [{ action: "secretsmanager:GetSecretValue", resourceArn: found.arn }],
      run: async () =>
        jsonReply("json-1.1", {
          ARN: found.arn,
          Name: found.name,
          SecretString: found.value,
          VersionId: "00000000-0000-4000-8000-000000000000",
          VersionStages: ["AWSCURRENT"],
          CreatedDate: found.storedAt / 1000,
        }),
    };
  },
});
