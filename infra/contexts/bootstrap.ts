import { CfnOutput, Duration } from "aws-cdk-lib";
import { environment as bootstrap } from "../../functions/bootstrap/environment.ts";
import { identityTable } from "../../lib/identity/table.ts";
import { membershipTable } from "../../lib/membership/table.ts";
import { organizationTable } from "../../lib/organization/table.ts";
import { ServiceFunction } from "../constructs/service-function.ts";
import { type ApiParts, accessTables } from "./parts.ts";

export function bootstrapFunction({ scope, stage, data }: Omit<ApiParts, "api" | "authorizer">): ServiceFunction {
  const membership = data.tableOf(membershipTable);
  const seeder = new ServiceFunction(scope, "Bootstrap", {
    stage,
    name: "bootstrap",
    description: "Invoked by an operator: puts the university committee and first accounts into an empty installation",
    schema: bootstrap,
    environment: {
      ...accessTables({ data }),
      MEMBERSHIP_TABLE: membership.table.tableName,
      VAULT_KEY: data.vaultKey.keyArn,
    },
    timeout: Duration.minutes(1),
  });
  seeder.allowTable(data.tableOf(identityTable), { read: ["GetItem"], write: ["PutItem", "ConditionCheckItem"] });
  seeder.allowTable(data.tableOf(organizationTable), { read: ["GetItem"], write: ["PutItem", "UpdateItem"] });
  seeder.allowTable(membership, { read: ["GetItem"], write: ["PutItem"] });
  seeder.allow(["kms:Encrypt", "kms:Decrypt"], [data.vaultKey.keyArn]);
  new CfnOutput(scope, "BootstrapFunction", { value: seeder.lambda.functionName });
  return seeder;
}
