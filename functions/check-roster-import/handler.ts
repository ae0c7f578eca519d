import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import { kmsKeyWrapping } from "../../lib/membership/key-wrapping.kms.ts";
import { dynamodbPersonStore } from "../../lib/membership/person-store.dynamodb.ts";
import { rosterRegister } from "../../lib/membership/roster-register.ts";
import { idNumberVault } from "../../lib/membership/seal-id-number.ts";
import { fetchVaultKeys } from "../../lib/membership/vault-keys.dynamodb.ts";
import { universityPolicy } from "../../lib/obligation/university-policy.dynamodb.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { checkImport } from "../../lib/roster-import/check-import.ts";
import { RosterUploaded } from "../../lib/roster-import/events.ts";
import { s3RosterFiles } from "../../lib/roster-import/roster-files.s3.ts";
import { dynamodbRosterImportStore } from "../../lib/roster-import/roster-import-store.dynamodb.ts";
import { factConsumer, on } from "../../lib/runtime/consumer.ts";
import { createdWhenUsed } from "../../lib/runtime/created-when-used.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { randomId } from "../../lib/shared/ids.ts";
import { environment } from "./environment.ts";
import { listRosterOrganizations } from "./list-roster-organizations.ts";

const { ROSTER_IMPORT_TABLE, ROSTER_FILES, MEMBERSHIP_TABLE, VAULT_KEY, ORGANIZATION_TABLE, OBLIGATION_TABLE } =
  readEnvironment(environment);
const client = createDocumentClient();
const keys = fetchVaultKeys(client, {
  tableName: MEMBERSHIP_TABLE,
  wrapping: kmsKeyWrapping(
    createdWhenUsed(() => new KMSClient({ maxAttempts: 3 })),
    VAULT_KEY,
  ),
});
const organizations = dynamodbOrganizationStore(client, ORGANIZATION_TABLE);
const clock = () => new Date();

const check = checkImport({
  store: dynamodbRosterImportStore(client, ROSTER_IMPORT_TABLE),
  files: s3RosterFiles(
    createdWhenUsed(() => new S3Client({ maxAttempts: 3 })),
    ROSTER_FILES,
  ),
  register: rosterRegister({
    store: dynamodbPersonStore(client, MEMBERSHIP_TABLE),
    vault: idNumberVault(keys),
    newId: randomId,
  }),
  listOrganizations: () => listRosterOrganizations(organizations),
  findPolicy: universityPolicy(client, OBLIGATION_TABLE),
  newId: randomId,
  clock,
});

export const handler = factConsumer(
  [on(RosterUploaded, (fact) => check(fact.subject.id, { ...fact, at: new Date(fact.at) }))],
  clock,
);
