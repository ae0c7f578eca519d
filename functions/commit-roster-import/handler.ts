import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import { kmsKeyWrapping } from "../../lib/membership/key-wrapping.kms.ts";
import { dynamodbPersonStore } from "../../lib/membership/person-store.dynamodb.ts";
import { rosterRegister } from "../../lib/membership/roster-register.ts";
import { idNumberVault } from "../../lib/membership/seal-id-number.ts";
import { fetchVaultKeys } from "../../lib/membership/vault-keys.dynamodb.ts";
import { RosterCommitPaused, RosterCommitStarted } from "../../lib/roster-import/events.ts";
import { s3RosterFiles } from "../../lib/roster-import/roster-files.s3.ts";
import { dynamodbRosterImportStore } from "../../lib/roster-import/roster-import-store.dynamodb.ts";
import { runCommit } from "../../lib/roster-import/run-commit.ts";
import { factConsumer, on } from "../../lib/runtime/consumer.ts";
import { createdWhenUsed } from "../../lib/runtime/created-when-used.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import type { Fact } from "../../lib/shared/event.ts";
import { randomId } from "../../lib/shared/ids.ts";
import { environment } from "./environment.ts";

const { ROSTER_IMPORT_TABLE, ROSTER_FILES, MEMBERSHIP_TABLE, VAULT_KEY } = readEnvironment(environment);
const client = createDocumentClient();
const keys = fetchVaultKeys(client, {
  tableName: MEMBERSHIP_TABLE,
  wrapping: kmsKeyWrapping(
    createdWhenUsed(() => new KMSClient({ maxAttempts: 3 })),
    VAULT_KEY,
  ),
});
const clock = () => new Date();

const run = runCommit({
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
  clock,
  // Well before the function's own end, see infra/contexts/roster-import.ts.
  runMilliseconds: 8_000,
});

const goOn = (fact: Fact) => run(fact.subject.id, { ...fact, at: new Date(fact.at) });

export const handler = factConsumer([on(RosterCommitStarted, goOn), on(RosterCommitPaused, goOn)], clock);
