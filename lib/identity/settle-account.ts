import { isDeepStrictEqual } from "node:util";
import { AppError } from "../shared/errors.ts";
import { buildFact, type Circumstances } from "../shared/event.ts";
import { Account } from "./account.ts";
import type { AccountStore } from "./account-store.ts";
import { AccountSettled } from "./events.ts";

const attempts = 5;

/** Gives an account its name, organisation and roles. Repeating the same changes nothing and causes no fact. */
export function settleAccount({ store }: { store: AccountStore }) {
  return async (wanted: Account, circumstances: Circumstances): Promise<"changed" | "unchanged"> => {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const present = await store.find(wanted.accountId);
      if (present !== undefined && isDeepStrictEqual(Account.parse(present), wanted)) return "unchanged";
      const version = (present?.version ?? 0) + 1;
      const fact = buildFact(AccountSettled, circumstances, {
        subject: { kind: "account", id: wanted.accountId },
        occasion: version,
        organizationId: wanted.homeOrganizationId,
        data: {
          version,
          homeOrganizationId: wanted.homeOrganizationId,
          formerHomeOrganizationId: present?.homeOrganizationId ?? null,
        },
      });
      if (await store.save({ ...wanted, version }, fact)) return "changed";
    }
    throw new AppError("unavailable", { retryAfterSeconds: 2 });
  };
}
