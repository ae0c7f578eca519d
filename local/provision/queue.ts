import { MAXIMUM_MESSAGE_BYTES } from "../gateway/sqs.ts";
import type { Provisioners, ResolvedResource } from "../ports.ts";
import { attachDocument, encryptWithKey, type ProvisionParts } from "./parts.ts";
import { isTrue, listOf, onlyProperties, optionalText, type Properties } from "./properties.ts";

const FILE = "queue.ts";

/** Attribute -> least and greatest value that SQS takes. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  VisibilityTimeout: [0, 43_200],
  DelaySeconds: [0, 900],
  MaximumMessageSize: [1_024, 1_048_576],
  MessageRetentionPeriod: [60, 1_209_600],
  ReceiveMessageWaitTimeSeconds: [0, 20],
  KmsDataKeyReusePeriodSeconds: [60, 86_400],
};
const TEXTS = [
  "KmsMasterKeyId",
  "SqsManagedSseEnabled",
  "FifoQueue",
  "ContentBasedDeduplication",
  "DeduplicationScope",
  "FifoThroughputLimit",
];
const DOCUMENTS = ["RedrivePolicy", "RedriveAllowPolicy"];

const checkRange = (name: string, value: string): string => {
  const [least, greatest] = RANGES[name] as readonly [number, number];
  if (Number(value) >= least && Number(value) <= greatest) return value;
  throw new Error(`${name} must be between ${least} and ${greatest}, not ${value}`);
};

const asText = (document: unknown): string => (typeof document === "string" ? document : JSON.stringify(document));

const attributesOf = (properties: Properties): Record<string, string> => {
  const ranged = Object.keys(RANGES).flatMap((name) => {
    const value = optionalText(properties, name);
    return value === undefined ? [] : [[name, checkRange(name, value)] as const];
  });
  const texts = TEXTS.flatMap((name) => {
    const value = optionalText(properties, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const documents = DOCUMENTS.flatMap((name) =>
    properties[name] === undefined ? [] : [[name, asText(properties[name])] as const],
  );
  return {
    MaximumMessageSize: String(MAXIMUM_MESSAGE_BYTES),
    ...Object.fromEntries([...ranged, ...texts, ...documents]),
  };
};

const nameOf = (resource: ResolvedResource, properties: Properties): string => {
  const name = optionalText(properties, "QueueName");
  if (!isTrue(properties.FifoQueue)) return name ?? resource.generatedName;
  if (name !== undefined && !name.endsWith(".fifo"))
    throw new Error(`The name of a FIFO queue ends in .fifo, not ${name}`);
  return name ?? `${resource.generatedName}.fifo`;
};

export const createQueueProvisioners = (parts: ProvisionParts): Provisioners => {
  const { deployment, messaging, queueUrl } = parts;
  const arnOf = (name: string) => `arn:${deployment.partition}:sqs:${deployment.region}:${deployment.account}:${name}`;

  const ensureQueue = (name: string, attributes: Record<string, string>): void => {
    const existing = messaging.queues.getQueueByName(name);
    // The port of the endpoint changes with each start, so the stored URL has none: the engine goes by the name in it.
    if (existing === undefined)
      messaging.queues.createQueue(name, `http://sqs/${deployment.account}/${name}`, arnOf(name), attributes);
    else if (existing.arn !== arnOf(name))
      throw new Error(`The data directory has ${existing.arn}: use another one for this deployment`);
    else existing.setAttributes({ RedrivePolicy: "", ...attributes });
  };

  return {
    "AWS::SQS::Queue": (resource) => {
      const properties = onlyProperties(
        resource,
        ["QueueName", "Tags", ...Object.keys(RANGES), ...TEXTS, ...DOCUMENTS],
        FILE,
      );
      const name = nameOf(resource, properties);
      ensureQueue(name, attributesOf(properties));
      encryptWithKey(parts, arnOf(name), optionalText(properties, "KmsMasterKeyId"));
      const url = queueUrl(name);
      return { physicalId: url, attributes: { Arn: arnOf(name), QueueName: name, QueueUrl: url } };
    },
    "AWS::SQS::QueuePolicy": (resource) => {
      const properties = onlyProperties(resource, ["Queues", "PolicyDocument"], FILE);
      for (const url of listOf(properties, "Queues")) {
        attachDocument(
          parts,
          arnOf(String(url).split("/").at(-1) as string),
          resource.generatedName,
          properties.PolicyDocument,
        );
      }
      return { physicalId: resource.generatedName };
    },
  };
};
