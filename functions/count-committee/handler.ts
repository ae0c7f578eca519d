import { AppointmentEnded, AppointmentMade } from "../../lib/identity/events.ts";
import { dynamodbIdentityStore } from "../../lib/identity/identity-store.dynamodb.ts";
import { listCurrentPosts } from "../../lib/identity/list-current-posts.ts";
import { committeeAmong } from "../../lib/identity/post.ts";
import { countCommittee } from "../../lib/organization/count-committee.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { factConsumer, on } from "../../lib/runtime/consumer.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { chinaDay } from "../../lib/shared/clock.ts";
import type { Fact } from "../../lib/shared/event.ts";
import { environment } from "./environment.ts";

const { ORGANIZATION_TABLE, IDENTITY_TABLE } = readEnvironment(environment);
const client = createDocumentClient();
const listPosts = listCurrentPosts({ store: dynamodbIdentityStore(client, IDENTITY_TABLE) });
const count = countCommittee({
  store: dynamodbOrganizationStore(client, ORGANIZATION_TABLE),
  countNow: async (organizationId) => committeeAmong(await listPosts(organizationId, chinaDay(new Date()))).length,
});

const countAt = ({ data }: Fact<{ organizationId: string }>) => count(data.organizationId);

export const handler = factConsumer([on(AppointmentMade, countAt), on(AppointmentEnded, countAt)], () => new Date());
