import { addDays } from "../rules/calendar/plain-date.ts";
import { chinaDay } from "../shared/clock.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import type { Digest, ObligationStore, Reminder } from "./obligation-store.ts";
import { type FindOrganizationName, namesOf } from "./read-duties.ts";
import type { listMyReminders } from "./routes.ts";

const remindersShownDays = 30;

/** The lines of an organisation's reminder that are meant for one of its recipients. */
export function linesFor({ day, parts }: Digest, reminders: readonly Reminder[]) {
  return reminders
    .filter((reminder) => reminder.day === day)
    .flatMap(({ organizationId, lines }) => {
      const told = new Set(
        parts.filter((part) => part.organizationId === organizationId).map(({ recipient }) => recipient),
      );
      return lines.filter(({ recipient }) => told.has(recipient)).map((line) => ({ ...line, organizationId }));
    });
}

/**
 * My digests with what they are about. Units: one query, and for each organisation that is named one for its reminders
 * and one for its duties.
 */
export function listReminders({
  store,
  findName,
}: {
  readonly store: Pick<ObligationStore, "listDigests" | "listReminders" | "listDuties">;
  readonly findName: FindOrganizationName;
}) {
  return async (
    _: RouteInput<typeof listMyReminders>,
    { principal, at }: RequestContext,
  ): Promise<RouteOutput<typeof listMyReminders>> => {
    const from = addDays(chinaDay(at), -remindersShownDays);
    const digests = await store.listDigests(principal.accountId, { from });
    const ids = [...new Set(digests.flatMap(({ parts }) => parts.map(({ organizationId }) => organizationId)))];
    const [reminders, duties, names] = await Promise.all([
      Promise.all(ids.map((id) => store.listReminders(id, { from }))),
      Promise.all(ids.map((id) => store.listDuties(id))),
      namesOf(
        ids.map((organizationId) => ({ organizationId })),
        findName,
      ),
    ]);
    const known = new Map(duties.flat().map((duty) => [`${duty.organizationId}/${duty.dutyId}`, duty]));
    const items = digests.map((digest) => {
      const ofDay = reminders.flat().filter(({ day }) => day === digest.day);
      return {
        day: digest.day,
        isWeekly: ofDay.some(({ isWeekly }) => isWeekly),
        lines: linesFor(digest, ofDay).flatMap(({ organizationId, dutyId, step }) => {
          const duty = known.get(`${organizationId}/${dutyId}`);
          const organizationName = names.get(organizationId) ?? organizationId;
          return duty === undefined
            ? []
            : [{ organizationId, organizationName, dutyId, step, what: duty.what, due: duty.due, state: duty.state }];
        }),
      };
    });
    return { items: items.sort((left, right) => right.day.localeCompare(left.day)) };
  };
}
