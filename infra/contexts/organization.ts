import { Duration } from "aws-cdk-lib";
import { environment as carryFollowers } from "../../functions/carry-followers/environment.ts";
import { environment as countCommittee } from "../../functions/count-committee/environment.ts";
import { environment as countMembers } from "../../functions/count-members/environment.ts";
import { environment as mergeOrganizations } from "../../functions/merge-organizations/environment.ts";
import { environment } from "../../functions/organization-api/environment.ts";
import { environment as recountCommittees } from "../../functions/recount-committees/environment.ts";
import { routesByContext } from "../../lib/contract.ts";
import { AppointmentEnded, AppointmentMade } from "../../lib/identity/events.ts";
import { identityTable } from "../../lib/identity/table.ts";
import { MembershipChanged, PersonMoved, PersonRegistered } from "../../lib/membership/events.ts";
import { membershipTable } from "../../lib/membership/table.ts";
import { obligationTable } from "../../lib/obligation/table.ts";
import { OrganizationMoved, OrganizationsMergeStarted } from "../../lib/organization/events.ts";
import { organizationTable } from "../../lib/organization/table.ts";
import { DailyJob } from "../constructs/daily-job.ts";
import { QueueConsumer } from "../constructs/queue-consumer.ts";
import { ServiceFunction } from "../constructs/service-function.ts";
import {
  type ApiParts,
  accessTables,
  apiFunction,
  consumerTimeout,
  type EventParts,
  type EventWorkers,
} from "./parts.ts";

export function organizationApi(parts: ApiParts): ServiceFunction {
  const membership = parts.data.tableOf(membershipTable);
  const duties = parts.data.tableOf(obligationTable);
  const api = apiFunction(parts, {
    name: "organization-api",
    description: "The organisation tree",
    schema: environment,
    environment: {
      ...accessTables(parts),
      MEMBERSHIP_TABLE: membership.table.tableName,
      OBLIGATION_TABLE: duties.table.tableName,
    },
    routes: routesByContext.organization,
  });
  api.allowTable(parts.data.tableOf(organizationTable), {
    read: ["Query"],
    indexes: ["byTree"],
    write: ["PutItem", "UpdateItem", "DeleteItem"],
  });
  // The history stands beside its organisation.
  api.allowTable(parts.data.tableOf(organizationTable), { read: ["Query"] });
  api.allowTable(parts.data.tableOf(identityTable), { read: ["BatchGetItem"] });
  // Sizes and terms are judged by the university's own numbers.
  api.allowTable(duties, { read: ["GetItem"] });
  // Nobody comes to a branch any more that ends or is merged.
  api.allowTable(membership, { write: ["UpdateItem"] });
  return api;
}

export function organizationWorkers(parts: EventParts): EventWorkers {
  return {
    consumers: [memberCounts(parts), committeeSizes(parts), carriedFollowers(parts), merges(parts)],
    jobs: [committeesOfTheDay(parts)],
  };
}

function memberCounts({ scope, stage, data, bus }: EventParts): QueueConsumer {
  const organization = data.tableOf(organizationTable);
  const consumer = new ServiceFunction(scope, "CountMembers", {
    stage,
    name: "count-members",
    description: "Keeps the number of people at each organisation",
    schema: countMembers,
    environment: { ORGANIZATION_TABLE: organization.table.tableName },
    timeout: consumerTimeout,
  });
  consumer.allowTable(organization, { read: ["BatchGetItem"], write: ["PutItem", "UpdateItem"] });
  return new QueueConsumer(scope, "MemberCounts", {
    bus,
    consumer,
    events: [PersonRegistered, MembershipChanged, PersonMoved],
    meaningOfFailure: "An organisation's number of people is off by one. Redrive it: each person counts once only.",
  });
}

function committeeSizes({ scope, stage, data, bus }: EventParts): QueueConsumer {
  const organization = data.tableOf(organizationTable);
  const consumer = new ServiceFunction(scope, "CountCommittee", {
    stage,
    name: "count-committee",
    description: "Keeps the number of people in each committee",
    schema: countCommittee,
    environment: accessTables({ data }),
    timeout: consumerTimeout,
  });
  consumer.allowTable(data.tableOf(identityTable), { read: ["Query"] });
  consumer.allowTable(organization, { write: ["UpdateItem"] });
  return new QueueConsumer(scope, "CommitteeSizes", {
    bus,
    consumer,
    events: [AppointmentMade, AppointmentEnded],
    meaningOfFailure: "A branch is told that it lacks a committee, or is not told. Redrive it: it counts anew.",
  });
}

function committeesOfTheDay({ scope, stage, data }: EventParts): EventWorkers["jobs"][number] {
  const organization = data.tableOf(organizationTable);
  const job = new ServiceFunction(scope, "RecountCommittees", {
    stage,
    name: "recount-committees",
    description: "Follows posts of committees that begin or run out by their dates",
    schema: recountCommittees,
    environment: accessTables({ data }),
    timeout: Duration.minutes(2),
  });
  job.allowTable(data.tableOf(identityTable), { read: ["Query"] });
  job.allowTable(organization, { read: ["GetItem"], indexes: ["byTree"], write: ["UpdateItem"] });
  return {
    schedule: new DailyJob(scope, "CommitteesDay", { job, at: { hour: 0, minute: 10 } }),
    job,
    meaningOfFailure: "A branch whose posts ran out is still taken to have a committee, or the other way round.",
    runbook: "committees",
  };
}

function carriedFollowers({ scope, stage, data, bus }: EventParts): QueueConsumer {
  const organization = data.tableOf(organizationTable);
  const consumer = new ServiceFunction(scope, "CarryFollowers", {
    stage,
    name: "carry-followers",
    description: "Takes the organisations along that stand below one which moved",
    schema: carryFollowers,
    environment: { ORGANIZATION_TABLE: organization.table.tableName },
    timeout: Duration.seconds(30),
  });
  consumer.allowTable(organization, {
    read: ["GetItem", "Query"],
    indexes: ["byTree"],
    write: ["UpdateItem", "DeleteItem"],
  });
  return new QueueConsumer(scope, "CarriedFollowers", {
    bus,
    consumer,
    events: [OrganizationMoved],
    meaningOfFailure:
      "Organisations below one that moved still stand at the former place, and no other large move begins. Redrive it.",
  });
}

function merges({ scope, stage, data, bus }: EventParts): QueueConsumer {
  const organization = data.tableOf(organizationTable);
  const membership = data.tableOf(membershipTable);
  const consumer = new ServiceFunction(scope, "MergeOrganizations", {
    stage,
    name: "merge-organizations",
    description: "Moves the people of branches that are merged, then ends the branches",
    schema: mergeOrganizations,
    environment: {
      ORGANIZATION_TABLE: organization.table.tableName,
      MEMBERSHIP_TABLE: membership.table.tableName,
    },
    // The function gives up after 45 s; a queue waits six times this before it takes a killed run for dead.
    timeout: Duration.seconds(60),
  });
  consumer.allowTable(organization, { read: ["GetItem"], write: ["PutItem", "UpdateItem", "DeleteItem"] });
  consumer.allowTable(membership, {
    read: ["GetItem", "Query"],
    indexes: ["byPlace"],
    write: ["PutItem", "UpdateItem"],
  });
  return new QueueConsumer(scope, "Merges", {
    bus,
    consumer,
    events: [OrganizationsMergeStarted],
    batchSize: 1,
    meaningOfFailure:
      "A merge stands still, its branches can be changed by nobody. Redrive it: it goes on where it stands.",
  });
}
