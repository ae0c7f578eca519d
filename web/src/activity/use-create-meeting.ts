import { useQueryClient } from "@tanstack/react-query";
import { withoutMemberships } from "../../../lib/activity/without-memberships.ts";
import { useAction } from "../api/use-api.tsx";
import type { ActivityForm } from "./activity-fields.ts";
import { fromCampusInput } from "./campus-times.ts";
import { type Activity, type ActivityKind, activityRoots } from "./use-activities.ts";

export interface MeetingFields {
  readonly kind: string;
  readonly startsAt: string;
  readonly minutes: number;
  readonly place: string;
  /** Who was due, where the kind needs names; with them, so that they can be read after a reload. */
  readonly namedPersonIds?: readonly string[];
  readonly named?: readonly { readonly personId: string; readonly name: string }[];
}

/** Kinds that an organisation holds and that can be recorded afterwards: nobody signs up for what is over. */
export function directKinds(kinds: readonly ActivityKind[], organizationKind: string | undefined): ActivityKind[] {
  return kinds.filter(
    (kind) => kind.heldBy.includes(organizationKind ?? "") && directBasis(kind, organizationKind) !== undefined,
  );
}

/** Who was due at a meeting that is recorded afterwards. */
export function directBasis(
  { due }: Pick<ActivityKind, "due">,
  organizationKind: string | undefined,
): ActivityForm["due"] | undefined {
  if (withoutMemberships.includes(organizationKind ?? "")) return "named";
  return due.find((basis) => basis !== "signed_up") as ActivityForm["due"] | undefined;
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
      const { organizationId, organizationKind, kinds, titleOf, late } = context;
      const kind = kinds.find((one) => one.kind === fields.kind);
      const startsAt = fromCampusInput(fields.startsAt);
      if (kind === undefined || startsAt === undefined) return;
      const due = directBasis(kind, organizationKind);
      const [, month, day] = fields.startsAt.slice(0, 10).split("-").map(Number);
      action.mutate({
        body: {
          hostOrganizationId: organizationId,
          kind: kind.kind,
          title: titleOf(kind.name.zh, month ?? 1, day ?? 1),
          startsAt: startsAt.toISOString(),
          endsAt: new Date(startsAt.getTime() + fields.minutes * 60_000).toISOString(),
          ...(fields.place.trim() !== "" && { place: fields.place }),
          ...(due !== undefined && { due }),
          ...(due === "named" && { namedPersonIds: [...(fields.namedPersonIds ?? [])] }),
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
  readonly organizationKind: string | undefined;
  readonly kinds: readonly ActivityKind[];
  readonly titleOf: (kind: string, month: number, day: number) => string;
  readonly late: string;
}
