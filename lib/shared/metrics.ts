/** Where CloudWatch keeps what the product itself counts: by filters over logs, and by lines that say it themselves. */
export const metricsNamespace = "DangjianCloud";

export type MetricUnit = "Count" | "Milliseconds";

/**
 * Fields of log lines that are metrics besides (CloudWatch embedded metric format), by the code of the line. They have no
 * dimensions, so that each is one time series, billed by the month; whatever can be asked of the lines stays a question
 * to the lines (ADR 0072).
 */
export const lineMetrics = {
  record_handled: { lagMs: "Milliseconds" },
  batch_delivered: { deliveriesSent: "Count", deliveriesFailed: "Count", deliveriesPutOff: "Count" },
} as const satisfies Readonly<Record<string, Readonly<Record<string, MetricUnit>>>>;
