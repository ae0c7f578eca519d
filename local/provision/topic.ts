import { createHash } from "node:crypto";
import type { Provisioners } from "../ports.ts";
import { attachDocument, encryptWithKey, type ProvisionParts } from "./parts.ts";
import { isTrue, listOf, onlyProperties, optionalText, type Properties, requiredText } from "./properties.ts";

const FILE = "topic.ts";
const TOPIC = [
  "TopicName",
  "DisplayName",
  "KmsMasterKeyId",
  "FifoTopic",
  "ContentBasedDeduplication",
  "SignatureVersion",
  "TracingConfig",
  "Tags",
];
const SUBSCRIPTION = [
  "TopicArn",
  "Protocol",
  "Endpoint",
  "Region",
  "FilterPolicy",
  "FilterPolicyScope",
  "RawMessageDelivery",
  "RedrivePolicy",
];

const topicAttributes = (properties: Properties): Record<string, string> =>
  Object.fromEntries(
    ["DisplayName", "KmsMasterKeyId", "FifoTopic", "ContentBasedDeduplication"].flatMap((name) => {
      const value = optionalText(properties, name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );

const subscriptionAttributes = (properties: Properties): Record<string, string> => ({
  ...(properties.FilterPolicy !== undefined && { FilterPolicy: JSON.stringify(properties.FilterPolicy) }),
  ...(properties.FilterPolicyScope !== undefined && {
    FilterPolicyScope: requiredText(properties, "FilterPolicyScope"),
  }),
  ...(isTrue(properties.RawMessageDelivery) && { RawMessageDelivery: "true" }),
});

/** The same on every start, so that a subscription is found again. */
const subscriptionArn = (topicArn: string, endpoint: string): string => {
  const hex = createHash("sha256").update(endpoint).digest("hex");
  return `${topicArn}:${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

export const createTopicProvisioners = (parts: ProvisionParts): Provisioners => {
  const { deployment, authority, onReady } = parts;
  const { topics } = parts.messaging;
  const deployed = new Set<string>();

  const ensureTopic = (arn: string, name: string, attributes: Record<string, string>): void => {
    const existing = topics.getTopic(arn);
    if (existing !== undefined) {
      existing.attributes = attributes;
      topics.persistence?.updateTopicAttributes(arn, attributes);
      return;
    }
    const topic = { arn, name, attributes, tags: new Map<string, string>(), subscriptionArns: [] };
    topics.topics.set(arn, topic);
    topics.persistence?.insertTopic(topic);
  };

  const ensureSubscription = (topicArn: string, endpoint: string, attributes: Record<string, string>): string => {
    const topic = topics.getTopic(topicArn);
    if (topic === undefined) throw new Error(`No topic ${topicArn} is deployed`);
    const arn = subscriptionArn(topicArn, endpoint);
    const subscription = { arn, topicArn, protocol: "sqs", endpoint, confirmed: true, attributes };
    topics.persistence?.deleteSubscription(arn);
    topics.subscriptions.set(arn, subscription);
    topics.persistence?.insertSubscription(subscription);
    if (topic.subscriptionArns.includes(arn)) return arn;
    topic.subscriptionArns.push(arn);
    topics.persistence?.updateTopicSubscriptionArns(topicArn, topic.subscriptionArns);
    return arn;
  };

  // The engine delivers without asking, where SNS would drop the message: better known at the start.
  const checkDelivery = (topicArn: string, queueArn: string): void =>
    authority.authorize(
      { kind: "service", service: "sns.amazonaws.com", sourceArn: topicArn },
      "sqs:SendMessage",
      queueArn,
    );

  onReady(() => {
    for (const arn of [...topics.subscriptions.keys()]) if (!deployed.has(arn)) topics.unsubscribe(arn);
  });

  return {
    "AWS::SNS::Topic": (resource) => {
      const properties = onlyProperties(resource, TOPIC, FILE);
      const base = optionalText(properties, "TopicName") ?? resource.generatedName;
      const name = isTrue(properties.FifoTopic) && !base.endsWith(".fifo") ? `${base}.fifo` : base;
      const arn = `arn:${deployment.partition}:sns:${deployment.region}:${deployment.account}:${name}`;
      ensureTopic(arn, name, topicAttributes(properties));
      encryptWithKey(parts, arn, optionalText(properties, "KmsMasterKeyId"));
      return { physicalId: arn, attributes: { TopicArn: arn, TopicName: name } };
    },
    "AWS::SNS::Subscription": (resource) => {
      const properties = onlyProperties(resource, SUBSCRIPTION, FILE);
      const protocol = requiredText(properties, "Protocol");
      if (protocol !== "sqs")
        throw new Error(`Unknown subscription protocol ${protocol}: teach it in local/provision/${FILE}`);
      const topicArn = requiredText(properties, "TopicArn");
      const queueArn = requiredText(properties, "Endpoint");
      const arn = ensureSubscription(topicArn, queueArn, subscriptionAttributes(properties));
      deployed.add(arn);
      onReady(() => checkDelivery(topicArn, queueArn));
      return { physicalId: arn, attributes: { Arn: arn } };
    },
    "AWS::SNS::TopicPolicy": (resource) => {
      const properties = onlyProperties(resource, ["Topics", "PolicyDocument"], FILE);
      for (const arn of listOf(properties, "Topics")) {
        attachDocument(parts, String(arn), resource.generatedName, properties.PolicyDocument);
      }
      return { physicalId: resource.generatedName };
    },
  };
};
