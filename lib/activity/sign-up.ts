import * as z from "zod";

/** One person's wish to come. The number is the only order there is; a withdrawn one keeps its number. */
export const SignUp = z.object({
  personId: z.string(),
  organizationId: z.string(),
  stage: z.string(),
  sequence: z.int().positive(),
  signedUpAt: z.iso.datetime(),
  withdrawnAt: z.iso.datetime().nullable(),
});
export type SignUp = z.infer<typeof SignUp>;

/** Where somebody stands: has a place, or waits as the so-manieth. */
export interface Place {
  readonly state: "in" | "waiting";
  /** 1 for the first of those who are in, and for the first of those who wait. */
  readonly position: number;
}

/**
 * A number is taken before the sign-up is written, so a number without a sign-up is on its way, or was lost with a
 * request that died. For so long it is taken to be on its way: nobody is told "in" who might have to wait.
 */
const settlingMilliseconds = 10_000;

/** Everybody with a standing sign-up, by number, and the place that each has. */
export function placesOf(signUps: readonly SignUp[], capacity: number, now: Date): { signUp: SignUp; place: Place }[] {
  const standing = signUps
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .sort((one, other) => one.sequence - other.sequence);
  const known = new Set(signUps.map(({ sequence }) => sequence));
  const settledUpTo = Math.max(
    0,
    ...signUps
      .filter(({ signedUpAt }) => now.getTime() - new Date(signedUpAt).getTime() > settlingMilliseconds)
      .map(({ sequence }) => sequence),
  );
  let [expected, next] = [0, Math.min(settledUpTo, standing[0]?.sequence ?? 0)];
  return standing.map((signUp, index) => {
    for (next = Math.max(next, settledUpTo + 1, 1); next < signUp.sequence; next++) if (!known.has(next)) expected++;
    const rank = index + 1 + expected;
    const place: Place =
      rank <= capacity ? { state: "in", position: rank } : { state: "waiting", position: rank - capacity };
    return { signUp, place };
  });
}

/** Who has a place now that had none before, when somebody withdraws. */
export function movedUpBy(withdrawn: SignUp, signUps: readonly SignUp[], capacity: number, now: Date): SignUp | null {
  const before = placesOf(signUps, capacity, now);
  const had = before.find(({ signUp }) => signUp.personId === withdrawn.personId);
  if (had?.place.state !== "in") return null;
  return before.find(({ place }) => place.state === "waiting")?.signUp ?? null;
}
