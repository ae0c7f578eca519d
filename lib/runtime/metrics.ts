import { writeLine } from "./log.ts";

/** Namespace of all metrics of the product in CloudWatch. */
export const metricsNamespace = "DangjianCloud";

export interface Metric {
  readonly name: string;
  readonly unit: "Count" | "Milliseconds";
  readonly value: number;
}

/** Writes metrics as one line in the Embedded Metric Format; CloudWatch makes metrics of it without an API call. */
export function emitMetrics(dimensions: Readonly<Record<string, string>>, metrics: readonly Metric[], at: Date): void {
  writeLine(
    JSON.stringify({
      _aws: {
        Timestamp: at.getTime(),
        CloudWatchMetrics: [
          {
            Namespace: metricsNamespace,
            Dimensions: [Object.keys(dimensions)],
            Metrics: metrics.map(({ name, unit }) => ({ Name: name, Unit: unit })),
          },
        ],
      },
      ...dimensions,
      ...Object.fromEntries(metrics.map(({ name, value }) => [name, value])),
    }),
  );
}
