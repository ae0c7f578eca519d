import {
  DescribeTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  type TableDescription,
} from "@aws-sdk/client-dynamodb";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { credentials, type Emulator, region } from "./emulator.ts";

/** What an operator does beside the CDK command line. */
export interface Operator {
  /** Invokes a function and gives its answer. */
  invoke(functionName: string, input: unknown): Promise<unknown>;
  /** Takes the protection of a stack away, so that it can be destroyed. */
  endProtection(stackName: string): Promise<void>;
  tables(): Promise<TableDescription[]>;
  buckets(): Promise<string[]>;
}

export function operatorOf({ endpoint }: Emulator): Operator {
  const dynamodb = new DynamoDBClient({ endpoint, region, credentials });
  const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  return {
    async invoke(functionName, input) {
      const path = `/2015-03-31/functions/${functionName}/invocations`;
      const answer = await call(endpoint, { service: "lambda", path, body: JSON.stringify(input) });
      const failure = answer.headers.get("x-amz-function-error");
      const text = await answer.text();
      if (!answer.ok || failure !== null) throw new Error(`${functionName} answered ${answer.status}: ${text}`);
      return JSON.parse(text) as unknown;
    },
    async endProtection(stackName) {
      const body = new URLSearchParams({
        Action: "UpdateTerminationProtection",
        Version: "2010-05-15",
        StackName: stackName,
        EnableTerminationProtection: "false",
      }).toString();
      const answer = await call(endpoint, { service: "cloudformation", path: "/", body });
      if (!answer.ok) throw new Error(`the protection of ${stackName} stays: ${await answer.text()}`);
    },
    async tables() {
      const { TableNames = [] } = await dynamodb.send(new ListTablesCommand({}));
      const described = TableNames.map((TableName) => dynamodb.send(new DescribeTableCommand({ TableName })));
      return (await Promise.all(described)).flatMap(({ Table }) => (Table === undefined ? [] : [Table]));
    },
    async buckets() {
      const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
      return Buckets.flatMap(({ Name }) => (Name === undefined ? [] : [Name]));
    },
  };
}

/** The emulator takes service and region from the signature and verifies nothing more of it. */
function call(endpoint: string, { service, path, body }: { service: string; path: string; body: string }) {
  const scope = `${credentials.accessKeyId}/20260101/${region}/${service}/aws4_request`;
  return fetch(endpoint + path, {
    method: "POST",
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=${"0".repeat(64)}`,
      "content-type": service === "lambda" ? "application/json" : "application/x-www-form-urlencoded",
    },
    body,
  });
}
