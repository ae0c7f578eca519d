import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { readIdNumber } from "../../lib/membership/check-record.ts";
import { dynamodbCountedPeople } from "../../lib/membership/counted-people.dynamodb.ts";
import { emptyFields } from "../../lib/membership/person-fields.ts";
import { dynamodbPersonStore } from "../../lib/membership/person-store.dynamodb.ts";
import { maximumWrites, type StoredPerson } from "../../lib/membership/person-store.ts";
import { newPerson } from "../../lib/membership/register-person.ts";
import { idNumberVault } from "../../lib/membership/seal-id-number.ts";
import { planRegistration } from "../../lib/membership/write-person.ts";
import { newOrganization } from "../../lib/organization/create-organization.ts";
import type { Organization } from "../../lib/organization/organization.ts";
import { dynamodbOrganizationStore } from "../../lib/organization/organization-store.dynamodb.ts";
import { consumedUnits } from "../../lib/runtime/consumed-units.ts";
import type { OrganizationKind } from "../../lib/shared/organization-kinds.ts";
import { countPeople } from "../../lib/statistics/count-people.ts";
import { rollUp } from "../../lib/statistics/roll-up.ts";
import { dynamodbStatisticsStore } from "../../lib/statistics/statistics-store.dynamodb.ts";
import { makePerson } from "./make-people.ts";

export const day = "2026-11-22";
export const at = new Date(`${day}T02:00:00Z`);
const circumstances = { at, correlationId: "bench", actor: null };
/** A university has so many schools whatever its size; a branch has some thirty people. */
const schools = 30;
const peoplePerBranch = 32;
/**
 * People whose writes are measured: as many of each branch whatever the size, because what arrives together is counted once for
 * each of its branches.
 */
const sampledBranches = 25;
const sampledOfEach = 4;
const sampled = sampledBranches * sampledOfEach;

export interface Tables {
  readonly organization: string;
  readonly membership: string;
  readonly statistics: string;
}

export interface University {
  readonly people: readonly StoredPerson[];
  readonly rootId: string;
  readonly schoolId: string;
  readonly branchId: string;
  /** Units that writing took, a person. */
  readonly unitsPerPerson: { readonly register: number; readonly count: { read: number; write: number } };
}

export function storesOf(client: DynamoDBDocumentClient, tables: Tables) {
  return {
    organizations: dynamodbOrganizationStore(client, tables.organization),
    people: dynamodbPersonStore(client, tables.membership),
    counted: dynamodbCountedPeople(client, tables.membership),
    statistics: dynamodbStatisticsStore(client, tables.statistics),
  };
}
type Stores = ReturnType<typeof storesOf>;

/** A university with so many people, written through the stores of the product. */
export async function seedUniversity(stores: Stores, size: number): Promise<University> {
  const branches = await seedTree(stores, Math.max(schools, Math.ceil(size / peoplePerBranch)));
  const all = await makePeople(branches, size);
  const rest = branches
    .slice(0, sampledBranches)
    .flatMap((id) => all.filter(({ organizationId }) => organizationId === id).slice(0, sampledOfEach));
  const people = all.filter((person) => !rest.includes(person));
  await register(stores, people);
  await countAtOnce(stores, people);
  const before = { ...consumedUnits };
  await register(stores, rest);
  const registered = { ...consumedUnits };
  await countAsFacts(stores, rest);
  return {
    people: [...rest, ...people],
    rootId: "u0",
    schoolId: "s1",
    branchId: branches[1] ?? "",
    unitsPerPerson: {
      register: (registered.write - before.write) / sampled,
      count: {
        read: (consumedUnits.read - registered.read) / sampled,
        write: (consumedUnits.write - registered.write) / sampled,
      },
    },
  };
}

async function register(stores: Stores, people: readonly StoredPerson[]): Promise<void> {
  await inParallel(chunksOf(people, maximumWrites), async (chunk) => {
    const problems = await stores.people.write(chunk.map((person) => planRegistration(person, circumstances)));
    if (problems.length > 0) throw new Error(JSON.stringify(problems[0]));
  });
}

