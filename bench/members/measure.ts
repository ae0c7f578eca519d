import { listPeople } from "../../lib/membership/list-people.ts";
import { nameTermsOf } from "../../lib/membership/name-terms.ts";
import { getPerson, listTimeline } from "../../lib/membership/read-person.ts";
import type { listPeople as listRoute } from "../../lib/membership/routes.ts";
import { consumedUnits } from "../../lib/runtime/consumed-units.ts";
import type { Principal } from "../../lib/shared/access.ts";
import type { RequestContext } from "../../lib/shared/request-context.ts";
import type { RouteInput } from "../../lib/shared/route.ts";
import { listCountedPeople } from "../../lib/statistics/list-counted-people.ts";
import { getStatistics, listSubordinateStatistics } from "../../lib/statistics/read-statistics.ts";
import { at, type storesOf, type University } from "./seed-university.ts";

type Stores = ReturnType<typeof storesOf>;
type Query = RouteInput<typeof listRoute>["query"];

/** People asked about, so that no lucky one decides. */
const samples = 12;

/** What the requests of a person cost in read units, the dearest of several; access checks are the same everywhere and left out. */
export async function measure(stores: Stores, university: University): Promise<Record<string, number>> {
  const { organizations, people: store, statistics } = stores;
  const { rootId, schoolId, branchId, people } = university;
  const findPath = (id: string) => organizations.findPath(id);
  const find = listPeople({ store, organizations });
  const show = getPerson({ store, organizations });
  const history = listTimeline({ store, organizations, findNames: async () => new Map() });
  const numbers = getStatistics({ store: statistics, findPath });
  const below = listSubordinateStatistics({ store: statistics });
  const behind = listCountedPeople({ store: statistics });
  const asked = Array.from({ length: samples }, (_, index) => people[Math.floor((index * people.length) / samples)]);
  const list = (query: Partial<Query>) => find(input({ status: "present", limit: 30, ...query } as Query), department);
  const atSchool = (query: Partial<Query>) => list({ organizationId: schoolId, ...query });
  const of = (organizationId: string) => ({ params: { organizationId }, query: {}, body: undefined }) as const;

  return {
    "search by name": await dearest(asked, (one) => list({ q: one.fields.name })),
    "search by a surname alone": await dearest(asked, (one) => list({ q: [...one.fields.name][0] ?? "" })),
    "search by pinyin": await dearest(asked, (one) => list({ q: nameTermsOf(one.fields.name).pinyin })),
    "search by initials": await dearest(asked, (one) => list({ q: nameTermsOf(one.fields.name).initials })),
    "search by campus number": await dearest(asked, (one) => list({ q: one.fields.campus_id ?? "" })),
    "search by name in a school": await dearest(asked, (one) => atSchool({ q: one.fields.name })),
    "people of a branch": await dearest(asked, (one) => list({ organizationId: one.organizationId })),
    "people of a category": await dearest(asked, (one) => list({ stage: one.stage })),
    "people of a school": await dearest([schoolId], () => atSchool({})),
    "people of a school, page 2": await dearestPage(2, (cursor) => atSchool(cursor)),
    "mobile members of a school": await dearest([schoolId], () => atSchool({ flag: "mobile" })),
    "a person": await dearest(asked, (one) => show(input({}, one.personId), department)),
    "the history of a person": await dearest(asked, (one) => history(input({ limit: 50 }, one.personId), department)),
    "statistics of a branch": await dearest([branchId], (id) => numbers(of(id), department)),
    "statistics of the university": await dearest([rootId], (id) => numbers(of(id), department)),
    "schools of the university": await dearest([rootId], (id) => below({ ...of(id), query: { limit: 100 } })),
    "people behind a common number": await dearest([rootId], (id) =>
      behind({ ...of(id), query: { population: "member", dimension: "sex", band: "male", limit: 30 } }),
    ),
    "people behind a rare number": await dearest([rootId], (id) =>
      behind({ ...of(id), query: { population: "member", dimension: "ethnic_group", band: "基诺族", limit: 30 } }),
    ),
  };
}

const principal: Principal = {
  accountId: "20050018",
  assignments: [{ role: "organization_department_staff", organizationId: "u0" }],
};
const department: RequestContext = { principal, actor: "20050018", at, correlationId: "bench", receipt: undefined };

function input<Query>(query: Query, personId = "") {
  return { params: { personId }, query, body: undefined };
}

async function unitsOf(work: () => Promise<unknown>): Promise<number> {
  const before = consumedUnits.read;
  await work();
  return consumedUnits.read - before;
}

async function dearest<Item>(items: readonly (Item | undefined)[], work: (item: Item) => Promise<unknown>) {
  let most = 0;
  for (const item of items) if (item !== undefined) most = Math.max(most, await unitsOf(() => work(item)));
  return most;
}

/** A later page of a list; a list that ends before has none to measure. */
async function dearestPage(
  number: number,
  read: (cursor: { cursor?: string }) => Promise<{ nextCursor: string | null }>,
): Promise<number> {
  let cursor: string | null = "";
  let units = 0;
  for (let page = 1; page <= number && cursor !== null; page++) {
    const from: { cursor?: string } = cursor === "" ? {} : { cursor };
    units = await unitsOf(async () => {
      cursor = (await read(from)).nextCursor;
    });
  }
  return units;
}
