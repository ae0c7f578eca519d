import type { Outcome } from "../shared/event.ts";
import type { AccountStore } from "./account-store.ts";
import type { IdentityStore, IdentityWrite } from "./identity-store.ts";
import type { HeardOf } from "./link-account.ts";
import type { KnownPerson } from "./person-directory.ts";
import { type LinkChange, linkChange, planLink } from "./plan-link.ts";

export interface LinkManyDependencies {
  readonly store: Pick<IdentityStore, "findLinks" | "findAppointment" | "write">;
  readonly accounts: Pick<AccountStore, "findMany">;
  readonly people: { findMany(personIds: readonly string[]): Promise<readonly KnownPerson[]> };
}

/**
 * As `linkAccount` for many people at once, none of whom left. Gives the outcome by person; throws when not everything could be
 * written in one transaction, and then nothing was. Units: 1 read a person for a repeat; otherwise 3 reads and 4 writes.
 */
export function linkAccounts({ store, accounts, people }: LinkManyDependencies) {
  return async (heard: readonly HeardOf[]): Promise<ReadonlyMap<string, Outcome>> => {
    const latest = new Map(
      [...heard].sort((one, other) => one.version - other.version).map((one) => [one.personId, one]),
    );
    const links = await store.findLinks([...latest.keys()]);
    const waiting = [...latest.values()].filter(
      ({ personId, version }) => (links.get(personId)?.version ?? 0) < version,
    );
    const found = await people.findMany(waiting.map(({ personId }) => personId));
    if (found.length < waiting.length) throw new Error("a person is not there yet");
    const changes = found.flatMap((person) => linkChange(links.get(person.personId), person) ?? []);
    const known = await accounts.findMany(changes.flatMap(({ link }) => accountsOf(link)));
    const reads = { store, accounts: { find: async (accountId: string) => known.get(accountId) } };
    const writes = await Promise.all(changes.map(({ link, person }) => planLink(reads, link, person)));
    if (writes.length > 0 && (await store.write(together(writes))) !== "done") throw new Error("changed meanwhile");
    const isNews = new Set(waiting.map(({ personId }) => personId));
    return new Map([...latest.keys()].map((id): [string, Outcome] => [id, isNews.has(id) ? "done" : "already_done"]));
  };
}

/** A clash of two people over one account fails the transaction, as an item may stand in it only once. */
function together(writes: readonly IdentityWrite[]): IdentityWrite {
  return {
    accounts: writes.flatMap(({ accounts }) => accounts),
    appointments: writes.flatMap(({ appointments = [] }) => appointments),
    links: writes.flatMap(({ links = [] }) => links),
  };
}

function accountsOf({ before, after }: LinkChange): string[] {
  return [before?.accountId, after.accountId].flatMap((accountId) => accountId ?? []);
}
