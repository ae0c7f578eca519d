import { CfnOutput, Duration, Stack, type StackProps } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import { Alarm, ComparisonOperator, type IMetric, Metric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import { FilterPattern, MetricFilter } from "aws-cdk-lib/aws-logs";
import { Topic } from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";
import { metricsNamespace } from "../lib/shared/metrics.ts";
import type { ApiStack } from "./api.ts";
import type { WatchedJob } from "./contexts/parts.ts";
import { dashboard, lineMetric } from "./dashboard.ts";
import type { EventsStack } from "./events.ts";

interface OperationsStackProps extends StackProps {
  readonly api: ApiStack;
  readonly events: EventsStack;
  /** Where the edge answers the addresses of screens there is none. */
  readonly pages: HttpApi | undefined;
  readonly mixing: Pick<WatchedJob, "schedule" | "job">;
}

/** What an operator sees: one dashboard, and alarms only where a person would notice harm. */
export class OperationsStack extends Stack {
  private readonly topic: Topic;

  constructor(scope: Construct, id: string, props: OperationsStackProps) {
    super(scope, id, props);
    this.topic = this.alarmTopic();
    const { api, events, pages } = props;
    const serverErrors = api.api.metricServerError({ period: Duration.minutes(5), statistic: "Sum" });
    this.alarm("ServerErrors", serverErrors, 5, "Requests fail: docs/operations/runbook.md#server-errors");
    const latency = api.api.metricLatency({ period: Duration.minutes(5), statistic: "p95" });
    this.alarm("SlowAnswers", latency, 3_000, "People wait for answers: docs/operations/runbook.md#slow-answers", 3);
    if (pages !== undefined) {
      const failures = pages.metricServerError({ period: Duration.minutes(5), statistic: "Sum" });
      this.alarm("PageErrors", failures, 5, "People see no page at all: docs/operations/runbook.md#pages");
    }
    this.watchRelay(events);
    for (const consumer of events.consumers) {
      this.alarm(
        `${consumer.node.id}DeadLetters`,
        consumer.deadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) }),
        1,
        `${consumer.meaningOfFailure} docs/operations/runbook.md#dead-letters`,
      );
    }
    for (const job of events.jobs) this.watchJob(job);
    for (const { name, queue, meaningOfFailure, runbook } of events.letters) {
      const letters = queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) });
      this.alarm(name, letters, 1, `${meaningOfFailure} docs/operations/runbook.md#${runbook}`);
    }
    this.watchJob({
      ...props.mixing,
      meaningOfFailure: "Anonymous messages of a day were not handed on; they wait in the pool.",
      runbook: "anonymous-feedback",
    });
    this.watchAuditChain(events);
    this.watchForgery(events);
    dashboard(this, { api, events, pages });
    new CfnOutput(this, "AlarmTopic", { value: this.topic.topicArn });
  }

  private watchRelay(events: EventsStack): void {
    const letters = events.relayDeadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) });
    this.alarm("RelayDeadLetters", letters, 1, "Facts did not reach the bus: docs/operations/runbook.md#relay");
    const age = events.relay.lambda.metric("IteratorAge", { period: Duration.minutes(5), statistic: "Maximum" });
    this.alarm("RelayLag", age, 3_600_000, "Effects lag by an hour: docs/operations/runbook.md#relay");
    // Half of them and twice in a row, because a redrive of old letters brings some that are late for good reason.
    const lag = lineMetric("record_handled", "lagMs", { period: Duration.minutes(15), statistic: "p50" });
    this.alarm(
      "EffectsLate",
      lag,
      600_000,
      "What people did shows late elsewhere: docs/operations/runbook.md#effects-late",
      2,
    );
  }

  private watchJob({ schedule, job, meaningOfFailure, runbook }: WatchedJob): void {
    const description = `${meaningOfFailure} docs/operations/runbook.md#${runbook}`;
    const crashes = job.lambda.metricErrors({ period: Duration.hours(1) });
    this.alarm(`${schedule.node.id}Crash`, crashes, 1, description);
    const missed = schedule.deadLetters.metricApproximateNumberOfMessagesVisible();
    this.alarm(`${schedule.node.id}Missed`, missed, 1, description);
  }

  private watchAuditChain(events: EventsStack): void {
    const metricName = "AuditChainBroken";
    new MetricFilter(this, "AuditChainFilter", {
      logGroup: events.auditCheck.logGroup,
      filterPattern: FilterPattern.all(
        FilterPattern.stringValue("$.code", "=", "job_completed"),
        FilterPattern.numberValue("$.counts.brokenAt", ">", 0),
      ),
      metricNamespace: metricsNamespace,
      metricName,
      metricValue: "1",
    });
    const broken = new Metric({ namespace: metricsNamespace, metricName, statistic: "Sum", period: Duration.hours(1) });
    this.alarm("AuditChain", broken, 1, "The audit trail was altered: docs/operations/runbook.md#audit-chain");
  }

  private watchForgery(events: EventsStack): void {
    const metricName = "ForgedFeedback";
    new MetricFilter(this, "ForgedFeedbackFilter", {
      logGroup: events.feedbackSweep.logGroup,
      filterPattern: FilterPattern.all(
        FilterPattern.stringValue("$.code", "=", "job_completed"),
        FilterPattern.numberValue("$.counts.forged", ">", 0),
      ),
      metricNamespace: metricsNamespace,
      metricName,
      metricValue: "1",
    });
    const forged = new Metric({ namespace: metricsNamespace, metricName, statistic: "Sum", period: Duration.hours(1) });
    this.alarm(
      "ForgedFeedback",
      forged,
      1,
      "More tokens were spent than issued: docs/operations/runbook.md#anonymous-feedback",
    );
  }

  private alarm(id: string, metric: IMetric, threshold: number, alarmDescription: string, evaluationPeriods = 1): void {
    const alarm = new Alarm(this, id, {
      metric,
      threshold,
      evaluationPeriods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }

  /** CloudWatch can write to an encrypted topic only if the key lets it. */
  private alarmTopic(): Topic {
    const key = new Key(this, "AlarmKey", {
      description: "Encrypts alarms of dangjian-cloud",
      enableKeyRotation: true,
    });
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
        actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
        resources: ["*"],
      }),
    );
    return new Topic(this, "Alarms", { masterKey: key, enforceSSL: true });
  }
}
