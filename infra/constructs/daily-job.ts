import { CfnOutput } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { CfnSchedule } from "aws-cdk-lib/aws-scheduler";
import { Construct } from "constructs";
import { deadLetterQueue } from "./dead-letter-queue.ts";

export interface DailyJobProps {
  readonly job: { readonly lambda: IFunction };
  /** Hour of the day in China, 0 to 23, and the minute. */
  readonly at: { readonly hour: number; readonly minute: number };
}

/** Invokes a function once a day. The schedule's role may invoke that function and nothing else. */
export class DailyJob extends Construct {
  readonly deadLetters;

  constructor(scope: Construct, id: string, { job, at }: DailyJobProps) {
    super(scope, id);
    this.deadLetters = deadLetterQueue(this, "DeadLetters");
    new CfnOutput(this, "DeadLettersUrl", { value: this.deadLetters.queueUrl });
    const role = new Role(this, "Role", { assumedBy: new ServicePrincipal("scheduler.amazonaws.com") });
    const allow = (action: string, resource: string) =>
      role.addToPolicy(new PolicyStatement({ actions: [action], resources: [resource] }));
    allow("lambda:InvokeFunction", job.lambda.functionArn);
    const schedule = new CfnSchedule(this, "Schedule", {
      scheduleExpression: `cron(${at.minute} ${at.hour} * * ? *)`,
      scheduleExpressionTimezone: "Asia/Shanghai",
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: job.lambda.functionArn,
        roleArn: role.roleArn,
        input: JSON.stringify({ time: "<aws.scheduler.scheduled-time>" }),
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3_600 },
        deadLetterConfig: { arn: this.deadLetters.queueArn },
      },
    });
    allow("sqs:SendMessage", this.deadLetters.queueArn);
    schedule.node.addDependency(role);
  }
}
