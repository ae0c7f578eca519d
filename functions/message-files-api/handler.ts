import { S3Client } from "@aws-sdk/client-s3";
import { dynamodbAccountStore } from "../../lib/identity/account-store.dynamodb.ts";
import { findPrincipal } from "../../lib/identity/find-principal.ts";
import { dynamodbPersonCards } from "../../lib/membership/person-cards.dynamodb.ts";
import { s3AttachedFiles } from "../../lib/message/attached-files.s3.ts";
import { dynamodbDraftFileStore } from "../../lib/message/draft-file-store.dynamodb.ts";
import * as routes from "../../lib/message/file-routes.ts";
import { addFile, getFile, removeFile } from "../../lib/message/keep-files.ts";
import { dynamodbMessageStore } from "../../lib/message/message-store.dynamodb.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { createdWhenUsed } from "../../lib/runtime/created-when-used.ts";
import { createDocumentClient } from "../../lib/runtime/dynamodb.ts";
import { readEnvironment } from "../../lib/runtime/environment.ts";
import { bind, http } from "../../lib/runtime/http.ts";
import { randomId } from "../../lib/shared/ids.ts";
import { peopleDirectory } from "../message-api/people-directory.ts";
import { placeDirectory } from "../message-api/place-directory.ts";
import { environment } from "./environment.ts";

const tables = readEnvironment(environment);
const client = createDocumentClient();
const accounts = dynamodbAccountStore(client, tables.IDENTITY_TABLE);
const organizations = dynamodbOrganizationStore(client, tables.ORGANIZATION_TABLE);
const cards = dynamodbPersonCards(client, tables.MEMBERSHIP_TABLE);
const parts = {
  store: dynamodbMessageStore(client, tables.MESSAGE_TABLE),
  drafts: dynamodbDraftFileStore(client, tables.MESSAGE_TABLE),
  files: s3AttachedFiles(
    createdWhenUsed(() => new S3Client({ maxAttempts: 3 })),
    tables.ATTACHMENT_FILES,
  ),
  people: peopleDirectory({ accounts, cards, organizations }),
  places: placeDirectory(organizations),
  newId: randomId,
};

export const handler = http(
  [
    bind(routes.addMessageFile, addFile(parts)),
    bind(routes.removeMessageFile, removeFile(parts)),
    bind(routes.getMessageFile, getFile(parts)),
  ],
  {
    clock: () => new Date(),
    access: { findPrincipal: findPrincipal({ store: accounts }), findPath: (id) => parts.places.findPath(id) },
  },
);
