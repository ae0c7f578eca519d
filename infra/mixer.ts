import { Duration, Stack, type StackProps } from "aws-cdk-lib";
import type { EventBus } from "aws-cdk-lib/aws-events";
import type { Construct } from "constructs";
import { environment } from "../functions/mix-feedback/environment.ts";
import { directoryTable, mailboxTable, poolTable } from "../lib/anonymous/table.ts";
import type { AnonymousStack } from "./anonymous.ts";
import { DailyJob } from "./constructs/daily-job.ts";
import { SilentFunction } from "./constructs/silent-function.ts";
import { acknowledge } from "./rule-findings.ts";
import type { Stage } from "./stage.ts";

interface MixerStackProps extends StackProps {
  readonly stage: Stage;
  readonly anonymous: AnonymousStack;
  readonly bus: EventBus;
}

/** What hands the anonymous messages of a day on, shuffled. Apart from the plane itself, because it speaks to the bus. */
export class MixerStack extends Stack {
  readonly mixer: SilentFunction;
  readonly schedule: DailyJob;

  constructor(scope: Construct, id: string, { stage, anonymous, bus, ...props }: MixerStackProps) {
    super(scope, id, props);
    const [pool, mailbox, directory] = [poolTable, mailboxTable, directoryTable].map((one) => anonymous.tableOf(one));
    if (!pool || !mailbox || !directory) throw new Error("a table is missing");
    this.mixer = new SilentFunction(this, "MixFeedback", {
      name: "mix-feedback",
      description: "Hands the anonymous messages of a day on, shuffled, and publishes their numbers and all replies",
      schema: environment,
      environment: {
        POOL_TABLE: pool.tableName,
        MAILBOX_TABLE: mailbox.tableName,
        DIRECTORY_TABLE: directory.tableName,
        PUBLIC_FILES: anonymous.files.bucketName,
        MIXER_KEY: anonymous.mixerKey.keyArn,
        EVENT_BUS: bus.eventBusName,
      },
      // Some 200 messages a second.
      timeout: Duration.minutes(14),
      memoryMb: stage.keepsData ? 2048 : 1024,
    });
    this.mixer.allowTable(directory, ["Query"]);
    this.mixer.allowTable(pool, ["Query", "BatchWriteItem"]);
    this.mixer.allowTable(mailbox, ["GetItem", "PutItem", "DeleteItem", "Query"]);
    this.mixer.allow(["kms:Decrypt"], [anonymous.mixerKey.keyArn]);
    this.mixer.allow(["events:PutEvents"], [bus.eventBusArn]);
    this.allowFiles(anonymous);
    this.schedule = new DailyJob(this, "Mix", { job: this.mixer, at: { hour: 2, minute: 40 } });
  }

  private allowFiles({ files }: AnonymousStack): void {
    const bucketArn = Stack.of(files).exportValue(files.bucketArn);
    const exported = (this.resolve(bucketArn) as { "Fn::ImportValue": string })["Fn::ImportValue"];
    for (const prefix of ["commits", "bundles"]) {
      this.mixer.allow(["s3:PutObject"], [`${bucketArn}/${prefix}/*`]);
      acknowledge(
        this.mixer.role,
        `AwsSolutions-IAM5[Resource::${exported}/${prefix}/*]`,
        "Files that everybody may fetch, named by campaign and day.",
      );
    }
  }
}
