// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how Fn::Sub writes names
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const allow = (Action: unknown, Resource: unknown) => ({ Effect: "Allow", Action, Resource });
const att = (id: string, name = "Arn") => ({ "Fn::GetAtt": [id, name] });

const role = (...statements: readonly unknown[]) => ({
  Type: "AWS::IAM::Role",
  Properties: {
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }],
    },
    Policies: [{ PolicyName: "grants", PolicyDocument: { Statement: statements } }],
  },
});

const queuePolicy = (queue: string, service: string, sourceArn: unknown) => ({
  Type: "AWS::SQS::QueuePolicy",
  Properties: {
    Queues: [{ Ref: queue }],
    PolicyDocument: {
      Statement: [
        {
          ...allow("sqs:SendMessage", att(queue)),
          Principal: { Service: service },
          Condition: { ArnEquals: { "aws:SourceArn": sourceArn } },
        },
      ],
    },
  },
});

/** An encrypted table with a stream, a topic with a queue, a bucket and a role that may do a part of it. */
export const storageTemplate = {
  Resources: {
    Key: {
      Type: "AWS::KMS::Key",
      Properties: {
        KeyPolicy: {
          Statement: [
            {
              ...allow("kms:*", "*"),
              Principal: { AWS: { "Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root" } },
            },
          ],
        },
      },
    },
    Table: {
      Type: "AWS::DynamoDB::GlobalTable",
      Properties: {
        KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
        AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
        BillingMode: "PAY_PER_REQUEST",
        StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
        SSESpecification: { SSEEnabled: true, SSEType: "KMS" },
        Replicas: [{ Region: { Ref: "AWS::Region" }, SSESpecification: { KMSMasterKeyId: att("Key") } }],
      },
    },
    DeadLetters: { Type: "AWS::SQS::Queue" },
    Queue: {
      Type: "AWS::SQS::Queue",
      Properties: {
        VisibilityTimeout: 30,
        RedrivePolicy: { deadLetterTargetArn: att("DeadLetters"), maxReceiveCount: 1 },
      },
    },
    Topic: { Type: "AWS::SNS::Topic" },
    Subscription: {
      Type: "AWS::SNS::Subscription",
      Properties: {
        TopicArn: { Ref: "Topic" },
        Protocol: "sqs",
        Endpoint: att("Queue"),
        RawMessageDelivery: true,
        FilterPolicy: { channel: ["mail"] },
      },
    },
    QueuePolicy: queuePolicy("Queue", "sns.amazonaws.com", { Ref: "Topic" }),
    Bucket: { Type: "AWS::S3::Bucket" },
    Role: role(
      allow(["dynamodb:PutItem", "dynamodb:GetItem"], att("Table")),
      allow(["kms:Decrypt", "kms:Encrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"], att("Key")),
      allow("sqs:SendMessage", att("Queue")),
      allow(["s3:PutObject", "s3:GetObject"], { "Fn::Join": ["", [att("Bucket"), "/in/*"]] }),
    ),
    KeylessRole: role(allow("dynamodb:GetItem", att("Table"))),
  },
  Outputs: {
    Table: { Value: { Ref: "Table" } },
    StreamArn: { Value: att("Table", "StreamArn") },
    Key: { Value: att("Key") },
    QueueUrl: { Value: { Ref: "Queue" } },
    DeadLettersUrl: { Value: { Ref: "DeadLetters" } },
    TopicArn: { Value: { Ref: "Topic" } },
    Bucket: { Value: { Ref: "Bucket" } },
    RoleArn: { Value: att("Role") },
    KeylessRoleArn: { Value: att("KeylessRole") },
  },
} as const;

const RELAY = `
const { EventBridgeClient, PutEventsCommand } = require(${JSON.stringify(createRequire(import.meta.url).resolve("@aws-sdk/client-eventbridge"))});
const client = new EventBridgeClient();
exports.handler = async ({ Records }) => {
  const Entries = Records.map(({ dynamodb, awsRegion, eventSourceARN }) => ({
    EventBusName: process.env.BUS, Source: "test", DetailType: "Stored",
    Detail: JSON.stringify({ id: dynamodb.Keys.pk.S, awsRegion, eventSourceARN }),
  }));
  await client.send(new PutEventsCommand({ Entries }));
};`;

/** Writes the relay function to a directory and gives the asset's place in the assembly. */
export const writeRelay = (assemblyDirectory: string): { readonly path: string; readonly objectKey: string } => {
  mkdirSync(join(assemblyDirectory, "relay"), { recursive: true });
  writeFileSync(join(assemblyDirectory, "relay", "index.js"), RELAY);
  return { path: "relay", objectKey: "relay.zip" };
};

/** A table whose stream a function puts on a bus, from where a rule leads to a queue. */
export const relayTemplate = {
  Resources: {
    Table: {
      Type: "AWS::DynamoDB::Table",
      Properties: {
        KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
        AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
        BillingMode: "PAY_PER_REQUEST",
        StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
      },
    },
    Bus: { Type: "AWS::Events::EventBus", Properties: { Name: "facts" } },
    Queue: { Type: "AWS::SQS::Queue" },
    Rule: {
      Type: "AWS::Events::Rule",
      Properties: {
        EventBusName: { Ref: "Bus" },
        EventPattern: { source: ["test"] },
        State: "ENABLED",
        Targets: [{ Id: "queue", Arn: att("Queue") }],
      },
    },
    QueuePolicy: queuePolicy("Queue", "events.amazonaws.com", att("Rule")),
    RelayRole: role(
      allow("dynamodb:ListStreams", "*"),
      allow(["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"], att("Table", "StreamArn")),
      allow("events:PutEvents", att("Bus")),
    ),
    Relay: {
      Type: "AWS::Lambda::Function",
      Properties: {
        Code: { S3Bucket: "assets", S3Key: "relay.zip" },
        Handler: "index.handler",
        Runtime: "nodejs24.x",
        Role: att("RelayRole"),
        Timeout: 10,
        Environment: { Variables: { BUS: { Ref: "Bus" } } },
      },
    },
    Mapping: {
      Type: "AWS::Lambda::EventSourceMapping",
      Properties: {
        FunctionName: { Ref: "Relay" },
        EventSourceArn: att("Table", "StreamArn"),
        StartingPosition: "TRIM_HORIZON",
        BatchSize: 10,
      },
    },
  },
  Outputs: {
    Table: { Value: { Ref: "Table" } },
    StreamArn: { Value: att("Table", "StreamArn") },
    QueueUrl: { Value: { Ref: "Queue" } },
  },
} as const;
