import type { Deployment, Provisioner, Provisioners } from "../ports.ts";
import { listOf, onlyProperties, optionalText, requiredText } from "./properties.ts";

const FILE = "observability.ts";
const LOG_GROUP = [
  "LogGroupName",
  "LogGroupClass",
  "RetentionInDays",
  "KmsKeyId",
  "DataProtectionPolicy",
  "DeletionProtectionEnabled",
  "Tags",
];
const METRIC_FILTER = [
  "FilterName",
  "FilterPattern",
  "LogGroupName",
  "MetricTransformations",
  "ApplyOnTransformedLogs",
];
const ALARM_COMMON = [
  "AlarmName",
  "AlarmDescription",
  "ActionsEnabled",
  "AlarmActions",
  "OKActions",
  "InsufficientDataActions",
  "Tags",
];
const ALARM = [
  ...ALARM_COMMON,
  "ComparisonOperator",
  "DatapointsToAlarm",
  "Dimensions",
  "EvaluateLowSampleCountPercentile",
  "EvaluationPeriods",
  "ExtendedStatistic",
  "MetricName",
  "Metrics",
  "Namespace",
  "Period",
  "Statistic",
  "Threshold",
  "ThresholdMetricId",
  "TreatMissingData",
  "Unit",
];
const COMPOSITE_ALARM = [
  ...ALARM_COMMON,
  "AlarmRule",
  "ActionsSuppressor",
  "ActionsSuppressorExtensionPeriod",
  "ActionsSuppressorWaitPeriod",
];

/** CloudWatch takes these retention times and no others. */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const checkActions = (actions: readonly unknown[]): void => {
  for (const action of actions) {
    if (!String(action).startsWith("arn:")) throw new Error(`The alarm action ${String(action)} is not an ARN`);
  }
};

const alarm =
  (deployment: Deployment, known: readonly string[], required: readonly string[]): Provisioner =>
  (resource) => {
    const properties = onlyProperties(resource, known, FILE);
    for (const name of required) requiredText(properties, name);
    for (const name of ["AlarmActions", "OKActions", "InsufficientDataActions"]) checkActions(listOf(properties, name));
    const name = optionalText(properties, "AlarmName") ?? resource.generatedName;
    const { partition, region, account } = deployment;
    return { physicalId: name, attributes: { Arn: `arn:${partition}:cloudwatch:${region}:${account}:alarm:${name}` } };
  };

/** Log groups, alarms and dashboards: checked and named, as nothing here counts metrics. */
export const createObservabilityProvisioners = (deployment: Deployment): Provisioners => ({
  "AWS::Logs::LogGroup": (resource) => {
    const properties = onlyProperties(resource, LOG_GROUP, FILE);
    const days = properties.RetentionInDays;
    if (days !== undefined && !RETENTION_DAYS.includes(Number(days)))
      throw new Error(`RetentionInDays cannot be ${String(days)}`);
    const name = optionalText(properties, "LogGroupName") ?? resource.generatedName;
    const { partition, region, account } = deployment;
    return { physicalId: name, attributes: { Arn: `arn:${partition}:logs:${region}:${account}:log-group:${name}:*` } };
  },
  "AWS::Logs::MetricFilter": (resource) => {
    const properties = onlyProperties(resource, METRIC_FILTER, FILE);
    requiredText(properties, "LogGroupName");
    requiredText(properties, "FilterPattern");
    if (listOf(properties, "MetricTransformations").length !== 1)
      throw new Error("MetricTransformations takes one entry");
    return { physicalId: optionalText(properties, "FilterName") ?? resource.generatedName };
  },
  "AWS::Logs::ResourcePolicy": (resource) => {
    const properties = onlyProperties(resource, ["PolicyName", "PolicyDocument"], FILE);
    JSON.parse(requiredText(properties, "PolicyDocument"));
    return { physicalId: requiredText(properties, "PolicyName") };
  },
  "AWS::CloudWatch::Alarm": alarm(deployment, ALARM, ["ComparisonOperator", "EvaluationPeriods"]),
  "AWS::CloudWatch::CompositeAlarm": alarm(deployment, COMPOSITE_ALARM, ["AlarmRule"]),
  "AWS::CloudWatch::Dashboard": (resource) => {
    const properties = onlyProperties(resource, ["DashboardName", "DashboardBody", "Tags"], FILE);
    JSON.parse(requiredText(properties, "DashboardBody"));
    return { physicalId: optionalText(properties, "DashboardName") ?? resource.generatedName };
  },
  "AWS::CDK::Metadata": (resource) => ({ physicalId: resource.generatedName }),
});
