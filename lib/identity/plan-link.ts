import { type Account, AccountId, type AccountOwner } from "./account.ts";
import type { StoredAccount } from "./account-store.ts";
import type { PostDependencies } from "./change-posts.ts";
import type { IdentityWrite, PersonLink } from "./identity-store.ts";
import { type KnownPerson, roleOfStage } from "./person-directory.ts";
import { registerOf } from "./post-change.ts";
import { refuseDoubleHolding } from "./post-refusals.ts";

/** Which account a record gives its number to, before and after. */
export interface LinkChange {
  readonly before: PersonLink | undefined;
  readonly after: PersonLink;
}

/** Undefined: there is nothing to write. */
export function linkChange(
  before: PersonLink | undefined,
  person: KnownPerson,
): { link: LinkChange; person: KnownPerson } | undefined {
  const accountId = accountOf(person);
  const after = { personId: person.personId, accountId, version: person.version, ...formerIn(before, accountId) };
  // Nothing can be on its way about a first version, so there is nothing to hold against it.
  if (before === undefined && after.accountId === null && person.version === 1) return undefined;
  return { link: { before, after }, person };
}

function formerIn(before: PersonLink | undefined, accountId: string | null): Pick<PersonLink, "formerAccountIds"> {
  const left = before?.accountId != null && before.accountId !== accountId ? [before.accountId] : [];
  const formerAccountIds = [...(before?.formerAccountIds ?? []), ...left];
  return formerAccountIds.length === 0 ? {} : { formerAccountIds };
}

/** A number that cannot be an account, such as one with spaces, gives none. */
function accountOf({ campusId }: KnownPerson): string | null {
  return AccountId.safeParse(campusId).data ?? null;
}

interface PlanDependencies {
  readonly store: Pick<PostDependencies["store"], "findAppointment">;
  readonly accounts: Pick<PostDependencies["accounts"], "find">;
}

/** What follows from a record for its account, and for the one that it had before. */
export async function planLink(
  { store, accounts }: PlanDependencies,
  link: LinkChange,
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
    links: [link],
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
  accounts: PlanDependencies["accounts"],
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
