import { Duration } from "aws-cdk-lib";
import { environment as checkRosterImport } from "../../functions/check-roster-import/environment.ts";
import { environment as commitRosterImport } from "../../functions/commit-roster-import/environment.ts";
import { environment } from "../../functions/roster-import-api/environment.ts";
import { routesByContext } from "../../lib/contract.ts";
import { membershipTable } from "../../lib/membership/table.ts";
import { obligationTable } from "../../lib/obligation/table.ts";
import { organizationTable } from "../../lib/organization/table.ts";
import { RosterCommitPaused, RosterCommitStarted, RosterUploaded } from "../../lib/roster-import/events.ts";
import { rosterImportTable } from "../../lib/roster-import/table.ts";
import { QueueConsumer } from "../constructs/queue-consumer.ts";
import { ServiceFunction } from "../constructs/service-function.ts";
import { type ApiParts, accessTables, apiFunction, type EventParts, type EventWorkers } from "./parts.ts";

export function rosterImportApi(parts: ApiParts): ServiceFunction {
  const imports = parts.data.tableOf(rosterImportTable);
  const { rosterFiles, key } = parts.data;
  const api = apiFunction(parts, {
    name: "roster-import-api",
    description: "Uploads, previews and commits of rosters",
    schema: environment,
    environment: {
      ...accessTables(parts),
      ROSTER_IMPORT_TABLE: imports.table.tableName,
      ROSTER_FILES: rosterFiles.bucketName,
    },
    routes: routesByContext["roster-import"],
  });
  api.allowTable(imports, { read: ["GetItem", "Query"], indexes: ["byOrganization"], write: ["PutItem"] });
  api.allowObjects({ bucket: rosterFiles, key }, ["GetObject", "PutObject", "DeleteObject"]);
  return api;
}

export function rosterImportWorkers(parts: EventParts): EventWorkers {
  return { consumers: [checks(parts), commits(parts)], jobs: [] };
}

function checks({ scope, stage, data, bus }: EventParts): QueueConsumer {
  const imports = data.tableOf(rosterImportTable);
  const membership = data.tableOf(membershipTable);
  const organization = data.tableOf(organizationTable);
  const duties = data.tableOf(obligationTable);
  const consumer = new ServiceFunction(scope, "CheckRosterImport", {
    stage,
    name: "check-roster-import",
    description: "Reads an uploaded roster and writes its preview",
    schema: checkRosterImport,
    environment: {
      ROSTER_IMPORT_TABLE: imports.table.tableName,
      ROSTER_FILES: data.rosterFiles.bucketName,
      MEMBERSHIP_TABLE: membership.table.tableName,
      VAULT_KEY: data.vaultKey.keyArn,
      ORGANIZATION_TABLE: organization.table.tableName,
      OBLIGATION_TABLE: duties.table.tableName,
    },
    timeout: Duration.seconds(60),
    memoryMb: 512,
  });
  consumer.allowTable(imports, { read: ["GetItem"], write: ["PutItem"] });
  consumer.allowTable(organization, { read: ["GetItem", "Query"], indexes: ["byTree"] });
  consumer.allowTable(membership, { read: ["GetItem", "BatchGetItem"] });
  // The university's own numbers, by which a roster is judged too.
  consumer.allowTable(duties, { read: ["GetItem"] });
  consumer.allow(["kms:Decrypt"], [data.vaultKey.keyArn]);
  const files = { bucket: data.rosterFiles, key: data.key };
  consumer.allowObjects(files, ["GetObject", "PutObject", "DeleteObject"]);
  return new QueueConsumer(scope, "RosterChecks", {
    bus,
    consumer,
    events: [RosterUploaded],
    // One roster at a time has the function's memory.
    batchSize: 1,
    meaningOfFailure: "A roster waits for its preview. Redrive it: a check that was cut off starts again.",
  });
}

function commits({ scope, stage, data, bus }: EventParts): QueueConsumer {
  const imports = data.tableOf(rosterImportTable);
  const membership = data.tableOf(membershipTable);
  const consumer = new ServiceFunction(scope, "CommitRosterImport", {
    stage,
    name: "commit-roster-import",
    description: "Writes the people of a checked roster, step by step",
    schema: commitRosterImport,
    environment: {
      ROSTER_IMPORT_TABLE: imports.table.tableName,
      ROSTER_FILES: data.rosterFiles.bucketName,
      MEMBERSHIP_TABLE: membership.table.tableName,
      VAULT_KEY: data.vaultKey.keyArn,
    },
    // The function hands over after 8 s, and its queue waits six times this before it takes a killed run for dead: short
    // runs let a commit go on 90 s after a cut, and a hand-over costs less than a second.
    timeout: Duration.seconds(15),
  });
  consumer.allowTable(imports, { read: ["GetItem"], write: ["PutItem"] });
  consumer.allowTable(membership, {
    read: ["GetItem", "BatchGetItem"],
    write: ["PutItem", "UpdateItem", "DeleteItem"],
  });
  consumer.allow(["kms:Decrypt"], [data.vaultKey.keyArn]);
  consumer.allowObjects({ bucket: data.rosterFiles, key: data.key }, ["GetObject", "DeleteObject"]);
  return new QueueConsumer(scope, "RosterCommits", {
    bus,
    consumer,
    events: [RosterCommitStarted, RosterCommitPaused],
    batchSize: 1,
    meaningOfFailure: "A commit stands still. Redrive it: it goes on where it stands, each row is written once only.",
  });
}
