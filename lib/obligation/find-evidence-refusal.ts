import { AppError, type FieldError } from "../shared/errors.ts";
import type { Task } from "./duty.ts";
import type { ObligationStore } from "./obligation-store.ts";

/**
 * Why evidence is refused: an activity that the organisation did not hold or that is not confirmed, which whoever accepts
 * the work could not open. It is returned, not thrown: whoever may not hand in the work must not learn of activities.
 * Units: 1 read for each.
 */
export function findEvidenceRefusal({ store }: { readonly store: Pick<ObligationStore, "findPlaces"> }) {
  return async (organizationId: string, evidence: Task["evidence"]): Promise<AppError | undefined> => {
    const errors = await Promise.all(
      evidence.map(async ({ kind, value }, index): Promise<FieldError[]> => {
        if (kind === "note") return [];
        const places = await store.findPlaces(value);
        if (places?.organizationIds.includes(organizationId)) return [];
        const reason = { zh: "不是本组织已确认的活动", en: "Not a confirmed activity of this organisation" };
        return [{ field: `body.evidence.${index}.value`, reason }];
      }),
    );
    const found = errors.flat();
    return found.length === 0 ? undefined : new AppError("validation_failed", { errors: found });
  };
}
