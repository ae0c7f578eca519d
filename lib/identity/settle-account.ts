import { createHash } from "node:crypto";
import { AppError, refused } from "../shared/errors.ts";
import { buildFact, type Circumstances } from "../shared/event.ts";
import type { Account, HeldPost } from "./account.ts";
import type { StoredAccount } from "./account-store.ts";
import { appointmentIdFrom } from "./appointment.ts";
import { changePosts, type PostDependencies } from "./change-posts.ts";
import { AccountSettled } from "./events.ts";
import type { PlaceDirectory } from "./place-directory.ts";
import { rulesOf } from "./post.ts";
import { registerOf } from "./post-change.ts";
import { refuseWrongPost } from "./post-refusals.ts";

/** What an operator says of an account. */
export type SettledAccount = Pick<Account, "accountId" | "name" | "homeOrganizationId"> & {
  readonly appointments: readonly Omit<HeldPost, "appointmentId">[];
};

export interface SettleDependencies extends PostDependencies {
  readonly places: Pick<PlaceDirectory, "find">;
}

const attempts = 5;

/**
 * Gives an account its name, its organisation and its first posts, under the rules that hold for everybody. Repeating the
 * same changes nothing and causes no fact, also after a post was ended: what the operator gave once is not given again.
 */
export function settleAccount(dependencies: SettleDependencies) {
  const change = changePosts(dependencies);
  return async (wanted: SettledAccount, circumstances: Circumstances): Promise<"changed" | "unchanged"> => {
    let isChanged = await settleName(dependencies, wanted, circumstances);
    for (const post of wanted.appointments) {
      const appointmentId = idOf(wanted.accountId, post);
      if ((await dependencies.store.findAppointment(registerOf(post), appointmentId)) !== undefined) continue;
      await refuseWrongPlace(dependencies, post);
      const { accountId, name } = wanted;
      const { from, to } = post;
      const beginning = { appointmentId, holder: { accountId, personId: null, name }, from, to, sourceDocument: null };
      await change({ organizationId: post.organizationId, post: post.post, beginning }, circumstances);
      isChanged = true;
    }
    return isChanged ? "changed" : "unchanged";
  };
}

/** The same input gives the same id, so that it is found again whatever became of it. */
function idOf(accountId: string, { post, organizationId, from }: Omit<HeldPost, "appointmentId">): string {
  const content = JSON.stringify([accountId, post, organizationId, from]);
  return appointmentIdFrom(from, createHash("sha256").update(content).digest("hex").slice(0, 20));
}

async function refuseWrongPlace(
  { places }: SettleDependencies,
  { organizationId, post }: Omit<HeldPost, "appointmentId">,
): Promise<void> {
  const place = await places.find(organizationId);
  if (place === undefined) {
    throw refused("no_such_organization", {
      zh: `没有党组织${organizationId}。`,
      en: `There is no organisation ${organizationId}.`,
    });
  }
  refuseWrongPost(place, post, rulesOf(post).group);
}

/** A record of the person knows name and organisation better than the operator. */
async function settleName(
  { accounts, store }: PostDependencies,
  { accountId, name, homeOrganizationId }: SettledAccount,
  circumstances: Circumstances,
): Promise<boolean> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const before = await accounts.find(accountId);
    const isSame = before?.name === name && before.homeOrganizationId === homeOrganizationId;
    if (isSame || (before !== undefined && before.owner !== null)) return false;
    const version = (before?.version ?? 0) + 1;
    const after: StoredAccount = { held: [], owner: null, ...before, accountId, name, homeOrganizationId, version };
    const formerHomeOrganizationId = before?.homeOrganizationId ?? null;
    const fact = buildFact(AccountSettled, circumstances, {
      subject: { kind: "account", id: accountId },
      occasion: version,
      organizationId: homeOrganizationId,
      data: { version, homeOrganizationId, formerHomeOrganizationId },
    });
    if ((await store.write({ accounts: [{ before, after, facts: [fact] }] })) === "done") return true;
  }
  throw new AppError("unavailable", { retryAfterSeconds: 2 });
}
