import {
  DescribeTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  type TableDescription,
} from "@aws-sdk/client-dynamodb";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { credentials, type Emulator } from "./emulator.ts";

/** What an operator does beside the CDK command line. */
export interface Operator {
  /** Invokes a function and gives its answer. */
  invoke(functionName: string, input: unknown): Promise<unknown>;
  /** Takes the protection of a stack away, so that it can be destroyed. */
  endProtection(stackName: string): Promise<void>;
  /** Keeps a value in the parameter store, encrypted. */
  keepSecret(name: string, value: string): Promise<void>;
  /**
   * Lets a function publish to topics in batches. `sns:Publish` is the permission for that; the emulator asks for one of the
   * operation's own name, which IAM does not know.
   */
  letPublish(roleName: string): Promise<void>;
  /** What the functions logged, those whose group has this in its name. */
  linesOf(name: string): Promise<string[]>;
  tables(): Promise<TableDescription[]>;
  buckets(): Promise<string[]>;
}

export function operatorOf({ endpoint, region }: Emulator): Operator {
  const dynamodb = new DynamoDBClient({ endpoint, region, credentials });
  const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  return {
    async invoke(functionName, input) {
      const path = `/2015-03-31/functions/${functionName}/invocations`;
      const answer = await call("lambda", path, { type: "application/json", body: JSON.stringify(input) });
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
      const answer = await call("cloudformation", "/", { type: "application/x-www-form-urlencoded", body });
      if (!answer.ok) throw new Error(`the protection of ${stackName} stays: ${await answer.text()}`);
    },
    async keepSecret(Name, Value) {
      const body = JSON.stringify({ Name, Value, Type: "SecureString", Overwrite: true });
      const target = { "x-amz-target": "AmazonSSM.PutParameter" };
      const answer = await call("ssm", "/", { type: "application/x-amz-json-1.1", body, headers: target });
      if (!answer.ok) throw new Error(`${Name} is not kept: ${await answer.text()}`);
    },
    async letPublish(roleName) {
      const ask = async (Action: string, input: object) => {
        const body = new URLSearchParams({ Action, Version: "2010-05-08", ...input }).toString();
        const answer = await call("iam", "/", { type: "application/x-www-form-urlencoded", body });
        const text = await answer.text();
        if (!answer.ok) throw new Error(`${Action}: ${text}`);
        return text;
      };
      const names = [...(await ask("ListRoles", {})).matchAll(/<RoleName>([^<]+)/g)].map(([, name = ""]) => name);
      const Statement = [{ Effect: "Allow", Action: "sns:PublishBatch", Resource: "*" }];
      const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
      for (const RoleName of names.filter((name) => name.includes(roleName))) {
        await ask("PutRolePolicy", { RoleName, PolicyName: "PublishBatch", PolicyDocument });
      }
    },
    async linesOf(name) {
      const ask = async (operation: string, input: object) => {
        const headers = { "x-amz-target": `Logs_20140328.${operation}` };
        const type = "application/x-amz-json-1.1";
        const answer = await call("logs", "/", { type, body: JSON.stringify(input), headers });
        return (await answer.json()) as { logGroups?: { logGroupName: string }[]; events?: { message: string }[] };
      };
      const { logGroups = [] } = await ask("DescribeLogGroups", {});
      const wanted = logGroups.filter(({ logGroupName }) => logGroupName.includes(name));
      const found = wanted.map(({ logGroupName }) => ask("FilterLogEvents", { logGroupName, limit: 200 }));
      return (await Promise.all(found)).flatMap(({ events = [] }) => events.map(({ message }) => message));
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

  /** The emulator takes service and region from the signature and verifies nothing more of it. */
  function call(
    service: string,
    path: string,
    { type, body, headers }: { type: string; body: string; headers?: Record<string, string> },
  ) {
    const scope = `${credentials.accessKeyId}/20260101/${region}/${service}/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=${"0".repeat(64)}`;
    return fetch(endpoint + path, {
      method: "POST",
      headers: { authorization, "content-type": type, ...headers },
      body,
    });
  }
}
