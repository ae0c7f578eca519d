import { nationalPolicy, type PolicySource } from "../rules/policy.ts";
import { refused } from "../shared/errors.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { Activity, type ActivityVersion, type StoredActivity } from "./activity.ts";
import type { Decision } from "./attendance-store.ts";
import { ActivityConfirmed, ActivityCorrected, ActivityGivenBack, ActivityRecorded } from "./events.ts";
import { type ActivityAccess, getForStep } from "./find-activity.ts";
import { isJudged, judgeRecord, type RecordBasis } from "./judge-record.ts";
import { type AttendanceSources, type Attended, readAttendance } from "./list-attendance.ts";
import { type ActivityRecord, RecordInput } from "./record.ts";
import type {
  confirmActivity as confirmRoute,
  correctActivity as correctRoute,
  giveBackActivity as giveBackRoute,
  recordActivity as recordRoute,
} from "./routes.ts";
import { activityTransitions, refuseMove } from "./states.ts";
import type { ActivityView } from "./views.ts";
import { nextVersion, saveStep, stepFact } from "./write-activity.ts";

export type RecordDependencies = ActivityAccess & AttendanceSources & PolicySource;

/**
 * Hands in the record; a record that it replaces is kept. Units: 4 reads and those of the attendance, half a unit where
 * votes or a quorum are judged, 2 to 6 writes.
 */
export function recordActivity(dependencies: RecordDependencies) {
  return async ({ params, body }: RouteInput<typeof recordRoute>, context: RequestContext): Promise<ActivityView> => {
    const { version } = body;
    const found = await getForStep(dependencies, params.activityId, context.principal, { right: "record", version });
    const before = found.activity;
    refuseMove(before.state, "record");
    const recorded: StoredActivity = { ...before, state: activityTransitions.record.to };
    const people = await readAttendance(dependencies, recorded);
    const made = { recordedAt: context.at.toISOString(), recordedBy: context.actor };
    const record = await judged(dependencies, before, body.record, { people, ...made });
    const after = nextVersion(recorded, { record, remark: null }, context);
    return await saveStep(dependencies, found, after, {
      facts: [stepFact(ActivityRecorded, after, context)],
      ...(before.record !== null && { former: formerOf(before, "recorded", context) }),
      receipt: context.receipt,
    });
  };
}

/** The head asks for a better record. Units: 3 reads, 4 to 6 writes. */
export function giveBackActivity(dependencies: ActivityAccess) {
  return async ({ params, body }: RouteInput<typeof giveBackRoute>, context: RequestContext): Promise<ActivityView> => {
    const { version, remark } = body;
    const found = await getForStep(dependencies, params.activityId, context.principal, { right: "confirm", version });
    refuseMove(found.activity.state, "giveBack");
    const after = nextVersion(found.activity, { state: activityTransitions.giveBack.to, remark }, context);
    return await saveStep(dependencies, found, after, {
      facts: [stepFact(ActivityGivenBack, after, context)],
      former: { ...formerOf(found.activity, "given_back", context), reason: remark },
      receipt: context.receipt,
    });
  };
}

/**
 * The head stands for the record as the attendance is now. Units: 4 reads and those of the attendance, half a unit where
 * votes or a quorum are judged, 2 to 4 writes.
 */
export function confirmActivity(dependencies: RecordDependencies) {
  return async ({ params, body }: RouteInput<typeof confirmRoute>, context: RequestContext): Promise<ActivityView> => {
    const { version } = body;
    const found = await getForStep(dependencies, params.activityId, context.principal, { right: "confirm", version });
    refuseMove(found.activity.state, "confirm");
    const people = await readAttendance(dependencies, found.activity);
    const record = await judgedAnew(dependencies, found.activity, people);
    refuseOpenQuestions(record);
    const changes = {
      state: activityTransitions.confirm.to,
      record,
      confirmedAt: context.at.toISOString(),
      confirmedBy: context.actor,
    };
    const after = nextVersion(found.activity, changes, context);
    return await saveStep(dependencies, found, after, {
      facts: [stepFact(ActivityConfirmed, after, context)],
      receipt: context.receipt,
    });
  };
}

/** Somebody came who was not due: before the record is final the recorder says what that was. */
function refuseOpenQuestions({ counts }: ActivityRecord): void {
  if (counts.questions === 0) return;
  throw refused("questions_open", {
    zh: `还有${counts.questions}名签到人员不在应到名单中，请先核实。`,
    en: `${counts.questions} people checked in without being due; settle that first.`,
  });
}

