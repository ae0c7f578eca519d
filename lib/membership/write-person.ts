import { isDeepStrictEqual } from "node:util";
import { AppError, conflict, notFound, refused } from "../shared/errors.ts";
import { buildFact, type Circumstances, type Fact } from "../shared/event.ts";
import { MembershipChanged, PersonChanged, PersonMoved, PersonRegistered } from "./events.ts";
import type { Person } from "./person.ts";
import { fieldNames } from "./person-fields.ts";
import type { Answered, PersonStore, PersonWrite, StoredPerson } from "./person-store.ts";
import type { TransitionName } from "./stage.ts";
import { lineIdAt, type RecordedChange } from "./timeline.ts";

/** What is known of a change beside the new state. */
export interface Occasion {
  readonly circumstances: Circumstances;
  readonly source: string;
  readonly transition?: TransitionName;
  readonly effectiveOn?: string;
  readonly note?: string;
}

/** The write of a new person, with its fact. The history begins with the person itself and needs no line. */
export function planRegistration(after: StoredPerson, circumstances: Circumstances): PersonWrite {
  const fact = buildFact(PersonRegistered, circumstances, {
    ...aboutOf(after),
    data: { ...standingOf(after), source: after.source },
  });
  return { before: undefined, after, line: undefined, facts: [fact] };
}

/** The next version of a person with the line of the history and the facts; undefined when nothing would change. */
export function planChange(
  before: StoredPerson,
  next: Partial<StoredPerson>,
  occasion: Occasion,
): PersonWrite | undefined {
  const { circumstances, source } = occasion;
  const at = circumstances.at.toISOString();
  const after: StoredPerson = { ...before, ...next, version: before.version + 1, lastSource: source, updatedAt: at };
  const changes = changesBetween(before, after);
  if (changes.length === 0) return undefined;
  return {
    before,
    after,
    line: {
      kind: "changed",
      lineId: lineIdAt(circumstances.at, `v${after.version}`),
      at,
      actor: circumstances.actor,
      source,
      version: after.version,
      transition: occasion.transition ?? null,
      effectiveOn: occasion.effectiveOn ?? null,
      note: occasion.note ?? null,
      changes,
    },
    facts: factsOf({ before, after, changes }, occasion),
  };
}

function changesBetween(before: StoredPerson, after: StoredPerson): RecordedChange[] {
  const changes: RecordedChange[] = [];
  const compare = (field: RecordedChange["field"], was: RecordedChange["before"], is: RecordedChange["after"]) => {
    if (!isDeepStrictEqual(was, is)) changes.push({ field, before: was, after: is });
  };
  for (const name of fieldNames()) compare(name, before.fields[name], after.fields[name]);
  compare("organization_id", before.organizationId, after.organizationId);
  compare("stage", before.stage, after.stage);
  compare("probation_extended_to", before.probationExtendedTo, after.probationExtendedTo);
  if (before.fingerprint !== after.fingerprint) {
    changes.push({ field: "id_number", before: before.maskedIdNumber, after: after.maskedIdNumber });
  }
  return changes;
}

function factsOf(
  { before, after, changes }: { before: Person; after: Person; changes: readonly RecordedChange[] },
  { circumstances, source, transition }: Occasion,
): Fact[] {
  const about = aboutOf(after);
  const data = { ...standingOf(after), source };
  const facts: Fact[] = [];
  if (before.stage !== after.stage || transition !== undefined) {
    const more = { formerStage: before.stage, transition: transition ?? null };
    facts.push(buildFact(MembershipChanged, circumstances, { ...about, data: { ...data, ...more } }));
  }
  if (before.organizationId !== after.organizationId) {
    const more = { formerOrganizationId: before.organizationId };
    facts.push(buildFact(PersonMoved, circumstances, { ...about, data: { ...data, ...more } }));
  }
  const fields = changes.map(({ field }) => field).filter((field) => field !== "stage" && field !== "organization_id");
  if (fields.length > 0) facts.push(buildFact(PersonChanged, circumstances, { ...about, data: { ...data, fields } }));
  return facts;
}

function standingOf({ version, organizationId, stage }: Person) {
  return { version, organizationId, stage };
}

/** Whom a fact is about, where, and by which version it is told from others of its name. */
export function aboutOf({ personId, version, organizationId }: Person) {
  return { subject: { kind: "person", id: personId }, occasion: version, organizationId };
}

/** Reads the person that a change is for and holds the caller to the version that the caller saw. */
export async function getForChange(
  store: Pick<PersonStore, "find">,
  personId: string,
  version?: number,
): Promise<StoredPerson> {
  const person = await store.find(personId);
  if (person === undefined) throw notFound();
  if (version !== undefined && person.version !== version) throw conflict(person.version);
  return person;
}

/** Writes one person; throws what the caller should know: a number that is taken, or a lost race with the present version. */
export async function writePerson(store: PersonStore, write: PersonWrite, answered: Answered): Promise<void> {
  const [problem] = await store.write([write], answered);
  if (problem === undefined) return;
  if (problem.problem === "id_number_taken") throw idNumberTaken();
  if (problem.problem === "campus_id_taken") throw campusIdTaken();
  if (problem.problem === "decided_before") throw decidedBefore();
  if (problem.problem === "place_closed") throw placeClosed();
  const present = await store.find(write.after.personId);
  if (present === undefined) throw new AppError("unavailable", { retryAfterSeconds: 2 });
  throw conflict(present.version);
}

function idNumberTaken(): AppError {
  return refused("id_number_taken", {
    zh: "该身份证号码已登记在校内某个党支部，请先核对或办理转接。",
    en: "A person with this id number is registered at a branch of the university; check, or transfer the person.",
  });
}

export function decidedBefore(): AppError {
  return refused("decided_before", { zh: "该申请已处理。", en: "The request is decided already." });
}

function placeClosed(): AppError {
  return refused("place_closed", {
    zh: "该支部正在合并或已撤销，不再接收人员。请换一个支部，或等合并完成。",
    en: "The branch is being merged or was dissolved and takes nobody in. Choose another one, or wait for the merge.",
  });
}

function campusIdTaken(): AppError {
  return refused("campus_id_taken", {
    zh: "该学工号已登记给另一人，请核对。",
    en: "Another person has this campus number; please check.",
  });
}
