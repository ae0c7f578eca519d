import { latest } from "../roster/partial-date.ts";
import { chinaDay } from "../shared/clock.ts";
import { type Stage, stages } from "./stage.ts";

/** What of a record tells whether a member is out of contact, and who has to look after it. */
export interface ContactStanding {
  readonly organizationId: string;
  readonly stage: Stage;
  readonly isLost: boolean;
  /** The day or the month of the last contact. */
  readonly lostOn: string | null;
  readonly isSuspended: boolean;
}

/** How a record stood from a moment on; `effectiveOn`: the day on which that happened outside, where it was given. */
export interface StandingSince extends ContactStanding {
  readonly at: string;
  readonly effectiveOn: string | null;
}

export type ContactLossKind = "lost_contact" | "suspended_out_of_contact";

/** What one organisation has to look after; `startedOn` null: not its any more, or a day that was put right. */
export interface ContactLoss {
  readonly organizationId: string;
  readonly kind: ContactLossKind;
  readonly since: string;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
}

/**
 * Every stretch in which a member was out of contact, organisation by organisation, from the whole history of the record:
 * the same history gives the same answer, whichever of its changes became known last. It ends when the member is found,
 * when membership is suspended (from then on the longer clock runs), or when the member is no member any more.
 */
export function contactLossesOf(history: readonly StandingSince[]): ContactLoss[] {
  const losses = new Map<string, ContactLoss>();
  let suspendedOn: string | null = null;
  let open: ContactLoss | undefined;
  let before: StandingSince | undefined;
  for (const standing of history) {
    const day = standing.effectiveOn ?? chinaDay(new Date(standing.at));
    suspendedOn = standing.isSuspended ? (suspendedOn ?? day) : null;
    const next = lossOf(standing, suspendedOn);
    if (open !== undefined && (next === undefined || keyOf(next) !== keyOf(open))) {
      losses.set(keyOf(open), closed(open, { before, standing, day }));
    }
    if (next !== undefined) losses.set(keyOf(next), next);
    open = next;
    before = standing;
  }
  return [...losses.values()];
}

const keyOf = ({ organizationId, kind, since }: ContactLoss) => `${kind}~${organizationId}~${since}`;

function lossOf(standing: ContactStanding, suspendedOn: string | null): ContactLoss | undefined {
  const { organizationId, stage, isLost, lostOn } = standing;
  if (!isLost || stages[stage].group !== "member") return undefined;
  const kind: ContactLossKind = suspendedOn === null ? "lost_contact" : "suspended_out_of_contact";
  // Of a month its last day counts, in the member's favour; a day that nobody knows starts no clock.
  const since = suspendedOn ?? (lostOn === null ? null : latest(lostOn));
  return since === null ? undefined : { organizationId, kind, since, startedOn: since, endedOn: null };
}

/** Somebody who was found, suspended or left was looked after; who moved or whose day was wrong is another's matter. */
function closed(
  open: ContactLoss,
  { before, standing, day }: { before: StandingSince | undefined; standing: StandingSince; day: string },
): ContactLoss {
  const isElsewhere = before !== undefined && before.organizationId !== standing.organizationId;
  const isFound = !standing.isLost || stages[standing.stage].group !== "member";
  const isSuspendedNow = open.kind === "lost_contact" && standing.isSuspended;
  const isLookedAfter = (isFound || isSuspendedNow) && !isElsewhere;
  return isLookedAfter ? { ...open, endedOn: day } : { ...open, startedOn: null };
}
