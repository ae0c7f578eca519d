import { Duration } from "aws-cdk-lib";
import { environment as makePeopleExport } from "../../functions/make-people-export/environment.ts";
import { environment } from "../../functions/people-export-api/environment.ts";
import { routesByContext } from "../../lib/contract.ts";
import { identityTable } from "../../lib/identity/table.ts";
import { membershipTable } from "../../lib/membership/table.ts";
import { organizationTable } from "../../lib/organization/table.ts";
import { PeopleExportDecided, PeopleExportPaused, PeopleExportRequested } from "../../lib/people-export/events.ts";
import { peopleExportTable } from "../../lib/people-export/table.ts";
import { QueueConsumer } from "../constructs/queue-consumer.ts";
import { ServiceFunction } from "../constructs/service-function.ts";
import { type ApiParts, accessTables, apiFunction, type EventParts, type EventWorkers } from "./parts.ts";

export function peopleExportApi(parts: ApiParts): ServiceFunction {
  const exports = parts.data.tableOf(peopleExportTable);
  const { rosterFiles, key } = parts.data;
  const api = apiFunction(parts, {
    name: "people-export-api",
    description: "Files of people: requests, consents and downloads",
    schema: environment,
    environment: {
      ...accessTables(parts),
      PEOPLE_EXPORT_TABLE: exports.table.tableName,
      EXPORT_FILES: rosterFiles.bucketName,
    },
    routes: routesByContext["people-export"],
  });
  api.allowTable(exports, { read: ["GetItem", "Query"], indexes: ["own", "waiting"], write: ["PutItem"] });
  api.allowTable(parts.data.tableOf(identityTable), { read: ["BatchGetItem"] });
  api.allowObjects({ bucket: rosterFiles, key }, ["GetObject"]);
  return api;
}

export function peopleExportWorkers({ scope, stage, data, bus }: EventParts): EventWorkers {
  const exports = data.tableOf(peopleExportTable);
  const membership = data.tableOf(membershipTable);
  const { tableArn } = membership.table;
  const consumer = new ServiceFunction(scope, "MakePeopleExport", {
    stage,
    name: "make-people-export",
    description: "Collects the people of an export and writes the file, step by step",
    schema: makePeopleExport,
    environment: {
      ...accessTables({ data }),
      PEOPLE_EXPORT_TABLE: exports.table.tableName,
      EXPORT_FILES: data.rosterFiles.bucketName,
      MEMBERSHIP_TABLE: membership.table.tableName,
      VAULT_KEY: data.vaultKey.keyArn,
    },
    // A run hands over after 30 s; the last step of 20,000 people takes as long again.
    timeout: Duration.seconds(120),
    // One whole processor. A workbook of 20,000 people takes some 660 MB while it is written.
    memoryMb: 1_769,
  });
  consumer.allowTable(exports, { read: ["GetItem"], write: ["PutItem"] });
  consumer.allowTable(data.tableOf(identityTable), { read: ["GetItem", "BatchGetItem"] });
  consumer.allowTable(data.tableOf(organizationTable), { read: ["GetItem"], indexes: ["byTree", "outline"] });
  consumer.allowTable(membership, { read: ["GetItem", "BatchGetItem"] });
  consumer.allow(["dynamodb:Query"], [tableArn, `${tableArn}/index/byPlace`, `${tableArn}/index/byStage`]);
  consumer.allow(["kms:Decrypt"], [data.vaultKey.keyArn]);
  const files = { bucket: data.rosterFiles, key: data.key };
  consumer.allowObjects(files, ["GetObject", "PutObject", "DeleteObject"]);
  const queue = new QueueConsumer(scope, "PeopleExports", {
    bus,
    consumer,
    events: [PeopleExportRequested, PeopleExportDecided, PeopleExportPaused],
    // One export at a time has the function's memory.
    batchSize: 1,
    meaningOfFailure: "A file of people is not made. Redrive it: it goes on where it stands.",
  });
  return { consumers: [queue], jobs: [] };
}
