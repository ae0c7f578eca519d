import { S3Client } from "@aws-sdk/client-s3";
import { dynamodbAccountStore } from "../../lib/identity/account-store.dynamodb.ts";
import { findPrincipal } from "../../lib/identity/find-principal.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { cancelRosterImport, commitRosterImport } from "../../lib/roster-import/command-import.ts";
import { createRosterImport } from "../../lib/roster-import/create-import.ts";
import {
  downloadRejectedRows,
  getRosterImport,
  listRosterImports,
  listRosterRows,
} from "../../lib/roster-import/read-imports.ts";
import { s3RosterFiles } from "../../lib/roster-import/roster-files.s3.ts";
import { dynamodbRosterImportStore } from "../../lib/roster-import/roster-import-store.dynamodb.ts";
import * as routes from "../../lib/roster-import/routes.ts";
import { createdWhenUsed } from "../../lib/runtime/created-when-used.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { bind, http } from "../../lib/runtime/http.ts";
import { findAnswer } from "../../lib/runtime/receipt.ts";
import { randomId } from "../../lib/shared/ids.ts";
import { environment } from "./environment.ts";

const { ROSTER_IMPORT_TABLE, ROSTER_FILES, ORGANIZATION_TABLE, IDENTITY_TABLE } = readEnvironment(environment);
const client = createDocumentClient();
const store = dynamodbRosterImportStore(client, ROSTER_IMPORT_TABLE);
const files = s3RosterFiles(
  createdWhenUsed(() => new S3Client({ maxAttempts: 3 })),
  ROSTER_FILES,
);
const organizations = dynamodbOrganizationStore(client, ORGANIZATION_TABLE);
const findPath = (organizationId: string) => organizations.findPath(organizationId);
const access = { store, findPath };

export const handler = http(
  [
    bind(routes.createRosterImport, createRosterImport({ store, files, newId: randomId })),
    bind(routes.listRosterImports, listRosterImports({ store })),
    bind(routes.getRosterImport, getRosterImport(access)),
    bind(routes.listRosterRows, listRosterRows({ ...access, files })),
    bind(routes.downloadRejectedRows, downloadRejectedRows({ ...access, files })),
    bind(routes.commitRosterImport, commitRosterImport(access)),
    bind(routes.cancelRosterImport, cancelRosterImport({ ...access, files })),
  ],
  {
    clock: () => new Date(),
    access: {
      findPrincipal: findPrincipal({ store: dynamodbAccountStore(client, IDENTITY_TABLE) }),
      findPath,
    },
    findAnswer: (receipt) => findAnswer(client, ROSTER_IMPORT_TABLE, receipt),
  },
);
