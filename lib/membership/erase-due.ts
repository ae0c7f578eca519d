import { chinaDay } from "../shared/clock.ts";
import { buildFact, type Circumstances } from "../shared/event.ts";
import type { StoredErasure } from "./erasure.ts";
import { ErasureCancelled, PersonErased } from "./events.ts";
import { type ErasureDependencies, obstacleToErasure } from "./request-erasure.ts";
import { aboutOf } from "./write-person.ts";

const pageSize = 50;

/**
 * Deletes everybody whose day has come: the record with everything by which it is found, and the fact by which every other
 * context forgets the person; then the history; at last the request. What is cut off goes on with the next run, because the
 * request is found as long as anything is left. Units: 3 reads a person; 30 to 50 writes, and 1 for each line of the history.
 */
export function eraseDue(dependencies: Pick<ErasureDependencies, "erasures" | "holdsPosts" | "store">) {
  return async (scheduledFor: Date): Promise<{ erased: number; cancelled: number }> => {
    const counts = { erased: 0, cancelled: 0 };
    const until = chinaDay(scheduledFor);
    let from: string | undefined;
    do {
      const page = await dependencies.erasures.list({ limit: pageSize, from, until });
      for (const erasure of page.items) counts[await eraseOne(dependencies, erasure, scheduledFor)] += 1;
      from = page.next ?? undefined;
    } while (from !== undefined);
    return counts;
  };
}

async function eraseOne(
  { store, erasures, holdsPosts }: Pick<ErasureDependencies, "erasures" | "holdsPosts" | "store">,
  erasure: StoredErasure,
  at: Date,
): Promise<"erased" | "cancelled"> {
  const { personId, version, reason, requestedBy, correlationId } = erasure;
  const circumstances: Circumstances = { at, correlationId, actor: requestedBy };
  const person = await store.find(personId);
  // Without a record an earlier run was cut off after the first step.
  if (person !== undefined) {
    const isSame = person.version === version;
    const cause = isSame ? await causeToStop(person, holdsPosts) : "record_changed";
    const fact = buildFact(PersonErased, circumstances, { ...aboutOf(person), data: { version, reason } });
    const isErased = cause === undefined && (await erasures.removeRecord(person, fact));
    if (!isErased) return await stop({ erasures }, erasure, cause ?? "record_changed", circumstances);
  }
  await erasures.removeTraces(erasure);
  return "erased";
}

async function causeToStop(
  person: Parameters<typeof obstacleToErasure>[0],
  holdsPosts: ErasureDependencies["holdsPosts"],
): Promise<"not_possible" | undefined> {
  return (await obstacleToErasure(person, holdsPosts)) === undefined ? undefined : "not_possible";
}

async function stop(
  { erasures }: Pick<ErasureDependencies, "erasures">,
  erasure: StoredErasure,
  cause: "record_changed" | "not_possible",
  circumstances: Circumstances,
): Promise<"cancelled"> {
  const fact = buildFact(
    ErasureCancelled,
    { ...circumstances, actor: null },
    {
      subject: { kind: "person", id: erasure.personId },
      occasion: erasure.requestedAt,
      organizationId: erasure.organizationId,
      data: { cause },
    },
  );
  await erasures.cancel(erasure, fact);
  return "cancelled";
}
