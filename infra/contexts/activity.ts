import { Duration } from "aws-cdk-lib";
import { environment } from "../../functions/activity-api/environment.ts";
import { environment as activityFiles } from "../../functions/activity-files-api/environment.ts";
import { environment as draftActivities } from "../../functions/draft-activities/environment.ts";
import { activityTable } from "../../lib/activity/table.ts";
import { routesByContext } from "../../lib/contract.ts";
import { identityTable } from "../../lib/identity/table.ts";
import { ledgerTable } from "../../lib/ledger/table.ts";
import { membershipTable } from "../../lib/membership/table.ts";
import { obligationTable } from "../../lib/obligation/table.ts";
import { organizationTable } from "../../lib/organization/table.ts";
import { DailyJob } from "../constructs/daily-job.ts";
import { ServiceFunction } from "../constructs/service-function.ts";
import { type ApiParts, accessTables, apiFunction, type EventParts, type EventWorkers } from "./parts.ts";

export function activityApi(parts: ApiParts): ServiceFunction {
  const activity = parts.data.tableOf(activityTable);
  const membership = parts.data.tableOf(membershipTable);
  const duties = parts.data.tableOf(obligationTable);
  const api = apiFunction(parts, {
    name: "activity-api",
    description: "Activities of organisational life: plans, sign-up, check-in, records",
    schema: environment,
    environment: {
      ...accessTables(parts),
      ACTIVITY_TABLE: activity.table.tableName,
      MEMBERSHIP_TABLE: membership.table.tableName,
      OBLIGATION_TABLE: duties.table.tableName,
    },
    routes: routesByContext.activity,
  });
  const { tableArn } = activity.table;
  api.allowTable(activity, { read: ["GetItem"], write: ["PutItem", "UpdateItem", "DeleteItem"] });
  api.allow(["dynamodb:Query"], [tableArn, `${tableArn}/index/byPlace`]);
  api.allowTable(membership, { read: ["GetItem"], indexes: ["byPlace"] });
  // A quorum and a majority may be the university's own.
  api.allowTable(duties, { read: ["GetItem"] });
  api.allowTable(parts.data.tableOf(identityTable), { read: ["Query"] });
  api.allowTable(parts.data.tableOf(organizationTable), { indexes: ["byTree"] });
  return api;
}

export function activityFilesApi(parts: ApiParts): ServiceFunction {
  const activity = parts.data.tableOf(activityTable);
  const ledger = parts.data.tableOf(ledgerTable);
  const membership = parts.data.tableOf(membershipTable);
  const { attachmentFiles, key } = parts.data;
  const api = apiFunction(parts, {
    name: "activity-files-api",
    description: "Minutes, ledgers, attachments and calendars of organisational life",
    schema: activityFiles,
    environment: {
      ...accessTables(parts),
      ACTIVITY_TABLE: activity.table.tableName,
      LEDGER_TABLE: ledger.table.tableName,
      MEMBERSHIP_TABLE: membership.table.tableName,
      ATTACHMENT_FILES: attachmentFiles.bucketName,
    },
    routes: routesByContext["activity-files"],
  });
  const { tableArn } = activity.table;
  api.allowTable(activity, { read: ["GetItem"], write: ["PutItem", "DeleteItem"] });
  api.allow(["dynamodb:Query"], [tableArn, `${tableArn}/index/byPlace`]);
  api.allowTable(ledger, { read: ["Query"] });
  api.allowTable(membership, { read: ["GetItem"], indexes: ["byPlace"] });
  api.allowTable(parts.data.tableOf(identityTable), { read: ["Query"] });
  api.allowObjects({ bucket: attachmentFiles, key }, ["GetObject", "PutObject", "DeleteObject"]);
  return api;
}

export function activityWorkers({ scope, stage, data }: EventParts): EventWorkers {
  const activity = data.tableOf(activityTable);
  const organization = data.tableOf(organizationTable);
  const job = new ServiceFunction(scope, "DraftActivities", {
    stage,
    name: "draft-activities",
    description: "Makes the drafts of recurring plans for the months ahead",
    schema: draftActivities,
    environment: {
      ACTIVITY_TABLE: activity.table.tableName,
      ORGANIZATION_TABLE: organization.table.tableName,
    },
    timeout: Duration.minutes(5),
  });
  job.allowTable(activity, { read: ["Query"], write: ["PutItem"] });
  job.allowTable(organization, { read: ["GetItem"] });
  return {
    consumers: [],
    jobs: [
      {
        schedule: new DailyJob(scope, "ActivityDrafts", { job, at: { hour: 4, minute: 10 } }),
        job,
        meaningOfFailure:
          "Recurring plans have no new drafts since yesterday. Nothing is lost: the next run makes them.",
        runbook: "activity-drafts",
      },
    ],
  };
}
