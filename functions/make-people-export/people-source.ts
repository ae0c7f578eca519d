import type { IdNumberVault } from "../../lib/membership/id-number-vault.ts";
import { listPeople } from "../../lib/membership/list-people.ts";
import type { PersonStore, StoredPerson } from "../../lib/membership/person-store.ts";
import { sightOf } from "../../lib/membership/person-view.ts";
import { rosterOf } from "../../lib/membership/roster-register.ts";
import type { listPeople as listRoute } from "../../lib/membership/routes.ts";
import { isEnded, stages } from "../../lib/membership/stage.ts";
import type { OrganizationStore } from "../../lib/organization/organization-store.ts";
import type { StoredExport } from "../../lib/people-export/people-export.ts";
import type { PeopleSource } from "../../lib/people-export/people-source.ts";
import { rosterCells } from "../../lib/people-export/roster-cells.ts";
import { ROSTER_FIELDS, type RosterField } from "../../lib/roster/columns.ts";
import { isAllowed, type Principal } from "../../lib/shared/access.ts";
import type { RouteInput } from "../../lib/shared/route.ts";

interface SourceDependencies {
  readonly persons: PersonStore;
  readonly vault: IdNumberVault;
  readonly organizations: OrganizationStore;
  readonly findPrincipal: (accountId: string, at: Date) => Promise<Principal>;
  readonly findNames: (accountIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly clock: () => Date;
}

/** One read of many people at once. */
const readTogether = 100;

/** The people of the membership context as exports ask for them: what the list of people shows to who asked. */
export function membershipSource(dependencies: SourceDependencies): PeopleSource {
  const { persons, organizations, findPrincipal, findNames, clock } = dependencies;
  const list = listPeople({ store: persons, organizations });

  return {
    async findScope({ requestedBy, organizationId, withIdNumbers }) {
      const principal = await findPrincipal(requestedBy, clock());
      const path = await organizations.findPath(organizationId);
      const sight = path === undefined ? undefined : sightOf(principal, path);
      if (path === undefined || sight === undefined || !isAllowed(principal, "person.export", path)) return undefined;
      if (withIdNumbers && !isAllowed(principal, "person.reveal", path)) return undefined;
      const always: ReadonlySet<RosterField> = new Set(["id_number", "member_category", "branch_name"]);
      const shown: ReadonlySet<string> = sight.fields;
      const names = await findNames([requestedBy]);
      return {
        columns: ROSTER_FIELDS.filter((field) => always.has(field) || shown.has(field)),
        requesterName: names.get(requestedBy) ?? null,
      };
    },

    async listIds(wanted, cursor) {
      const principal = await findPrincipal(wanted.requestedBy, clock());
      const context = { principal, actor: null, at: clock(), correlationId: wanted.exportId, receipt: undefined };
      const page = await list({ params: {}, query: queryOf(wanted, cursor), body: undefined }, context);
      return { personIds: page.items.map(({ personId }) => personId), nextCursor: page.nextCursor };
    },

    async readRows(wanted, personIds, columns) {
      const found: StoredPerson[] = [];
      for (let start = 0; start < personIds.length; start += readTogether) {
        found.push(...(await persons.findMany(personIds.slice(start, start + readTogether))));
      }
      const byId = new Map(found.map((person) => [person.personId, person]));
      const branches = await branchesOf(organizations, found);
      const rows = personIds.map(async (personId) => {
        const person = byId.get(personId);
        const branch = person && branches.get(person.organizationId);
        if (person === undefined || !branch?.path.includes(`/${wanted.organizationId}/`)) return [];
        return [await rowOf(dependencies, wanted, person, { branchName: branch.name, columns })];
      });
      return (await Promise.all(rows)).flat();
    },
  };
}

function queryOf({ organizationId, filter }: StoredExport, cursor: string | null) {
  const query = {
    organizationId,
    status: "present" as const,
    limit: 50,
    q: filter.q ?? undefined,
    flag: filter.flag ?? undefined,
    stage: filter.stage ?? undefined,
    cursor: cursor ?? undefined,
  };
  // The stage was read by the schema of the request.
  return query as RouteInput<typeof listRoute>["query"];
}

async function branchesOf(organizations: OrganizationStore, people: readonly StoredPerson[]) {
  const ids = [...new Set(people.map(({ organizationId }) => organizationId))];
  const found = await Promise.all(ids.map((id) => organizations.find(id)));
  return new Map(found.flatMap((branch) => (branch === undefined ? [] : [[branch.organizationId, branch] as const])));
}

async function rowOf(
  { vault }: SourceDependencies,
  { withIdNumbers }: StoredExport,
  person: StoredPerson,
  { branchName, columns }: { branchName: string; columns: readonly RosterField[] },
): Promise<string[]> {
  const idNumber = withIdNumbers ? await vault.open(person.sealedIdNumber, person.personId) : person.maskedIdNumber;
  const cells = rosterCells({ ...rosterOf(person, idNumber), branch_name: branchName }, columns);
  // Whose membership ended has no category; the stage says what became of the person.
  const category = columns.indexOf("member_category");
  return isEnded(person.stage) ? cells.with(category, stages[person.stage].zh) : cells;
}
