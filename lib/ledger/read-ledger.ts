import { notFound } from "../shared/errors.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import { ledgerYearOf } from "./count-ledger.ts";
import { countedYears } from "./counted-years.ts";
import type { LedgerStore } from "./ledger-store.ts";
import type {
  getLedgerGrid as gridRoute,
  getLedger as ledgerRoute,
  getOwnLedger as ownRoute,
  getPersonLedger as personRoute,
  listStudyHours as studyRoute,
} from "./routes.ts";
import { personYearOf, studyHoursOf, studyTargetOf } from "./study-hours.ts";

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
export function getOwnLedger({ store, directory }: ReadLedgerDependencies) {
  return async (
    { query }: RouteInput<typeof ownRoute>,
    { principal, at }: RequestContext,
  ): Promise<RouteOutput<typeof ownRoute>> => {
    const person = await directory.findByCampusId(principal.accountId);
    if (person === undefined) throw notFound();
    return await readPerson({ store, directory }, person, { year: query.year, at });
  };
}

/** For the recorder of the branch where the person is a member now. Units: 1 read for some 30 members, and as for oneself. */
export function getPersonLedger({ store, directory }: ReadLedgerDependencies) {
  return async (
    { params, query }: RouteInput<typeof personRoute>,
    { at }: RequestContext,
  ): Promise<RouteOutput<typeof personRoute>> => {
    const members = await directory.listMembers(query.organizationId);
    const person = members.find(({ personId }) => personId === params.personId);
    if (person === undefined) throw notFound();
    return { name: person.name, ...(await readPerson({ store, directory }, person, { year: query.year, at })) };
  };
}

async function readPerson(
  { store, directory }: ReadLedgerDependencies,
  { personId, organizationId }: Reader,
  { year, at }: { year: number; at: Date },
): Promise<RouteOutput<typeof ownRoute>> {
  const entries = await store.people.listEntries({ owner: personId, year });
  const hours = studyHoursOf(entries);
  const committee = await directory.findCommittee(organizationId, at);
  return {
    personId,
    year,
    ...personYearOf(entries),
    target: studyTargetOf(committee.has(personId), year),
    entries: entries
      .sort((one, other) => one.startsAt.localeCompare(other.startsAt))
      .map((entry) => ({ ...entry, studyHours: hours.get(entry.activityId) ?? 0 })),
  };
}

/** Units: 1 read for some 30 members, 1 for each of them, and half a unit for each account. */
export function listStudyHours({ store, directory }: ReadLedgerDependencies) {
  return async (
    { query }: RouteInput<typeof studyRoute>,
    { at }: RequestContext,
  ): Promise<RouteOutput<typeof studyRoute>> => {
    const { organizationId, year } = query;
    const members = await directory.listMembers(organizationId);
    const [years, committee] = await Promise.all([
      countedYears(store.people, { owners: members.map(({ personId }) => personId), year, count: personYearOf }),
      directory.findCommittee(organizationId, at),
    ]);
    return {
      items: members.map(({ personId, name }) => ({
        personId,
        name,
        ...(years.get(personId) ?? personYearOf([])),
        target: studyTargetOf(committee.has(personId), year),
      })),
    };
  };
}
