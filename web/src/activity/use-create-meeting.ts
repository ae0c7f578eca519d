import { useQueryClient } from "@tanstack/react-query";
import { useAction } from "../api/use-api.tsx";
import { fromCampusInput } from "./campus-times.ts";
import { type Activity, type ActivityKind, activityRoots } from "./use-activities.ts";

export interface MeetingFields {
  readonly kind: string;
  readonly startsAt: string;
  readonly minutes: number;
  readonly place: string;
}

/** Kinds that an organisation holds and for which nobody has to be named first. */
export function directKinds(kinds: readonly ActivityKind[], organizationKind: string | undefined): ActivityKind[] {
  return kinds.filter(
    ({ heldBy, due }) =>
      heldBy.includes(organizationKind ?? "") && due[0] !== undefined && due[0] !== "named" && due[0] !== "signed_up",
  );
}

/** A draft for a meeting that is being recorded: the title follows from the kind and the day. */
export function useCreateMeeting(onDone: (activity: Activity) => void) {
  const queries = useQueryClient();
  const action = useAction("POST /api/activities", (activity) => {
    for (const key of activityRoots) queries.invalidateQueries({ queryKey: [key] });
    onDone(activity);
  });
  return {
    error: action.error,
    isPending: action.isPending,
    create(fields: MeetingFields, context: CreationContext) {
      const { organizationId, kinds, titleOf, late } = context;
      const kind = kinds.find((one) => one.kind === fields.kind);
      const startsAt = fromCampusInput(fields.startsAt);
      if (kind === undefined || startsAt === undefined) return;
      const [, month, day] = fields.startsAt.slice(0, 10).split("-").map(Number);
      action.mutate({
        body: {
          hostOrganizationId: organizationId,
          kind: kind.kind,
          title: titleOf(kind.name.zh, month ?? 1, day ?? 1),
          startsAt: startsAt.toISOString(),
          endsAt: new Date(startsAt.getTime() + fields.minutes * 60_000).toISOString(),
          ...(fields.place.trim() !== "" && { place: fields.place }),
          // Nobody planned it: one field takes what was said, not one for each item of a usual agenda.
          agenda: [{ title: kind.name.zh }],
          ...(startsAt.getTime() < Date.now() && { retrospectiveReason: late }),
        },
      });
    },
  };
}

interface CreationContext {
  readonly organizationId: string;
  readonly kinds: readonly ActivityKind[];
  readonly titleOf: (kind: string, month: number, day: number) => string;
  readonly late: string;
}
