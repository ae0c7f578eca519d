import { chinaDay } from "../shared/clock.ts";
import { AppError, conflict, notFound } from "../shared/errors.ts";
import type { Circumstances } from "../shared/event.ts";
import type { Receipt } from "../shared/request-context.ts";
import type { AccountStore, StoredAccount } from "./account-store.ts";
import { type Appointment, heldPostOf } from "./appointment.ts";
import type { IdentityStore, IdentityWrite, Seat } from "./identity-store.ts";
import { isNever, isPast } from "./period.ts";
import { rulesOf } from "./post.ts";
import { begunBy, endedBy, endedFact, madeFact, type PostChange, registerOf } from "./post-change.ts";
import { placeClosed, refuseDoubleHolding, refuseTakenSeat } from "./post-refusals.ts";

export interface PostDependencies {
  readonly accounts: Pick<AccountStore, "find">;
  readonly store: IdentityStore;
}

export interface ChangedPosts {
  readonly ended: Appointment | undefined;
  readonly begun: Appointment | undefined;
}

/** The receipt of the request, and the answer that a repeat gets; it is known only once the change is. */
export interface Answering {
  readonly receipt: Receipt | undefined;
  readonly answerOf: (changed: ChangedPosts) => unknown;
}

const attempts = 6;

/**
 * Writes the appointments, the accounts of the people, so that the next request of each sees it, and the seat of a post
 * that one person holds: in one transaction, each at the version that was looked at. Whoever loses a race looks again and
 * is judged by what is there then. Units: 2 to 5 reads, 6 to 18 writes.
 */
export function changePosts({ store, accounts }: PostDependencies) {
  return async (change: PostChange, circumstances: Circumstances, answering?: Answering): Promise<ChangedPosts> => {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const before = await findEnding(store, change);
      const ended = before && change.ending && endedBy(before, change.ending, circumstances);
      const begun = change.beginning && begunBy(change, change.beginning, circumstances);
      const changed = { ended, begun };
      const write: IdentityWrite = {
        accounts: await planAccounts(accounts, change, changed, chinaDay(circumstances.at)),
        appointments: [
          ...(ended && change.ending
            ? [{ before, after: ended, facts: [endedFact(ended, change.ending.cause, circumstances)] }]
            : []),
          ...(begun ? [{ before: undefined, after: begun, facts: [madeFact(begun, circumstances)] }] : []),
        ],
        seats: rulesOf(change.post).isSingle ? [await planSeat(store, change, changed)] : [],
        ...(begun && { openAt: change.organizationId }),
      };
      const answered = answering && { receipt: answering.receipt, answer: answering.answerOf(changed) };
      const result = await store.write(write, answered);
      if (result === "done") return changed;
      if (result === "closed") throw placeClosed();
    }
    throw new AppError("unavailable", { retryAfterSeconds: 2 });
  };
}

async function findEnding(store: IdentityStore, change: PostChange): Promise<Appointment | undefined> {
  const { ending } = change;
  if (ending === undefined) return undefined;
  const found = await store.findAppointment(registerOf(change), ending.appointmentId);
  if (found === undefined) throw notFound();
  if (ending.version !== undefined && found.version !== ending.version) throw conflict(found.version);
  return found;
}

interface AccountChange {
  readonly before: StoredAccount | undefined;
  readonly after: StoredAccount;
}

/** One person may be both who goes and who comes, into a new term; a transaction names an item once. */
async function planAccounts(
  accounts: PostDependencies["accounts"],
  { beginning }: PostChange,
  { ended, begun }: ChangedPosts,
  today: string,
): Promise<AccountChange[]> {
  const changes = new Map<string, AccountChange>();
  for (const appointment of [ended, begun]) {
    if (appointment === undefined) continue;
    const { accountId } = appointment;
    const { before, after } =
      changes.get(accountId) ?? (await openAccount(accounts, accountId, beginning?.holder.name ?? accountId));
    if (appointment === begun) refuseDoubleHolding(after.held, appointment);
    const others = after.held.filter(({ appointmentId }) => appointmentId !== appointment.appointmentId);
    const held = [...others, heldPostOf(appointment)].filter((one) => !isPast(one, today) && !isNever(one));
    changes.set(accountId, { before, after: { ...after, held } });
  }
  return [...changes.values()];
}

/** The account as it is and its next version; one that nobody settled begins with a name and nothing else. */
async function openAccount(
  accounts: PostDependencies["accounts"],
  accountId: string,
  name: string,
): Promise<AccountChange> {
  const before = await accounts.find(accountId);
  if (before !== undefined) return { before, after: { ...before, version: before.version + 1 } };
  return { before, after: { accountId, name, homeOrganizationId: null, held: [], owner: null, version: 1 } };
}

/** Past holders stay in the seat, so that an appointment that is entered late cannot overlap with one of them. */
async function planSeat(
  store: IdentityStore,
  { organizationId, post }: PostChange,
  { ended, begun }: ChangedPosts,
): Promise<{ before: Seat | undefined; after: Seat }> {
  const before = await store.findSeat(organizationId, post);
  const holdings = (before?.holdings ?? []).filter(({ appointmentId }) => appointmentId !== ended?.appointmentId);
  if (ended !== undefined && !isNever(ended)) holdings.push(holdingOf(ended));
  if (begun !== undefined) {
    refuseTakenSeat(post, holdings, begun);
    holdings.push(holdingOf(begun));
  }
  return { before, after: { organizationId, post, holdings, version: (before?.version ?? 0) + 1 } };
}

function holdingOf({ appointmentId, from, to }: Appointment): Seat["holdings"][number] {
  return { appointmentId, from, to };
}
