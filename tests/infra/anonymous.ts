import { describe, expect, test } from "vitest";
import { anonymousTables, mailboxTable } from "../../lib/anonymous/table.ts";
import { type Assembly, at, listOf, type Resource } from "./assembly.ts";
import { nameOf } from "./functions.ts";

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
}

/** What the platform would record of whoever writes, and is told not to: nearly the opposite of what is asked elsewhere. */
export function describeAnonymousPlane(read: () => Assembly): void {
  const only = (type: string): Resource => {
    const [found, ...more] = read().ofAnonymousPlane(type);
    if (found === undefined || more.length > 0) throw new Error(`not one ${type} in the anonymous plane`);
    return found;
  };
  const lambdas = () => read().ofAnonymousPlane("AWS::Lambda::Function");
  const tables = () => read().ofAnonymousPlane("AWS::DynamoDB::Table");

  describe("the anonymous plane", () => {
    test("B2 has one open route, without a log of access or metrics by route", () => {
      expect(at(only("AWS::ApiGatewayV2::Route"), "RouteKey")).toBe("POST /drop");
      expect(at(only("AWS::ApiGatewayV2::Route"), "AuthorizationType")).toBe("NONE");
      const stage = only("AWS::ApiGatewayV2::Stage");
      expect(at(stage, "AccessLogSettings")).toBeUndefined();
      expect(at(stage, "DefaultRouteSettings", "DetailedMetricsEnabled") ?? false).toBe(false);
      expect(at(stage, "RouteSettings")).toBeUndefined();
      expect(at(only("AWS::ApiGatewayV2::Api"), "CorsConfiguration")).toBeUndefined();
      expect(read().ofAnonymousPlane("AWS::ApiGatewayV2::Authorizer")).toEqual([]);
    });

    test("B3 has an edge without logs that forwards neither cookie nor query nor agent", () => {
      const config = at(only("AWS::CloudFront::Distribution"), "DistributionConfig") as Record<string, unknown>;
      expect(config.Logging).toBeUndefined();
      const behaviors = [config.DefaultCacheBehavior, ...listOf(config.CacheBehaviors)] as Record<string, unknown>[];
      for (const behavior of behaviors) {
        expect(behavior.RealtimeLogConfigArn).toBeUndefined();
        expect(behavior.OriginRequestPolicyId).toBeUndefined();
        expect(behavior.FunctionAssociations).toBeUndefined();
      }
      for (const type of ["AWS::Logs::Delivery", "AWS::Logs::LogGroup", "AWS::Logs::SubscriptionFilter"]) {
        expect(read().ofAnonymousPlane(type)).toEqual([]);
      }
    });

    test("B4 has no firewall, which would keep samples of requests", () => {
      expect(at(only("AWS::CloudFront::Distribution"), "DistributionConfig", "WebACLId")).toBeUndefined();
      expect(read().texts.get(only("AWS::ApiGatewayV2::Api").stack)).not.toContain("AWS::WAFv2");
    });

    test("B5 has functions that cannot log or trace, whatever is allowed to them one day", () => {
      expect(lambdas().map(nameOf).sort()).toEqual(["accept-feedback", "mix-feedback"]);
      for (const lambda of lambdas()) {
        expect(at(lambda, "LoggingConfig")).toEqual({
          LogFormat: "JSON",
          ApplicationLogLevel: "FATAL",
          SystemLogLevel: "WARN",
        });
        expect(at(lambda, "TracingConfig"), lambda.id).toBeUndefined();
        expect(at(lambda, "Layers"), lambda.id).toBeUndefined();
        const role = read().target(lambda.stack, at(lambda, "Role"));
        const statements = read()
          .ofAnonymousPlane("AWS::IAM::Policy")
          .filter((policy) => listOf(at(policy, "Roles")).some((one) => read().target(policy.stack, one) === role))
          .flatMap((policy) => listOf<Statement>(at(policy, "PolicyDocument", "Statement")));
        expect(statements).toContainEqual({ Effect: "Deny", Action: ["logs:*", "xray:*"], Resource: "*" });
        const allowed = statements
          .filter(({ Effect }) => Effect === "Allow")
          .flatMap(({ Action }) => listOf<string>(Action));
        expect(allowed.filter((action) => /^(logs|xray|sqs|sns|cloudwatch):/.test(action))).toEqual([]);
      }
    });

    test("B6 has tables whose items cannot be dated: no stream, no restorable seconds, one expiry for a week", () => {
      expect(tables()).toHaveLength(anonymousTables.length);
      for (const table of tables()) {
        const isMailbox = table.id.includes("FeedbackMailboxTable");
        for (const name of [
          "StreamSpecification",
          "KinesisStreamSpecification",
          "GlobalSecondaryIndexes",
          "TableName",
        ]) {
          expect(at(table, name), `${table.id} ${name}`).toBeUndefined();
        }
        const restorable = at(table, "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled") ?? false;
        expect(restorable, table.id).toBe(isMailbox);
        const expiry = isMailbox ? mailboxTable.ttlAttribute : "expiresAt";
        expect(at(table, "TimeToLiveSpecification", "AttributeName"), table.id).toBe(expiry);
      }
    });

    test("B7 speaks to browsers from a host of its own, that sets no cookie and loads nothing foreign", () => {
      const headers = JSON.stringify(only("AWS::CloudFront::ResponseHeadersPolicy").properties);
      expect(headers).toContain("default-src 'none'; script-src 'self'");
      expect(headers).toContain('"ReferrerPolicy":"no-referrer"');
      expect(headers).not.toMatch(/unsafe-|https:\/\/|set-cookie/i);
      expect(headers).toContain('"AccessControlAllowCredentials":false');
      expect(read().ofAnonymousPlane("AWS::CloudFront::CachePolicy")).toEqual([]);
    });

    test("takes a thousand good tokens a minute and more, and has no limit by address", () => {
      const settings = at(only("AWS::ApiGatewayV2::Stage"), "DefaultRouteSettings") as { ThrottlingRateLimit: number };
      expect(settings.ThrottlingRateLimit).toBeGreaterThanOrEqual(1_000 / 60);
      expect(JSON.stringify(settings)).not.toContain("IP");
    });

    test("A16 raises an alarm when more tokens were spent than issued", () => {
      const filter = read()
        .ofType("AWS::Logs::MetricFilter")
        .find((one) => JSON.stringify(one.properties).includes("$.counts.forged"));
      const [transformation] = listOf<{ MetricName: string }>(filter && at(filter, "MetricTransformations"));
      const alarms = read()
        .ofType("AWS::CloudWatch::Alarm")
        .filter((one) => at(one, "MetricName") === (transformation?.MetricName ?? "none"));
      expect(alarms.map((one) => at(one, "Threshold"))).toEqual([1]);
      expect(listOf(alarms[0] && at(alarms[0], "AlarmActions"))).toHaveLength(1);
    });

    test("B11 asks KMS for nothing when an envelope comes", () => {
      for (const table of tables()) {
        expect(at(table, "SSESpecification", "KMSMasterKeyId"), table.id).toBeUndefined();
      }
      const policies = read().ofAnonymousPlane("AWS::IAM::Policy");
      const drop = policies.find(({ id }) => id.includes("AcceptFeedback"));
      expect(JSON.stringify(drop?.properties)).not.toContain("kms:");
    });

    test("B12 keeps no copy of an envelope beside the pool: no queue, no destination, no retry with its event", () => {
      const drop = lambdas().find((lambda) => nameOf(lambda) === "accept-feedback");
      expect(drop && at(drop, "DeadLetterConfig")).toBeUndefined();
      expect(read().ofAnonymousPlane("AWS::Lambda::EventInvokeConfig")).toEqual([]);
      expect(read().ofAnonymousPlane("AWS::Lambda::EventSourceMapping")).toEqual([]);
      const bucket = only("AWS::S3::Bucket");
      for (const name of ["VersioningConfiguration", "LoggingConfiguration", "NotificationConfiguration"]) {
        expect(at(bucket, name), name).toBeUndefined();
      }
    });

    test("D3 lets nobody of the application read the pool, the spent tokens or the mixer's key", () => {
      const { stack } = only("AWS::S3::Bucket");
      const exported = [...(read().texts.get(stack) ?? "").matchAll(/ExportsOutput\w*Feedback(Pool|Spent)Table\w+/g)];
      const others = [...read().texts].filter(([name]) => !/-(Anonymous|Mixer)$/.test(name));
      for (const [name, text] of others) {
        for (const [output] of exported) expect(text.includes(output), `${name} knows ${output}`).toBe(false);
      }
      const openers = read()
        .ofType("AWS::IAM::Policy")
        .flatMap((policy) =>
          listOf<Statement>(at(policy, "PolicyDocument", "Statement")).map((statement) => ({ policy, statement })),
        )
        .filter(({ statement }) => listOf<string>(statement.Action).includes("kms:Decrypt"))
        .filter(({ statement }) => JSON.stringify(statement.Resource).includes("MixerKey"));
      expect(openers.map(({ policy }) => policy.stack.replace(/^.*-/, ""))).toEqual(["Mixer"]);
    });
  });
}
