import { RetentionDays } from "aws-cdk-lib/aws-logs";

/** Of what log filters count, in CloudWatch. */
export const metricsNamespace = "DangjianCloud";

/** What differs between stages, in one place. */
export interface Stage {
  readonly name: "dev" | "prod";
  /** Tables and keys outlive their stack. */
  readonly keepsData: boolean;
  /** Requests a second that the HTTP API lets through, and the burst above it. */
  readonly throttle: { readonly rateLimit: number; readonly burstLimit: number };
  /** Network logs are kept for at least six months (Cybersecurity Law of the PRC). */
  readonly logRetention: RetentionDays;
}

const stages: Readonly<Record<Stage["name"], Stage>> = {
  dev: {
    name: "dev",
    keepsData: false,
    throttle: { rateLimit: 500, burstLimit: 1_000 },
    logRetention: RetentionDays.SIX_MONTHS,
  },
  prod: {
    name: "prod",
    keepsData: true,
    throttle: { rateLimit: 2_000, burstLimit: 4_000 },
    logRetention: RetentionDays.SIX_MONTHS,
  },
};

export function stageNamed(name: string): Stage {
  const stage = stages[name as Stage["name"]];
  if (stage === undefined) throw new Error(`no stage "${name}"; there are ${Object.keys(stages).join(", ")}`);
  return stage;
}
