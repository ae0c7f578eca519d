import { AppError } from "../shared/errors.ts";
import type { Circumstances, Outcome } from "../shared/event.ts";
import type { PostDependencies } from "./change-posts.ts";
import { endPosts } from "./end-posts.ts";
import { type PersonDirectory, roleOfStage, type Stage } from "./person-directory.ts";
import { linkChange, planLink } from "./plan-link.ts";

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
    const change = linkChange(before, person);
    if (change === undefined) return "done";
    const write = await planLink({ store, accounts }, change.link, person);
    if ((await store.write(write)) === "done") return "done";
  }
  throw new AppError("unavailable", { retryAfterSeconds: 2 });
}
