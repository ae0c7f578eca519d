import { describe, expect, test } from "vitest";
import { type Assembly, at, listOf, type Resource } from "./assembly.ts";

const defaultVisibilitySeconds = 30;
const defaultRetentionSeconds = 4 * 24 * 60 * 60;

const retention = (queue: Resource) => Number(at(queue, "MessageRetentionPeriod") ?? defaultRetentionSeconds);

/** The queues in which something ends that could not be handled, by whatever names them so. */
export function deadLetterIds(assembly: Assembly): Set<string> {
  const found = assembly.resources.flatMap((resource) => {
    const redrive = at(resource, "RedrivePolicy", "deadLetterTargetArn");
    const onFailure = at(resource, "DestinationConfig", "OnFailure", "Destination");
    const schedule = at(resource, "Target", "DeadLetterConfig", "Arn");
    const targets = listOf<{ DeadLetterConfig?: { Arn: unknown } }>(
      resource.type === "AWS::Events::Rule" ? at(resource, "Targets") : undefined,
    ).map((target) => target.DeadLetterConfig?.Arn);
    return [redrive, onFailure, schedule, ...targets].map((value) => assembly.target(resource.stack, value));
  });
  return new Set(found.filter((id) => id !== undefined));
}

/** Statements of every policy that is attached to the resource. */
export function resourceStatements(assembly: Assembly, resource: Resource): Record<string, unknown>[] {
  const attached = { "AWS::SQS::Queue": "Queues", "AWS::SNS::Topic": "Topics", "AWS::S3::Bucket": "Bucket" };
  const property = attached[resource.type as keyof typeof attached];
  return assembly.resources
    .filter((policy) => listOf(at(policy, property)).some((one) => assembly.target(policy.stack, one) === resource.id))
    .flatMap((policy) => listOf<Record<string, unknown>>(at(policy, "PolicyDocument", "Statement")));
}

const deniesPlainText = (statement: Record<string, unknown>) =>
  statement.Effect === "Deny" &&
  JSON.stringify(statement.Condition) === JSON.stringify({ Bool: { "aws:SecureTransport": "false" } }) &&
  ["*", '{"AWS":"*"}'].includes(
    typeof statement.Principal === "string" ? statement.Principal : JSON.stringify(statement.Principal),
  );

export function describeQueues(read: () => Assembly): void {
  const queues = () => read().ofType("AWS::SQS::Queue");

  describe("every queue", () => {
    test("has a dead-letter queue or is one", () => {
      const deadLetters = deadLetterIds(read());
      expect(queues().length).toBeGreaterThan(0);
      for (const queue of queues()) {
        expect(at(queue, "RedrivePolicy") !== undefined, queue.id).toBe(!deadLetters.has(queue.id));
      }
    });

    test("tries a few times before it gives a message up, and the dead letters outlive it", () => {
      for (const queue of queues().filter((one) => at(one, "RedrivePolicy") !== undefined)) {
        const tries = Number(at(queue, "RedrivePolicy", "maxReceiveCount"));
        expect(tries, queue.id).toBeGreaterThanOrEqual(3);
        expect(tries, queue.id).toBeLessThanOrEqual(10);
        const deadLetters = read().follow(queue, at(queue, "RedrivePolicy", "deadLetterTargetArn"));
        // A message's age counts from its first queue.
        expect(retention(deadLetters), deadLetters.id).toBeGreaterThan(retention(queue));
      }
    });

    test("hides a message for six times the timeout of the function that reads it", () => {
      const sources = read()
        .ofType("AWS::Lambda::EventSourceMapping")
        .map((mapping) => ({ mapping, source: read().target(mapping.stack, at(mapping, "EventSourceArn")) }));
      for (const { mapping, source } of sources) {
        const queue = queues().find(({ id }) => id === source);
        if (queue === undefined) continue;
        const lambda = read().follow(mapping, at(mapping, "FunctionName"));
        const visibility = Number(at(queue, "VisibilityTimeout") ?? defaultVisibilitySeconds);
        expect(visibility, queue.id).toBeGreaterThanOrEqual(6 * Number(at(lambda, "Timeout")));
      }
      const readQueues = new Set(sources.map(({ source }) => source));
      const working = queues().filter((queue) => at(queue, "RedrivePolicy") !== undefined);
      expect(
        working.filter(({ id }) => !readQueues.has(id)).map(({ id }) => id),
        "queues that nobody reads",
      ).toEqual([]);
    });
  });

  test("every queue, topic and bucket is encrypted and refuses plain text on the wire", () => {
    const encryption: Record<string, (resource: Resource) => unknown> = {
      "AWS::SQS::Queue": (queue) => at(queue, "SqsManagedSseEnabled") ?? at(queue, "KmsMasterKeyId"),
      "AWS::SNS::Topic": (topic) => at(topic, "KmsMasterKeyId"),
      "AWS::S3::Bucket": (bucket) => at(bucket, "BucketEncryption", "ServerSideEncryptionConfiguration", 0),
    };
    for (const [type, encrypted] of Object.entries(encryption)) {
      expect(read().ofType(type).length, type).toBeGreaterThan(0);
      for (const resource of read().ofType(type)) {
        expect(encrypted(resource), `${resource.id} is encrypted`).toBeTruthy();
        const statements = resourceStatements(read(), resource);
        expect(statements.some(deniesPlainText), `${resource.id} refuses plain text`).toBe(true);
      }
    }
  });

  test("no bucket is public", () => {
    for (const bucket of read().ofType("AWS::S3::Bucket")) {
      expect(at(bucket, "PublicAccessBlockConfiguration"), bucket.id).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
    }
  });

  test("resource policies let in services for one source only, and nobody else", () => {
    for (const type of ["AWS::SQS::Queue", "AWS::SNS::Topic"]) {
      for (const resource of read().ofType(type)) {
        for (const statement of resourceStatements(read(), resource).filter(({ Effect }) => Effect === "Allow")) {
          expect(Object.keys(statement.Principal as object), resource.id).toEqual(["Service"]);
          expect(JSON.stringify(statement.Condition), resource.id).toContain("aws:SourceArn");
        }
      }
    }
  });
}
