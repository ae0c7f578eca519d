import { buildFact, type Circumstances, type Outcome } from "../shared/event.ts";
import { DigestBegun } from "./events.ts";
import type { Recipient } from "./ladder.ts";
import type { DigestPart, ObligationStore } from "./obligation-store.ts";

/** Who is told on behalf of an organisation: accounts, by what the posts say today. */
export type FindRecipients = (organizationId: string, recipient: Recipient, day: string) => Promise<readonly string[]>;

/**
 * Gathers the reminders of a day for each person, whatever number of organisations and duties they are about. The first
 * one begins the digest and says so once; nobody gets more than one a day.
 */
export function collectDigest({
  store,
  findRecipients,
}: {
  readonly store: Pick<ObligationStore, "addToDigest">;
  readonly findRecipients: FindRecipients;
}) {
  return async (
    { day, isPushed, ...part }: DigestPart & { readonly day: string; readonly isPushed: boolean },
    circumstances: Circumstances,
  ): Promise<Outcome> => {
    for (const accountId of await findRecipients(part.organizationId, part.recipient, day)) {
      const begun = buildFact(DigestBegun, circumstances, {
        subject: { kind: "account", id: accountId },
        occasion: day,
        organizationId: null,
        data: { day },
      });
      await store.addToDigest({ ...part, accountId, day, isPushed }, [begun]);
    }
    return "done";
  };
}
