import { join } from "node:path";
import { type Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime } from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import type * as z from "zod";
import { bundleDirectory } from "../bundle-functions.ts";
import { acknowledge } from "../rule-findings.ts";
import type { Stage } from "../stage.ts";

export interface FunctionProps<Environment extends z.ZodObject> {
  readonly stage: Stage;
  /** Name of its directory in `functions/`. */
  readonly name: string;
  readonly description: string;
  /** The schema by which the function reads its environment; it types `environment` here. */
  readonly schema: Environment;
  readonly environment: Record<keyof z.output<Environment>, string>;
  readonly timeout: Duration;
  readonly memoryMb?: number;
  readonly reservedConcurrency?: number;
}

/** What DynamoDB does with a customer-managed key in the name of a caller that writes. */
const keyActionsForWriting = [
  "kms:Encrypt",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
];

type ReadAction = "GetItem" | "BatchGetItem" | "Query";
type WriteAction = "PutItem" | "UpdateItem" | "DeleteItem" | "ConditionCheckItem";

/** One Lambda function with a role of its own that may write its log and nothing else until something is granted. */
export class ServiceFunction<Environment extends z.ZodObject = z.ZodObject> extends Construct {
  readonly lambda: LambdaFunction;
  readonly role: Role;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: FunctionProps<Environment>) {
    super(scope, id);
    this.logGroup = new LogGroup(this, "Log", {
      retention: props.stage.logRetention,
      removalPolicy: props.stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
    this.allow(["logs:CreateLogStream", "logs:PutLogEvents"], [this.logGroup.logGroupArn]);
    this.lambda = new LambdaFunction(this, "Function", {
      description: props.description,
      code: Code.fromAsset(join(bundleDirectory, props.name)),
      handler: "index.handler",
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.X86_64,
      role: this.role,
      logGroup: this.logGroup,
      // Lines are JSON already; Lambda's own JSON format would wrap them.
      loggingFormat: LoggingFormat.TEXT,
      environment: props.environment,
      timeout: props.timeout,
      memorySize: props.memoryMb ?? 512,
      ...(props.reservedConcurrency !== undefined && { reservedConcurrentExecutions: props.reservedConcurrency }),
    });
  }

  /** Grants exactly these actions on exactly these resources. */
  allow(actions: readonly string[], resources: readonly string[]): void {
    this.role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
  }

  /** Grants item operations by name, index by index, and what DynamoDB needs of the table's key on the caller's behalf. */
  allowTable(
    { table, key }: { table: Table; key: IKey },
    grant: {
      readonly read?: readonly ReadAction[];
      readonly indexes?: readonly string[];
      readonly write?: readonly WriteAction[];
    },
  ): void {
    const { read = [], indexes = [], write = [] } = grant;
    const onTable = read.filter((action) => action !== "Query" || indexes.length === 0);
    const actions = [...onTable, ...write].map((action) => `dynamodb:${action}`);
    if (actions.length > 0) this.allow(actions, [table.tableArn]);
    if (indexes.length > 0) {
      this.allow(
        ["dynamodb:Query"],
        indexes.map((index) => `${table.tableArn}/index/${index}`),
      );
    }
    const writing = write.length > 0 ? keyActionsForWriting : [];
    this.allow(["kms:Decrypt", "kms:DescribeKey", ...writing], [key.keyArn]);
  }

  /**
   * Grants operations on the objects of a bucket in another stack. Reading includes `s3:ListBucket`: without it S3 answers
   * 403, not 404, about an object that is not there.
   */
  allowObjects(
    { bucket, key, prefix = "" }: { bucket: Bucket; key: IKey; prefix?: string },
    operations: readonly ("GetObject" | "PutObject" | "DeleteObject")[],
  ): void {
    const bucketArn = Stack.of(bucket).exportValue(bucket.bucketArn);
    const exported = (Stack.of(this).resolve(bucketArn) as { "Fn::ImportValue": string })["Fn::ImportValue"];
    const onObjects = operations.map((operation) => `s3:${operation}`);
    this.allow(onObjects, [`${bucketArn}/${prefix}*`]);
    acknowledge(this.role, `AwsSolutions-IAM5[Resource::${exported}/${prefix}*]`, "The objects of this one bucket.");
    const isReading = operations.includes("GetObject");
    if (isReading) this.allow(["s3:ListBucket"], [bucketArn]);
    const writing = operations.includes("PutObject") ? ["kms:GenerateDataKey"] : [];
    const withKey = [...(isReading ? ["kms:Decrypt"] : []), ...writing];
    // To delete an object takes no key.
    if (withKey.length > 0) this.allow(withKey, [key.keyArn]);
  }
}
