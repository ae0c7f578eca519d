import { dynamodbActivityStore } from "../../lib/activity/activity-store.dynamodb.ts";
import { draftPlans } from "../../lib/activity/draft-plans.ts";
import { dynamodbPlanStore } from "../../lib/activity/plan-store.dynamodb.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { scheduledJob } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { randomId } from "../../lib/shared/ids.ts";
import { organizationDirectory } from "../activity-api/organization-directory.ts";
import { environment } from "./environment.ts";

const { ACTIVITY_TABLE, ORGANIZATION_TABLE } = readEnvironment(environment);
const client = createDocumentClient();
const draft = draftPlans({
  plans: dynamodbPlanStore(client, ACTIVITY_TABLE),
  store: dynamodbActivityStore(client, ACTIVITY_TABLE),
  organizations: organizationDirectory(dynamodbOrganizationStore(client, ORGANIZATION_TABLE)),
  newId: randomId,
});

export const handler = scheduledJob("draft-activities", draft, () => new Date());