async function seedTree({ organizations }: Stores, branchCount: number): Promise<string[]> {
  const insert = async (organizationId: string, kind: OrganizationKind, parent?: Organization) => {
    const name = `中共试验大学${organizationId}委员会`;
    const given = {
      organizationId,
      name,
      shortName: `试验${organizationId}`,
      kind,
      establishedOn: "2010-01-01",
      termYears: 3,
      termStartedOn: "2024-01-01",
    };
    const node = newOrganization(given, parent, at);
    const result = await organizations.insert(node, parent, { facts: [], lines: [], receipt: undefined });
    if (result !== "done") throw new Error(`${organizationId}: ${result}`);
    return node;
  };
  const root = await insert("u0", "university_committee");
  const tops: Organization[] = [];
  for (let school = 0; school < schools; school++) tops.push(await insert(`s${school}`, "grassroots_committee", root));
  const ids: string[] = [];
  for (let branch = 0; branch < branchCount; branch++) {
    const { organizationId } = await insert(`b${branch}x`, "student_branch", tops[branch % schools]);
    ids.push(organizationId);
  }
  return ids;
}

async function makePeople(branches: readonly string[], size: number): Promise<StoredPerson[]> {
  const vault = idNumberVault(async () => ({ sealing: Buffer.alloc(32, 7), hashing: Buffer.alloc(32, 9) }));
  return await Promise.all(
    Array.from({ length: size }, async (_, index) => {
      const { name, idNumber, stage, campusId, ethnicity, post, isMobile } = makePerson(index);
      const fields = {
        ...emptyFields(),
        ...readIdNumber(idNumber),
        name,
        ethnicity,
        campus_id: campusId,
        post_category: post,
        education_level: "undergraduate" as const,
        application_date: "2019-01-01",
        admission_date: stage === "full_member" || stage === "probationary_member" ? "2020-06-01" : null,
        conversion_date: stage === "full_member" ? "2021-06-01" : null,
        is_mobile_member: isMobile,
        mobile_phone: "19900000000",
        home_address: "江苏省常州市武进区滆湖中路21号试验小区",
        native_place: "江苏省常州市",
      };
      const organizationId = branches[index % branches.length] ?? "";
      return await newPerson(
        { organizationId, stage, idNumber, fields },
        {
          vault,
          personId: `per-${index.toString(36).padStart(20, "0")}`,
          at,
          source: "import:bench",
          registeredBy: null,
        },
      );
    }),
  );
}

function countingOf({ organizations, counted, statistics }: Stores) {
  const tree = { findPlace: (organizationId: string) => organizations.find(organizationId) };
  const roll = rollUp({ store: statistics, tree });
  const countWith = (passUp: typeof roll) => countPeople({ store: statistics, people: counted, rollUp: passUp });
  return { roll, countWith };
}

/** Each branch by itself, and what they have together upwards at the end: the same numbers in a tenth of the time. */
async function countAtOnce(stores: Stores, people: readonly StoredPerson[]): Promise<void> {
  const { roll, countWith } = countingOf(stores);
  const count = countWith(async () => undefined);
  const byBranch = Map.groupBy(people, ({ organizationId }) => organizationId);
  await inParallel([...byBranch.values()], async (branch) => {
    await count(
      branch.map(({ personId }) => personId),
      day,
    );
  });
  await roll(byBranch.keys());
}

/** As facts arrive after an import: in batches of ten, one after the other. */
async function countAsFacts(stores: Stores, people: readonly StoredPerson[]): Promise<void> {
  const { roll, countWith } = countingOf(stores);
  const count = countWith(roll);
  const byBranch = [...people].sort((one, other) => (one.organizationId < other.organizationId ? -1 : 1));
  for (const chunk of chunksOf(byBranch, 10)) {
    await count(
      chunk.map(({ personId }) => personId),
      day,
    );
  }
}

function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: 4 }, worker));
}
