import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import { dynamodbAccountStore } from "../../lib/identity/account-store.dynamodb.ts";
import { findPrincipal } from "../../lib/identity/find-principal.ts";
import { kmsKeyWrapping } from "../../lib/membership/key-wrapping.kms.ts";
import { dynamodbPersonStore } from "../../lib/membership/person-store.dynamodb.ts";
import { idNumberVault } from "../../lib/membership/seal-id-number.ts";
import { fetchVaultKeys } from "../../lib/membership/vault-keys.dynamodb.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { PeopleExportDecided, PeopleExportPaused, PeopleExportRequested } from "../../lib/people-export/events.ts";
import { s3ExportFiles } from "../../lib/people-export/export-files.s3.ts";
import { makeExport } from "../../lib/people-export/make-export.ts";
import { dynamodbPeopleExportStore } from "../../lib/people-export/people-export-store.dynamodb.ts";
import { factConsumer, on } from "../../lib/runtime/consumer.ts";
import { createdWhenUsed } from "../../lib/runtime/created-when-used.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import type { Fact } from "../../lib/shared/event.ts";
import { environment } from "./environment.ts";
import { membershipSource } from "./people-source.ts";

const { PEOPLE_EXPORT_TABLE, EXPORT_FILES, MEMBERSHIP_TABLE, VAULT_KEY, ORGANIZATION_TABLE, IDENTITY_TABLE } =
  readEnvironment(environment);
const client = createDocumentClient();
const accounts = dynamodbAccountStore(client, IDENTITY_TABLE);
const keys = fetchVaultKeys(client, {
  tableName: MEMBERSHIP_TABLE,
  wrapping: kmsKeyWrapping(
    createdWhenUsed(() => new KMSClient({ maxAttempts: 3 })),
    VAULT_KEY,
  ),
});
const clock = () => new Date();

const make = makeExport({
  store: dynamodbPeopleExportStore(client, PEOPLE_EXPORT_TABLE),
  files: s3ExportFiles(
    createdWhenUsed(() => new S3Client({ maxAttempts: 3 })),
    EXPORT_FILES,
  ),
  source: membershipSource({
    persons: dynamodbPersonStore(client, MEMBERSHIP_TABLE),
    vault: idNumberVault(keys),
    organizations: dynamodbOrganizationStore(client, ORGANIZATION_TABLE),
    findPrincipal: findPrincipal({ store: accounts }),
    findNames: (ids) => accounts.findNames(ids),
    clock,
  }),
  clock,
  // Well before the function's own end, see infra/contexts/people-export.ts: the last step writes a whole workbook.
  runMilliseconds: 30_000,
});

const goOn = (fact: Fact) => make(fact.subject.id, { ...fact, at: new Date(fact.at) });

export const handler = factConsumer(
  [on(PeopleExportRequested, goOn), on(PeopleExportDecided, goOn), on(PeopleExportPaused, goOn)],
  clock,
);
