import type { PolicySource } from "../rules/policy.ts";
import { notFound } from "../shared/errors.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import { ledgerYearOf } from "./count-ledger.ts";
import { countedYears } from "./counted-years.ts";
import type { PersonEntry, PersonYear } from "./ledger.ts";
import type { LedgerStore } from "./ledger-store.ts";
import type {
  getLedgerGrid as gridRoute,
  getLedger as ledgerRoute,
  getOwnLedger as ownRoute,
  getPersonLedger as personRoute,
  listStudyHours as studyRoute,
} from "./routes.ts";
import { countsOtherwise, personYearOf, studyHoursOf, studyTargetOf } from "./study-hours.ts";

/** Somebody with a record at a branch. */
export interface Reader {
  readonly personId: string;
  readonly name: string;
  readonly organizationId: string;
}

/** What the ledger asks of people and organisations. */
export interface LedgerDirectory {
  findByCampusId(campusId: string): Promise<Reader | undefined>;
  /** Members whose relations are at this very branch. */
  listMembers(organizationId: string): Promise<readonly Reader[]>;
  /** Who holds a post at a branch. */
  findCommittee(organizationId: string, at: Date): Promise<ReadonlySet<string>>;
  /** A page of the organisations of a subtree, in the order of the tree. */
  listSubtree(query: { organizationId: string; limit: number; cursor: string | undefined }): Promise<{
    items: readonly { organizationId: string; parentId: string | null; shortName: string; kind: string }[];
    nextCursor: string | null;
  }>;
}

export interface ReadLedgerDependencies {
  readonly store: LedgerStore;
  readonly directory: LedgerDirectory;
}

export type StudyDependencies = ReadLedgerDependencies & PolicySource;

/** Every number with the activities behind it. Units: 1 read for some 10 activities. */
export function getLedger({ store }: Pick<ReadLedgerDependencies, "store">) {
  return async ({ query }: RouteInput<typeof ledgerRoute>): Promise<RouteOutput<typeof ledgerRoute>> => {
    const { organizationId, year } = query;
    const entries = await store.organizations.listEntries({ owner: organizationId, year });
    const shown = entries.filter(({ state }) => state !== "declined");
    const inOrder = shown.sort((one, other) => one.day.localeCompare(other.day));
    return { organizationId, year, ...ledgerYearOf(entries, organizationId), entries: inOrder };
  };
}

/** Units: half a unit per 4 KB of the tree, and 1 read for each organisation with entries. */
export function getLedgerGrid({ store, directory }: ReadLedgerDependencies) {
  return async ({ query }: RouteInput<typeof gridRoute>): Promise<RouteOutput<typeof gridRoute>> => {
    const { organizationId, year, limit, cursor } = query;
    const page = await directory.listSubtree({ organizationId, limit, cursor });
    const owners = page.items.map((place) => place.organizationId);
    const years = await countedYears(store.organizations, { owners, year, count: ledgerYearOf });
    return {
      items: page.items.map((place) => ({
        organizationId: place.organizationId,
        parentId: place.parentId,
        name: place.shortName,
        kind: place.kind,
        cells: years.get(place.organizationId)?.cells ?? [],
      })),
      nextCursor: page.nextCursor,
    };
  };
}

/** Units: 3 reads and 1 for some 10 activities. */
export function getOwnLedger(dependencies: StudyDependencies) {
  return async (
    { query }: RouteInput<typeof ownRoute>,
    { principal, at }: RequestContext,
  ): Promise<RouteOutput<typeof ownRoute>> => {
    const person = await dependencies.directory.findByCampusId(principal.accountId);
    if (person === undefined) throw notFound();
    return await readPerson(dependencies, person, { year: query.year, at });
  };
}

/** For the recorder of the branch where the person is a member now. Units: 1 read for some 30 members, and as for oneself. */
export function getPersonLedger(dependencies: StudyDependencies) {
  return async (
    { params, query }: RouteInput<typeof personRoute>,
    { at }: RequestContext,
  ): Promise<RouteOutput<typeof personRoute>> => {
    const members = await dependencies.directory.listMembers(query.organizationId);
    const person = members.find(({ personId }) => personId === params.personId);
    if (person === undefined) throw notFound();
    return { name: person.name, ...(await readPerson(dependencies, person, { year: query.year, at })) };
  };
}

async function readPerson(
  { store, directory, findPolicy }: StudyDependencies,
  { personId, organizationId }: Reader,
  { year, at }: { year: number; at: Date },
): Promise<RouteOutput<typeof ownRoute>> {
  const entries = await store.people.listEntries({ owner: personId, year });
  const policy = await findPolicy();
  const hours = studyHoursOf(entries, policy);
  const committee = await directory.findCommittee(organizationId, at);
  return {
    personId,
    year,
    ...personYearOf(entries, policy),
    target: studyTargetOf(committee.has(personId), year, policy),
    entries: entries
      .sort((one, other) => one.startsAt.localeCompare(other.startsAt))
      .map((entry) => ({ ...entry, studyHours: hours.get(entry.activityId) ?? 0 })),
  };
}

/** Everything is counted anew. */
const noSums = async (owners: readonly string[]) => ({ counted: new Map<string, PersonYear>(), outdated: owners });

/** Units: 1 read for some 30 members, 1 for each of them, half a unit for each account and for the settings. */
export function listStudyHours({ store, directory, findPolicy }: StudyDependencies) {
  return async (
    { query }: RouteInput<typeof studyRoute>,
    { at }: RequestContext,
  ): Promise<RouteOutput<typeof studyRoute>> => {
    const { organizationId, year } = query;
    const [members, policy] = await Promise.all([directory.listMembers(organizationId), findPolicy()]);
    const owners = members.map(({ personId }) => personId);
    const count = (entries: readonly PersonEntry[]) => personYearOf(entries, policy);
    const books = countsOtherwise(policy) ? { ...store.people, findYears: noSums } : store.people;
    const [years, committee] = await Promise.all([
      countedYears(books, { owners, year, count }),
      directory.findCommittee(organizationId, at),
    ]);
    return {
      items: members.map(({ personId, name }) => ({
        personId,
        name,
        ...(years.get(personId) ?? personYearOf([])),
        target: studyTargetOf(committee.has(personId), year, policy),
      })),
    };
  };
}
