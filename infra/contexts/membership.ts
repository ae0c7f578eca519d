import { environment } from "../../functions/membership-api/environment.ts";
import { routesByContext } from "../../lib/contract.ts";
import { identityTable } from "../../lib/identity/table.ts";
import { membershipTable } from "../../lib/membership/table.ts";
import { obligationTable } from "../../lib/obligation/table.ts";
import { organizationTable } from "../../lib/organization/table.ts";
import type { ServiceFunction } from "../constructs/service-function.ts";
import { type ApiParts, accessTables, apiFunction } from "./parts.ts";

export function membershipApi(parts: ApiParts): ServiceFunction {
  const { data } = parts;
  const membership = data.tableOf(membershipTable);
  const duties = data.tableOf(obligationTable);
  const { tableArn } = membership.table;
  const api = apiFunction(parts, {
    name: "membership-api",
    description: "People and their membership",
    schema: environment,
    environment: {
      ...accessTables(parts),
      MEMBERSHIP_TABLE: membership.table.tableName,
      OBLIGATION_TABLE: duties.table.tableName,
      VAULT_KEY: data.vaultKey.keyArn,
    },
    routes: routesByContext.membership,
  });
  api.allowTable(data.tableOf(identityTable), { read: ["BatchGetItem"] });
  api.allowTable(data.tableOf(organizationTable), { indexes: ["byTree", "outline"] });
  api.allowTable(membership, { read: ["GetItem", "BatchGetItem"], write: ["PutItem", "UpdateItem", "DeleteItem"] });
  // How long probation may be extended may be the university's own number.
  api.allowTable(duties, { read: ["GetItem"] });
  api.allow(["kms:Decrypt"], [data.vaultKey.keyArn]);
  api.allow(["dynamodb:Query"], [tableArn, `${tableArn}/index/byPlace`, `${tableArn}/index/byStage`]);
  return api;
}
