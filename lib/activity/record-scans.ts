import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput, RouteOutput } from "../shared/route.ts";
import type { StoredActivity } from "./activity.ts";
import { mergeScans, type ScanMark } from "./attendance.ts";
import { attendanceFact, digestOf } from "./attendance-fact.ts";
import type { recordScans as scansRoute } from "./attendance-routes.ts";
import type { Marked } from "./attendance-store.ts";
import { type CheckInDependencies, findMissing, knownOf, markedOf } from "./check-in.ts";
import type { DoorKeyStore } from "./door-key-store.ts";
import { getForStep } from "./find-activity.ts";
import { doorMilliseconds, importPublicKey, type PassReading, readPass } from "./pass.ts";
import { refuseMove } from "./states.ts";

export type ScanDependencies = CheckInDependencies & { readonly doorKeys: DoorKeyStore };
type Scan = RouteInput<typeof scansRoute>["body"]["scans"][number];
type Rejection = RouteOutput<typeof scansRoute>["rejected"][number]["reason"];

/** Clocks of devices differ a little, also after they were set right. */
const clockSkewMilliseconds = 5 * 60_000;
/** So much is no fault of a clock, only of the way there. */
const unmarkedSkewSeconds = 120;

/**
 * Takes in what devices read at the door. Passes are verified again, at the time of their reading. Marks merge by
 * themselves: of each person the earliest reading stays, so that order, repetition and several devices make no difference.
 * Units: those of the list, 2 for each campus card, 1 for the keys, 1 write for each person, 1 for the fact.
 */
export function recordScans(dependencies: ScanDependencies) {
  return async (
    { params, body }: RouteInput<typeof scansRoute>,
    context: RequestContext,
  ): Promise<RouteOutput<typeof scansRoute>> => {
    const { activityId } = params;
    const { activity } = await getForStep(dependencies, activityId, context.principal, { right: "record" });
    refuseMove(activity.state, "attend");
    const [holders, readings] = await Promise.all([
      findHolders(dependencies, body.scans),
      readPasses(dependencies, activityId, body.scans),
    ]);
    const whoOf = (scan: Scan, index: number) =>
      readings[index]?.personId ?? scan.personId ?? holders.byPass.get(scan.passId ?? "");
    const ids = body.scans.flatMap((scan, index) => readings[index]?.personId ?? scan.personId ?? []);
    const known = new Map([...(await knownOf(dependencies, activityId)), ...holders.known]);
    const people = await findMissing(dependencies, ids, known);
    const accepted: (ScanMark & { personId: string })[] = [];
    const rejected: { index: number; reason: Rejection }[] = [];
    for (const [index, scan] of body.scans.entries()) {
      const personId = whoOf(scan, index);
      const fault = readings[index]?.fault ?? faultOf({ activity, scan, personId, people }, context.at);
      if (fault !== undefined) rejected.push({ index, reason: fault });
      else if (personId !== undefined) accepted.push({ personId, ...markOf(scan) });
    }
    await keepScans(dependencies, activity, { accepted, people }, context);
    return { accepted: accepted.length, rejected };
  };
}

/** The reading in the time of the server. A clock that was wrong is set right, and the mark says by how much. */
function markOf({ scannedAt, deviceId, sequence, skewSeconds }: Scan): ScanMark {
  const at = timeOf({ scannedAt, skewSeconds }).toISOString();
  return { at, deviceId, sequence, ...(isWrong(skewSeconds) && { skewSeconds }) };
}

const isWrong = (skewSeconds: number) => Math.abs(skewSeconds) > unmarkedSkewSeconds;

function timeOf({ scannedAt, skewSeconds }: Pick<Scan, "scannedAt" | "skewSeconds">): Date {
  return new Date(new Date(scannedAt).getTime() + (isWrong(skewSeconds) ? skewSeconds * 1000 : 0));
}

/** Without a pass: nothing. */
async function readPasses(
  { doorKeys }: ScanDependencies,
  activityId: string,
  scans: readonly Scan[],
): Promise<(PassReading | undefined)[]> {
  const keys = scans.some(({ pass }) => pass !== undefined) ? await doorKeys.find(activityId) : undefined;
  const publicKey = keys && (await importPublicKey(keys.publicKey));
  return await Promise.all(
    scans.map(async ({ pass, scannedAt, skewSeconds }): Promise<PassReading | undefined> => {
      if (pass === undefined) return undefined;
      if (publicKey === undefined) return { fault: "forged" };
      // A phone and a door each know the time to some seconds, whatever their clocks say.
      const at = new Date(new Date(scannedAt).getTime() + skewSeconds * 1000);
      return await readPass(pass, { activityId, publicKey, at });
    }),
  );
}

interface Judged {
  readonly activity: StoredActivity;
  readonly scan: Scan;
  readonly personId: string | undefined;
  readonly people: ReadonlyMap<string, Marked | undefined>;
}

function faultOf({ activity, scan, personId, people }: Judged, now: Date): Rejection | undefined {
  if (personId === undefined) return "unknown_pass";
  if (people.get(personId) === undefined) return "unknown_person";
  return isAtTheDoor(activity, timeOf(scan), now) ? undefined : "outside_time";
}

async function keepScans(
  { attendance }: CheckInDependencies,
  activity: StoredActivity,
  { accepted, people }: { accepted: (ScanMark & { personId: string })[]; people: Map<string, Marked | undefined> },
  context: RequestContext,
): Promise<void> {
  const merged = [...mergeScans(accepted)];
  if (merged.length === 0) return;
  const marks = merged.map(([personId, scan]) => {
    const { organizationId = null, stage = null } = people.get(personId) ?? {};
    return { personId, organizationId, stage, scan };
  });
  await attendance.markScans(activity.activityId, marks);
  const batchId = digestOf(merged.sort(([one], [other]) => (one < other ? -1 : 1)));
  const given = { source: "scan", people: marks.length, occasion: `scan/${batchId}` } as const;
  await attendance.announce(activity.activityId, batchId, attendanceFact(activity, given, context));
}

/** A pass is a campus card: what it shows is the campus number. */
async function findHolders(
  { people }: CheckInDependencies,
  scans: readonly Scan[],
): Promise<{ byPass: Map<string, string>; known: Map<string, Marked> }> {
  const passes = [
    ...new Set(scans.flatMap(({ personId, pass, passId }) => ((personId ?? pass) === undefined ? (passId ?? []) : []))),
  ];
  const found = await Promise.all(passes.map((pass) => people.findByCampusId(pass)));
  const byPass = new Map<string, string>();
  const known = new Map<string, Marked>();
  for (const [index, pass] of passes.entries()) {
    const holder = markedOf(found[index]);
    if (holder === undefined) continue;
    byPass.set(pass, holder.personId);
    known.set(holder.personId, holder);
  }
  return { byPass, known };
}

function isAtTheDoor({ startsAt, endsAt }: StoredActivity, at: Date, now: Date): boolean {
  const time = at.getTime();
  return (
    time >= new Date(startsAt).getTime() - doorMilliseconds &&
    time <= new Date(endsAt).getTime() + doorMilliseconds &&
    time <= now.getTime() + clockSkewMilliseconds
  );
}
