import { environment } from "../../functions/transfer-api/environment.ts";
import { routesByContext } from "../../lib/contract.ts";
import { membershipTable } from "../../lib/membership/table.ts";
import { obligationTable } from "../../lib/obligation/table.ts";
import { organizationTable } from "../../lib/organization/table.ts";
import { transferTable } from "../../lib/transfer/table.ts";
import type { ServiceFunction } from "../constructs/service-function.ts";
import { type ApiParts, accessTables, apiFunction } from "./parts.ts";

export function transferApi(parts: ApiParts): ServiceFunction {
  const { data } = parts;
  const transfers = data.tableOf(transferTable);
  const membership = data.tableOf(membershipTable);
  const duties = data.tableOf(obligationTable);
  const api = apiFunction(parts, {
    name: "transfer-api",
    description: "Transfers of membership relations inside the university",
    schema: environment,
    environment: {
      ...accessTables(parts),
      TRANSFER_TABLE: transfers.table.tableName,
      MEMBERSHIP_TABLE: membership.table.tableName,
      OBLIGATION_TABLE: duties.table.tableName,
    },
    routes: routesByContext.transfer,
  });
  const { tableArn } = transfers.table;
  api.allowTable(transfers, { read: ["GetItem"], write: ["PutItem", "DeleteItem"] });
  api.allow(["dynamodb:Query"], [tableArn, `${tableArn}/index/outgoing`, `${tableArn}/index/incoming`]);
  // How long a letter is good may be the university's own number.
  api.allowTable(duties, { read: ["GetItem"] });
  // Whoever is received belongs to the new branch in the same transaction.
  api.allowTable(membership, { read: ["GetItem", "BatchGetItem"], write: ["PutItem", "UpdateItem"] });
  api.allowTable(data.tableOf(organizationTable), { indexes: ["byTree"], write: ["ConditionCheckItem"] });
  return api;
}
