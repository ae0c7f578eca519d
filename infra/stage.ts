import { Duration } from "aws-cdk-lib";
import { RetentionDays } from "aws-cdk-lib/aws-logs";
import { ObjectLockRetention } from "aws-cdk-lib/aws-s3";

/** What differs between stages, in one place. */
export interface Stage {
  readonly name: "dev" | "prod";
  /** Tables and keys outlive their stack. */
  readonly keepsData: boolean;
  /** Requests a second that the HTTP API lets through, and the burst above it. */
  readonly throttle: { readonly rateLimit: number; readonly burstLimit: number };
  /**
   * Concurrent executions of the function that takes anonymous envelopes: no more for it, and no fewer left for the others. An
   * account must keep 100 without a reservation, which new accounts do not have, so that `dev` reserves nothing.
   */
  readonly dropConcurrency: number | undefined;
  /** Network logs are kept for at least six months (Cybersecurity Law of the PRC). */
  readonly logRetention: RetentionDays;
  /** How long nobody can remove a copy of the audit chain: in production nobody at all, the account's owner included. */
  readonly auditLock: ObjectLockRetention;
}

/** As long as assessments and records of processing have to be kept (PIPL, Article 56). */
const threeYears = Duration.days(3 * 366);

const stages: Readonly<Record<Stage["name"], Stage>> = {
  dev: {
    name: "dev",
    keepsData: false,
    throttle: { rateLimit: 500, burstLimit: 1_000 },
    dropConcurrency: undefined,
    logRetention: RetentionDays.SIX_MONTHS,
    auditLock: ObjectLockRetention.governance(Duration.days(1)),
  },
  prod: {
    name: "prod",
    keepsData: true,
    throttle: { rateLimit: 2_000, burstLimit: 4_000 },
    dropConcurrency: 50,
    logRetention: RetentionDays.SIX_MONTHS,
    auditLock: ObjectLockRetention.compliance(threeYears),
  },
};

export function stageNamed(name: string): Stage {
  const stage = stages[name as Stage["name"]];
  if (stage === undefined) throw new Error(`no stage "${name}"; there are ${Object.keys(stages).join(", ")}`);
  return stage;
}