/** By the university's own numbers, which nobody has to know where nothing is judged. */
async function judged(
  { findPolicy }: PolicySource,
  activity: StoredActivity,
  record: RecordInput,
  basis: Omit<RecordBasis, "policy">,
): Promise<ActivityRecord> {
  const policy = isJudged(activity, record) ? await findPolicy() : nationalPolicy;
  return judgeRecord(activity, record, { ...basis, policy });
}

/** The same record with the attendance as it is now. */
async function judgedAnew(
  source: PolicySource,
  activity: StoredActivity,
  people: readonly Attended[],
  given?: RecordInput,
): Promise<ActivityRecord> {
  const { record } = activity;
  if (record === null) throw new Error(`activity ${activity.activityId} is past its record without one`);
  const { recordedAt, recordedBy } = record;
  return await judged(source, activity, given ?? inputOf(record), { people, recordedAt, recordedBy });
}

/** The record without what was judged about it. */
function inputOf(record: ActivityRecord): RecordInput {
  const { chairId, recorderId, items, summary } = record;
  const resolutions = record.resolutions.map(({ judgement: _, ...resolution }) => resolution);
  return RecordInput.parse({ chairId, recorderId, items, summary, resolutions });
}

/**
 * Corrects what is confirmed, with a reason; the former version stays beside it, and the ledger follows. Units: 4 reads
 * and those of the attendance, half a unit where votes or a quorum are judged, 4 to 6 writes and 2 for each person whose
 * attendance changes.
 */
export function correctActivity(dependencies: RecordDependencies) {
  return async ({ params, body }: RouteInput<typeof correctRoute>, context: RequestContext): Promise<ActivityView> => {
    const { version, reason } = body;
    const found = await getForStep(dependencies, params.activityId, context.principal, { right: "confirm", version });
    const before = found.activity;
    refuseMove(before.state, "correct");
    const people = await readAttendance(dependencies, before);
    const { decisions, corrected, changes } = await correctPeople(dependencies, people, body.attendance, context);
    if (body.record === undefined && changes.length === 0) {
      throw refused("nothing_to_correct", { zh: "没有要更正的内容。", en: "There is nothing to correct." });
    }
    const record = await judgedAnew(dependencies, before, corrected, body.record);
    refuseOpenQuestions(record);
    const state = activityTransitions.correct.to;
    const after = nextVersion(before, { state, record, corrections: before.corrections + 1 }, context);
    return await saveStep(dependencies, found, after, {
      facts: [stepFact(ActivityCorrected, after, context)],
      former: { ...formerOf(before, "corrected", context), reason, attendance: changes },
      decisions,
      receipt: context.receipt,
    });
  };
}

interface CorrectedPeople {
  readonly decisions: Decision[];
  readonly corrected: Attended[];
  readonly changes: ActivityVersion["attendance"];
}

async function correctPeople(
  { people: directory }: RecordDependencies,
  people: readonly Attended[],
  marks: RouteInput<typeof correctRoute>["body"]["attendance"],
  { at, actor }: RequestContext,
): Promise<CorrectedPeople> {
  const known = new Map(people.map((person) => [person.personId, person]));
  const decisions: Decision[] = [];
  const changes: ActivityVersion["attendance"] = [];
  for (const { personId, state } of new Map(marks.map((mark) => [mark.personId, mark])).values()) {
    const before = known.get(personId);
    if (before?.state === state) continue;
    const about = before ?? (await directory.find(personId));
    if (about === undefined)
      throw refused("unknown_person", { zh: "名单中有查不到的人员。", en: "Somebody is unknown." });
    const decision = { state, at: at.toISOString(), by: actor };
    const { organizationId, stage } = about;
    const blank = { personId, snapshotId: null, scan: null, code: null, isDue: false, leave: null };
    known.set(personId, { ...(before ?? blank), organizationId, stage, decision, state });
    decisions.push({ personId, organizationId, stage, decision });
    changes.push({ personId, before: before?.state ?? "void", after: state });
  }
  return { decisions, corrected: [...known.values()], changes };
}

function formerOf(
  activity: StoredActivity,
  step: ActivityVersion["step"],
  { at, actor }: RequestContext,
): ActivityVersion {
  const { version } = activity;
  return {
    version,
    at: at.toISOString(),
    by: actor,
    step,
    reason: null,
    attendance: [],
    activity: Activity.parse(activity),
  };
}
