import { DynamoDBDocumentClient, paginateScan, type ScanCommandInput } from "@aws-sdk/lib-dynamodb";
import { isHeldOn } from "../../lib/identity/period.ts";
import { type Post, rulesOf } from "../../lib/identity/post.ts";
import type { Reminder } from "../../lib/obligation/obligation-store.ts";
import type { Cloud } from "../../local/cloud.ts";
import { operatorClients, tableNamed } from "./operator.ts";

interface Held {
  readonly organizationId: string;
  readonly accountId: string;
  readonly post: Post;
  readonly from: string;
  readonly to: string | null;
}

/**
 * The accounts that have to be told of a day outside the list of reminders, worked out from the reminders of all organisations,
 * the tree and the posts as they stand in the tables.
 */
export async function peopleToRemind(cloud: Pick<Cloud, "aws" | "outputs">, day: string): Promise<ReadonlySet<string>> {
  const client = DynamoDBDocumentClient.from(operatorClients(cloud).dynamodb);
  const scan = async <Item>(table: string, filter: Omit<ScanCommandInput, "TableName">): Promise<Item[]> => {
    const found: Item[] = [];
    const TableName = await tableNamed(cloud, table);
    for await (const { Items = [] } of paginateScan({ client }, { TableName, ...filter })) {
      found.push(...(Items as Item[]));
    }
    return found;
  };
  const under = (prefix: string) => ({
    FilterExpression: "begins_with(sk, :prefix)",
    ExpressionAttributeValues: { ":prefix": prefix },
  });
  const [reminders, nodes, appointments] = await Promise.all([
    scan<Reminder>("Obligation", under(`REMINDER#${day}`)),
    scan<{ organizationId: string; parentId: string | null }>("Organization", under("NODE")),
    scan<Held>("Identity", under("APPOINTMENT#")),
  ]);
  const parents = new Map(nodes.map(({ organizationId, parentId }) => [organizationId, parentId]));
  const held = Map.groupBy(
    appointments.filter((one) => isHeldOn(one, day)),
    ({ organizationId }) => organizationId,
  );
  const told = reminders.flatMap(({ organizationId, lines }) =>
    lines
      .filter(({ isPushed }) => isPushed)
      .flatMap(({ recipient }) => {
        const place = recipient === "superior" ? (parents.get(organizationId) ?? organizationId) : organizationId;
        const roleOf = ({ post }: Held) => rulesOf(post).role;
        const all = (held.get(place) ?? []).filter((one) => roleOf(one) !== null && roleOf(one) !== "organizer");
        return recipient === "committee"
          ? all
          : all.filter((one) => roleOf(one)?.endsWith("_secretary") && !roleOf(one)?.startsWith("deputy"));
      })
      .map(({ accountId }) => accountId),
  );
  return new Set(told);
}
