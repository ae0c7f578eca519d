import { AppError } from "../shared/errors.ts";
import type { Circumstances, Outcome } from "../shared/event.ts";
import { type Account, AccountId, type AccountOwner } from "./account.ts";
import type { StoredAccount } from "./account-store.ts";
import type { PostDependencies } from "./change-posts.ts";
import { endPosts } from "./end-posts.ts";
import type { IdentityWrite, PersonLink } from "./identity-store.ts";
import { type KnownPerson, type PersonDirectory, roleOfStage, type Stage } from "./person-directory.ts";
import { registerOf } from "./post-change.ts";
import { refuseDoubleHolding } from "./post-refusals.ts";

export interface LinkDependencies extends PostDependencies {
  readonly people: PersonDirectory;
}

/** What a fact about a person says. */
export interface HeardOf {
  readonly personId: string;
  readonly version: number;
  readonly stage: Stage;
}

const attempts = 10;

/**
 * Gives the account with a person's campus number the name, the branch and the role that follow from the record, and takes
 * them away when the number or the membership goes. The record itself is read, so that a fact only says that there is
 * something to look at: repeats, gaps and disorder do no harm. It causes no fact: the one about the person says it all.
 * Units: 1 read for a repeat; otherwise 3 reads and 4 writes.
 */
export function linkAccount(dependencies: LinkDependencies) {
  const end = endPosts(dependencies);
  return async (heard: HeardOf, circumstances: Circumstances): Promise<Outcome> => {
    const outcome = await followRecord(dependencies, heard);
    // Also on a repeat: the first run may have been cut off between the two.
    if (roleOfStage[heard.stage] !== null) return outcome;
    const link = await dependencies.store.findLink(heard.personId);
    const account = link?.accountId ? await dependencies.accounts.find(link.accountId) : undefined;
    if (account?.owner?.personId === heard.personId && account.owner.role === null) {
      await end(account.held, { group: "committee", cause: "membership_ended" }, circumstances);
    }
    return outcome;
  };
}

async function followRecord({ store, accounts, people }: LinkDependencies, heard: HeardOf): Promise<Outcome> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const before = await store.findLink(heard.personId);
    if (before !== undefined && before.version >= heard.version) return "already_done";
    const person = await people.find(heard.personId);
    if (person === undefined) throw new Error("the person is not there yet");
    const link: PersonLink = { personId: person.personId, accountId: accountOf(person), version: person.version };
    // Nothing can be on its way about a first version, so there is nothing to hold against it.
    if (before === undefined && link.accountId === null && person.version === 1) return "done";
    const write = await planLink({ store, accounts }, { before, after: link }, person);
    if ((await store.write(write)) === "done") return "done";
  }
  throw new AppError("unavailable", { retryAfterSeconds: 2 });
}

/** A number that cannot be an account, such as one with spaces, gives none. */
function accountOf({ campusId }: KnownPerson): string | null {
  return AccountId.safeParse(campusId).data ?? null;
}

async function planLink(
  { store, accounts }: PostDependencies,
  link: { before: PersonLink | undefined; after: PersonLink },
  person: KnownPerson,
): Promise<IdentityWrite> {
  const { personId } = person;
  const formerId = link.before?.accountId ?? null;
  const nextId = link.after.accountId;
  const former = formerId === null || formerId === nextId ? undefined : await accounts.find(formerId);
  // A number that was given to somebody else meanwhile is theirs.
  const isLeaving = former?.owner?.personId === personId;
  const moving = isLeaving && nextId !== null ? former.held : [];
  const next = nextId === null ? undefined : await nextAccount(accounts, nextId, person, moving);
  const appointments = await Promise.all(
    moving.map(async (held) => {
      const before = await store.findAppointment(registerOf(held), held.appointmentId);
      if (before === undefined || nextId === null) throw new Error("an account holds a post that nobody gave");
      return { before, after: { ...before, accountId: nextId, version: before.version + 1 }, facts: [] };
    }),
  );
  return {
    link,
    appointments,
    accounts: [
      ...(isLeaving ? [{ before: former, after: withoutOwner(former, moving) }] : []),
      ...(next === undefined ? [] : [next]),
    ],
  };
}

/** Who has another number now keeps the posts. */
function withoutOwner(former: StoredAccount, moving: Account["held"]): StoredAccount {
  const held = former.held.filter((post) => !moving.includes(post));
  return { ...former, owner: null, homeOrganizationId: null, held, version: former.version + 1 };
}

async function nextAccount(
  accounts: PostDependencies["accounts"],
  accountId: string,
  { personId, name, organizationId, stage }: KnownPerson,
  moving: Account["held"],
): Promise<IdentityWrite["accounts"][number]> {
  const before = await accounts.find(accountId);
  const role = roleOfStage[stage];
  const owner: AccountOwner = { personId, organizationId, role };
  const held = [...(before?.held ?? [])];
  for (const post of moving) {
    refuseDoubleHolding(held, post);
    held.push(post);
  }
  const homeOrganizationId = role === null ? null : organizationId;
  const version = (before?.version ?? 0) + 1;
  return { before, after: { accountId, name, homeOrganizationId, held, owner, version } };
}
