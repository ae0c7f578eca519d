import { DeleteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { OrganizationKind } from "../../../lib/shared/organization-kinds.ts";
import { advanceDay } from "../../../lib/statistics/advance-day.ts";
import { countPeople } from "../../../lib/statistics/count-people.ts";
import type { CountedPerson } from "../../../lib/statistics/counted-person.ts";
import { rebuildStatistics } from "../../../lib/statistics/rebuild-statistics.ts";
import { passOn, rollUp } from "../../../lib/statistics/roll-up.ts";
import { dynamodbStatisticsStore } from "../../../lib/statistics/statistics-store.dynamodb.ts";
import { statisticsTable } from "../../../lib/statistics/table.ts";
import type { TestTables } from "../../support/dynamodb-table.ts";

const firstPaths = new Map([
  ["u", "/u/"],
  ["c1", "/u/c1/"],
  ["c2", "/u/c2/"],
  ...["b1", "b2", "b3"].map((id): [string, string] => [id, `/u/c1/${id}/`]),
  ...["b4", "b5"].map((id): [string, string] => [id, `/u/c2/${id}/`]),
]);

/** Statistics on the real engine, of people and a tree that stand in memory: u with c1 (b1 to b3) and c2 (b4, b5). */
export async function startStatistics(tables: TestTables, given: readonly CountedPerson[]) {
  const tableName = await tables.create(statisticsTable);
  const store = dynamodbStatisticsStore(tables.client, tableName);
  const paths = new Map(firstPaths);
  const people = new Map(given.map((person) => [person.personId, person]));
  const findPlace = async (id: string) => {
    const path = paths.get(id) ?? "";
    const kind: OrganizationKind = id.startsWith("b") ? "student_branch" : "grassroots_committee";
    return { kind, parentId: path.split("/").at(-3) || null };
  };
  const upwards = { store, tree: { findPlace } };
  const passUp = rollUp(upwards);
  const findPeople = async (ids: readonly string[]) => ids.flatMap((id) => people.get(id) ?? []);
  const count = countPeople({ store, rollUp: passUp, people: { findPeople } });
  const rebuild = rebuildStatistics({
    store,
    count: countPeople({ store, rollUp: async () => undefined, people: { findPeople } }),
    passOn: passOn(upwards),
    stages: ["full_member", "activist"],
    async listStage(stage, { limit, from }) {
      const ids = [...people.values()].filter((person) => person.stage === stage).map(({ personId }) => personId);
      const start = Number(from ?? 0);
      return { items: ids.slice(start, start + limit), next: start + limit < ids.length ? `${start + limit}` : null };
    },
    listOrganizations: async () => [...paths].map(([organizationId, path]) => ({ organizationId, path })),
    wait: async () => undefined,
  });
  return {
    store,
    people,
    count,
    rebuild,
    advance: advanceDay({ store, count }),
    async move(organizationId: string, parentId: string) {
      const former = (await findPlace(organizationId)).parentId ?? "";
      paths.set(organizationId, `${paths.get(parentId)}${organizationId}/`);
      await passUp([organizationId]);
      await passUp([former]);
    },
    async forgetHolders(organizationId: string, key: string) {
      const Key = { pk: `ORG#${organizationId}`, sk: `HOLDERS#${key}` };
      await tables.client.send(new DeleteCommand({ TableName: tableName, Key }));
    },
    async numbers(organizationId: string) {
      return Object.fromEntries(await store.readCounts(organizationId));
    },
    /** Damages a counter, as nothing in the product does. */
    async damage(organizationId: string, key: string, by: number) {
      await tables.client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: { pk: `ORG#${organizationId}`, sk: "COUNTS" },
          UpdateExpression: "ADD #key :by, revision :one",
          ExpressionAttributeNames: { "#key": key },
          ExpressionAttributeValues: { ":by": by, ":one": 1 },
        }),
      );
    },
  };
}
