import { Duration } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import {
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  LogQueryVisualizationType,
  LogQueryWidget,
  Metric,
  TextWidget,
} from "aws-cdk-lib/aws-cloudwatch";
import type { ILogGroup } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { type lineMetrics, metricsNamespace } from "../lib/shared/metrics.ts";
import type { ApiStack } from "./api.ts";
import type { EventsStack } from "./events.ts";

/** CloudWatch asks at most so many log groups in one query. */
const logGroupsAtMost = 50;

/**
 * What an operator looks at. Graphs are of metrics that AWS counts for nothing and of the few that lines carry; what goes
 * by route or by use case is asked of the lines when somebody looks (ADR 0072). The drop and the mixer leave no lines.
 */
export function dashboard(
  scope: Construct,
  { api, events, pages }: { api: ApiStack; events: EventsStack; pages: HttpApi | undefined },
): void {
  new Dashboard(scope, "Dashboard", {
    defaultInterval: Duration.hours(3),
    widgets: [
      [
        new TextWidget({
          markdown: "What to do about an alarm: `docs/operations/runbook.md`. One request: its id in Logs Insights.",
          width: 24,
          height: 1,
        }),
      ],
      ...requests(api),
      ...(pages === undefined ? [] : [pagesOf(pages)]),
      ...effects(events),
      ...deliveriesAndSweeps(events),
    ],
  });
}

function requests({ api, functions }: ApiStack): IWidget[][] {
  const completed = 'filter code = "request_completed"';
  const logs = functions.map(({ logGroup }) => logGroup);
  return [
    [
      graph("Requests and errors", [api.metricCount(), api.metricClientError(), api.metricServerError()]),
      graph(
        "Latency",
        ["p50", "p95", "p99"].map((statistic) => api.metricLatency({ statistic, label: statistic })),
      ),
    ],
    [
      query("Requests, errors and latency by route", logs, [
        completed,
        "stats count(*) as requests, sum(status >= 400 and status < 500) as refusals, sum(status >= 500) as errors, pct(durationMs, 50) as p50, pct(durationMs, 99) as p99 by route",
        "sort requests desc",
      ]),
      query("Cost units by use case", logs, [
        completed,
        "stats sum(readUnits) as reads, sum(writeUnits) as writes, avg(readUnits) as readsEach, avg(writeUnits) as writesEach by route",
        "sort writes desc",
      ]),
    ],
  ];
}

/** In China a page is an invocation, and as slow as one. */
function pagesOf(pages: HttpApi): IWidget[] {
  return [
    graph("Pages and errors", [pages.metricCount(), pages.metricServerError()]),
    graph(
      "Latency of pages",
      ["p50", "p99"].map((statistic) => pages.metricLatency({ statistic, label: statistic })),
    ),
  ];
}

function effects({ relay, relayDeadLetters, consumers, jobs, letters, deliveryQueues }: EventsStack): IWidget[][] {
  const queues = [...consumers.map(({ queue }) => queue), ...Object.values(deliveryQueues.queues)];
  const deadLetters = [
    relayDeadLetters,
    ...consumers.map((consumer) => consumer.deadLetters),
    ...jobs.map(({ schedule }) => schedule.deadLetters),
    ...letters.map(({ queue }) => queue),
  ];
  return [
    [
      graph("Event lag, from a fact to its effect", [
        relay.lambda.metric("IteratorAge", { statistic: "Maximum", label: "waiting in streams" }),
        ...["p50", "p99"].map((statistic) => lineMetric("record_handled", "lagMs", { statistic, label: statistic })),
      ]),
      graph(
        "Queue age",
        queues.map((queue) => queue.metricApproximateAgeOfOldestMessage()),
      ),
    ],
    [
      graph(
        "Dead letters",
        deadLetters.map((queue) => queue.metricApproximateNumberOfMessagesVisible()),
      ),
      graph(
        "Errors of consumers and jobs",
        [...consumers.map(({ consumer }) => consumer), ...jobs.map(({ job }) => job)].map(({ lambda }) =>
          lambda.metricErrors(),
        ),
      ),
    ],
  ];
}

function deliveriesAndSweeps({ deliverySender, jobs }: EventsStack): IWidget[][] {
  const deliveries = ["deliveriesSent", "deliveriesFailed", "deliveriesPutOff"] as const;
  return [
    [
      graph(
        "Deliveries outside of the application",
        deliveries.map((name) => lineMetric("batch_delivered", name, { statistic: "Sum", label: name })),
      ),
      query(
        "Deliveries by channel",
        [deliverySender.logGroup],
        [
          'filter code = "batch_delivered"',
          `stats ${deliveries.map((name) => `sum(${name}) as ${name.slice("deliveries".length)}`).join(", ")} by channel`,
        ],
      ),
    ],
    [
      query(
        "Results of sweeps and other daily jobs",
        jobs.flatMap(({ job }) => job.logGroup ?? []),
        ["fields @timestamp, job, durationMs, @message", 'filter code = "job_completed"', "sort @timestamp desc"],
        24,
      ),
    ],
  ];
}

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: 12 });
}

/** A question to the lines of functions, answered as a table. */
function query(title: string, logGroups: readonly ILogGroup[], queryLines: string[], width = 12): LogQueryWidget {
  if (logGroups.length > logGroupsAtMost) throw new Error(`"${title}" asks ${logGroups.length} log groups`);
  return new LogQueryWidget({
    title,
    logGroupNames: logGroups.map(({ logGroupName }) => logGroupName),
    queryLines: [...queryLines, "limit 100"],
    view: LogQueryVisualizationType.TABLE,
    width,
    height: 8,
  });
}

/** A number that lines carry; the name is that of the field. */
export function lineMetric<Code extends keyof typeof lineMetrics>(
  _code: Code,
  metricName: keyof (typeof lineMetrics)[Code] & string,
  options: { readonly statistic: string; readonly label?: string; readonly period?: Duration },
): Metric {
  return new Metric({ namespace: metricsNamespace, metricName, ...options });
}
