import { S3Client } from "@aws-sdk/client-s3";
import { dynamodbAccountStore } from "../../lib/identity/account-store.dynamodb.ts";
import { findPrincipal } from "../../lib/identity/find-principal.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import {
  decidePeopleExport,
  listOwnPeopleExports,
  listWaitingPeopleExports,
} from "../../lib/people-export/decide-export.ts";
import { downloadPeopleExport } from "../../lib/people-export/download-export.ts";
import { s3ExportFiles } from "../../lib/people-export/export-files.s3.ts";
import { dynamodbPeopleExportStore } from "../../lib/people-export/people-export-store.dynamodb.ts";
import { requestPeopleExport } from "../../lib/people-export/request-export.ts";
import * as routes from "../../lib/people-export/routes.ts";
import { createdWhenUsed } from "../../lib/runtime/created-when-used.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { bind, http } from "../../lib/runtime/http.ts";
import { findAnswer } from "../../lib/runtime/receipt.ts";
import { randomId } from "../../lib/shared/ids.ts";
import { environment } from "./environment.ts";

const { PEOPLE_EXPORT_TABLE, EXPORT_FILES, ORGANIZATION_TABLE, IDENTITY_TABLE } = readEnvironment(environment);
const client = createDocumentClient();
const organizations = dynamodbOrganizationStore(client, ORGANIZATION_TABLE);
const accounts = dynamodbAccountStore(client, IDENTITY_TABLE);
const access = {
  store: dynamodbPeopleExportStore(client, PEOPLE_EXPORT_TABLE),
  findPath: (organizationId: string) => organizations.findPath(organizationId),
};
const files = s3ExportFiles(
  createdWhenUsed(() => new S3Client({ maxAttempts: 3 })),
  EXPORT_FILES,
);
const findNames = (ids: readonly string[]) => accounts.findNames(ids);

export const handler = http(
  [
    bind(routes.requestPeopleExport, requestPeopleExport({ ...access, newId: randomId })),
    bind(routes.listOwnPeopleExports, listOwnPeopleExports(access)),
    bind(routes.listWaitingPeopleExports, listWaitingPeopleExports({ ...access, findNames })),
    bind(routes.decidePeopleExport, decidePeopleExport(access)),
    bind(routes.downloadPeopleExport, downloadPeopleExport({ ...access, files })),
  ],
  {
    clock: () => new Date(),
    access: { findPrincipal: findPrincipal({ store: accounts }), findPath: access.findPath },
    findAnswer: (receipt) => findAnswer(client, PEOPLE_EXPORT_TABLE, receipt),
  },
);
