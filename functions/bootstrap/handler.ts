import { KMSClient } from "@aws-sdk/client-kms";
import { dynamodbAccountStore } from "../../lib/identity/account-store.dynamodb.ts";
import { dynamodbIdentityStore } from "../../lib/identity/identity-store.dynamodb.ts";
import { settleAccount } from "../../lib/identity/settle-account.ts";
import { kmsKeyWrapping } from "../../lib/membership/key-wrapping.kms.ts";
import { fetchVaultKeys } from "../../lib/membership/vault-keys.dynamodb.ts";
import { ensureRoot } from "../../lib/organization/ensure-root.ts";
import { enterOrganizations } from "../../lib/organization/enter-organizations.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { createdWhenUsed } from "../../lib/runtime/created-when-used.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { operatorCommand } from "../../lib/runtime/operator-command.ts";
import { randomId } from "../../lib/shared/ids.ts";
import { BootstrapInput } from "./bootstrap-input.ts";
import { environment } from "./environment.ts";

const { ORGANIZATION_TABLE, IDENTITY_TABLE, MEMBERSHIP_TABLE, VAULT_KEY } = readEnvironment(environment);
const client = createDocumentClient();
const organizationStore = dynamodbOrganizationStore(client, ORGANIZATION_TABLE);
const root = ensureRoot({ store: organizationStore });
const enter = enterOrganizations({ store: organizationStore, newId: randomId });
const makeVaultKeys = fetchVaultKeys(client, {
  tableName: MEMBERSHIP_TABLE,
  wrapping: kmsKeyWrapping(
    createdWhenUsed(() => new KMSClient({ maxAttempts: 3 })),
    VAULT_KEY,
  ),
});
const settle = settleAccount({
  accounts: dynamodbAccountStore(client, IDENTITY_TABLE),
  store: dynamodbIdentityStore(client, IDENTITY_TABLE),
  places: organizationStore,
});

/**
 * Puts the university committee, its tree, the keys of the id-number vault and the first accounts into an empty installation. Only an operator with AWS credentials
 * can invoke it; repeating it changes nothing.
 */
export const handler = operatorCommand(BootstrapInput, async (input, circumstances) => {
  const { root: given, organizations, accounts } = input;
  // Only this function may wrap them: all others can open what is there, and nobody can replace it.
  await makeVaultKeys();
  const tree = given === undefined ? "present" : await root(given, circumstances);
  const organizationsCreated = await enter(organizations, circumstances);
  const outcomes = [];
  for (const account of accounts) outcomes.push(await settle(account, circumstances));
  return {
    root: tree,
    organizationsCreated,
    accountsChanged: outcomes.filter((outcome) => outcome === "changed").length,
  };
});
