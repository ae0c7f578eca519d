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

/** Where somebody stands: 1 is the first of those who have a place, or the first of those who wait. */
export interface Place {
  readonly state: "in" | "waiting";
  readonly position: number;
}

export interface PlacedSignUp {
  readonly signUp: SignUp;
  readonly place: Place;
}

/**
 * A number is taken before the sign-up is written. A number without a sign-up is therefore on its way, or was lost with
 * a request that died; for so long it is taken to be on its way, so that nobody is told "in" who might have to wait.
 */
const settlingMilliseconds = 10_000;

/** Everybody whose sign-up stands, by number, with the place that follows from the order. */
export function placesOf(signUps: readonly SignUp[], capacity: number, now: Date): PlacedSignUp[] {
  const known = new Set(signUps.map(({ sequence }) => sequence));
  const settled = highestSettled(signUps, now);
  let [expected, looked] = [0, settled];
  return signUps
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .sort((one, other) => one.sequence - other.sequence)
    .map((signUp, index) => {
      while (looked + 1 < signUp.sequence) if (!known.has(++looked)) expected++;
      return { signUp, place: placeAt(index + 1 + expected, capacity) };
    });
}

/** The highest number below which no sign-up can still be on its way. */
function highestSettled(signUps: readonly SignUp[], now: Date): number {
  const isOld = ({ signedUpAt }: SignUp) => now.getTime() - new Date(signedUpAt).getTime() > settlingMilliseconds;
  return Math.max(0, ...signUps.filter(isOld).map(({ sequence }) => sequence));
}

/**
 * The place of a rank. A number less the lower ones that are known to count for nobody is never a better rank than the
 * true one: whoever is told "in" by it is in, without a look at the others.
 */
export function placeAt(rank: number, capacity: number): Place {
  return rank <= capacity ? { state: "in", position: rank } : { state: "waiting", position: rank - capacity };
}

/** Who gets the place that somebody gives up; null when nobody waits or when there was none to give up. */
export function movedUpBy(personId: string, placed: readonly PlacedSignUp[]): string | null {
  const own = placed.find(({ signUp }) => signUp.personId === personId);
  if (own?.place.state !== "in") return null;
  return placed.find(({ place }) => place.state === "waiting")?.signUp.personId ?? null;
}
