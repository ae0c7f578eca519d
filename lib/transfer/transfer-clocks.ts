import type * as z from "zod";
import type { PlainDate } from "../rules/calendar/plain-date.ts";
import { deadline } from "../rules/derive-obligation.ts";
import type { Policy } from "../rules/policy.ts";
import { ruleContext } from "../rules/rule-context.ts";
import { chinaDay } from "../shared/clock.ts";
import type { StoredTransfer, TransferClock } from "./transfer.ts";

/**
 * The days that count while a released person is on the way: how long the letter is valid (EDU-10), and until when an
 * expired one may be issued anew (EDU-28). Inside the university the release is the letter. No rule gives a day for the
 * release itself (EDU-11).
 */
export function clocksOf(
  { transferId, state, releasedAt }: StoredTransfer,
  { now, policy }: { readonly now: Date; readonly policy: Policy },
): z.infer<typeof TransferClock>[] {
  if (state !== "released" || releasedAt === null) return [];
  const context = ruleContext(chinaDay(now) as PlainDate, policy);
  const on = chinaDay(new Date(releasedAt)) as PlainDate;
  const subject = { kind: "transfer", id: transferId } as const;
  const owed = [
    deadline(context, {
      ruleId: "EDU-10",
      subject,
      limit: "validity",
      cause: { fact: "letter_issued", on },
      done: null,
    }),
    deadline(context, { ruleId: "EDU-28", subject, cause: { fact: "transferred_out", on }, done: null }),
  ];
  return owed.flatMap((obligation) => {
    if (obligation === null || obligation.due === null) return [];
    const { ruleId, due, explanation } = obligation;
    return [{ ruleId, dueOn: due, status: due < context.on ? "overdue" : "open", explanation: explanation.text }];
  });
}
