import { useCurrentAppointments } from "../appointment/use-appointments.ts";
import type { Duty } from "./use-duties.ts";

/** Who may be made responsible for a task, and of which tasks it may be a part. */
export function useTaskChoices(organizationId: string, duties: readonly Duty[]) {
  const { data } = useCurrentAppointments(organizationId);
  const names = new Map(
    (data?.items ?? []).flatMap(({ accountId, holderName }) =>
      accountId === undefined ? [] : [[accountId, holderName] as const],
    ),
  );
  return {
    people: [...names].map(([value, label]) => ({ value, label })),
    tasks: duties
      .filter(({ origin, state }) => origin === "task" && (state === "open" || state === "overdue"))
      .map(({ dutyId, what, due }) => ({ value: dutyId, label: what.zh, due })),
  };
}
