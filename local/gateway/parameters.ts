import type { Deployment } from "../ports.ts";
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
}

export const createSsmService = (deployment: Deployment, parameters: ReadonlyMap<string, StoredValue>): AwsService => ({
  name: "ssm",
  protocol: "json-1.1",
  errors: jsonServiceErrors(rateExceeded),
  read(request) {
    const operation = targetOperation(request);
    if (operation !== "GetParameter") throw unknownOperation("ssm", operation, "parameters.ts");
    const name = readText(readJsonBody(request), "Name");
    const { partition, region, account } = deployment;
    const resourceArn = `arn:${partition}:ssm:${region}:${account}:parameter/${name.replace(/^\//, "")}`;
    return {
      name: operation,
      permissions: [{ action: "ssm:GetParameter", resourceArn }],
      async run() {
        const found = parameters.get(name);
        if (found === undefined) throw new AwsError(400, "ParameterNotFound", "");
        const { arn, type, value, storedAt } = found;
        const Parameter = {
          Name: name,
          Type: type,
          Value: value,
          Version: 1,
          ARN: arn,
          LastModifiedDate: storedAt / 1000,
          DataType: "text",
        };
        return jsonReply("json-1.1", { Parameter });
      },
    };
  },
});

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
