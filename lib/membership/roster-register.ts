import type { ExistingPerson } from "../roster/compare-roster.ts";
import type { RosterRow } from "../roster/roster-row.ts";
import type { Circumstances } from "../shared/event.ts";
import type { NewId } from "../shared/ids.ts";
import type { IdNumberVault } from "./id-number-vault.ts";
import { type FieldName, PersonFields } from "./person-fields.ts";
import { maximumWrites, type PersonStore, type PersonWrite, type StoredPerson } from "./person-store.ts";
import { newPerson, stageDayOf } from "./register-person.ts";
import { isEnded, type Stage } from "./stage.ts";
import { planChange, planRegistration } from "./write-person.ts";

/** A row of a roster that shall be written: a new person, or the fields in which a known one differs. */
export interface RowToWrite {
  readonly row: number;
  readonly person: RosterRow;
  readonly change: {
    readonly personId: string;
    readonly fields: readonly {
      readonly field: keyof RosterRow;
      readonly before: RosterValue;
      readonly after: RosterValue;
    }[];
  } | null;
}
type RosterValue = string | number | boolean | null;

export type RowOutcome = "registered" | "changed" | "unchanged" | "conflicting";

export interface RosterRegisterDependencies {
  readonly store: PersonStore;
  readonly vault: IdNumberVault;
  readonly newId: NewId;
}

/** The people of this context as an import of rosters asks for them. Id numbers in clear are known to the caller already. */
export function rosterRegister(dependencies: RosterRegisterDependencies) {
  const { store, vault } = dependencies;
  const findMany = async (idNumbers: readonly string[]) => {
    const prints = await Promise.all(idNumbers.map((idNumber) => vault.fingerprint(idNumber)));
    const people = await store.findByFingerprints([...new Set(prints)]);
    return new Map(idNumbers.map((idNumber, index) => [idNumber, people.get(prints[index] ?? "")]));
  };

  return {
    /** Units: 2 reads a person known, 1 for everybody else. */
    async findByIdNumbers(idNumbers: readonly string[]): Promise<readonly ExistingPerson[]> {
      const found = await findMany(idNumbers);
      return [...found].flatMap(([idNumber, person]) =>
        person === undefined ? [] : [{ personId: person.personId, person: rosterOf(person, idNumber) }],
      );
    },

    /**
     * Writes each row at most once: the import and the row name the occasion, which the person keeps. Units: 3 reads and
     * 10 to 20 writes a row.
     */
    async write(
      importId: string,
      rows: readonly RowToWrite[],
      circumstances: Circumstances,
    ): Promise<readonly RowOutcome[]> {
      const known = await findMany(rows.map(({ person }) => person.id_number));
      const planned = await Promise.all(
        rows.map((row) => {
          const occasion = { source: `import:${importId}/${row.row}`, circumstances };
          return planRow(row, known.get(row.person.id_number), occasion, dependencies);
        }),
      );
      const lost = await writeAll(
        store,
        planned.flatMap((plan) => (typeof plan === "string" ? [] : [plan])),
      );
      return planned.map((plan) => {
        if (typeof plan === "string") return plan;
        if (lost.has(plan)) return "conflicting";
        return plan.before === undefined ? "registered" : "changed";
      });
    },
  };
}

/** A person in the columns of a roster. Whose membership ended has no category. */
export function rosterOf(person: StoredPerson, idNumber: string): ExistingPerson["person"] {
  const { fields, stage, organizationId } = person;
  const category = isEnded(stage) ? {} : { member_category: stage as RosterRow["member_category"] };
  return { ...fields, ...category, id_number: idNumber, branch_id: organizationId };
}

interface RosterOccasion {
  readonly source: string;
  readonly circumstances: Circumstances;
}

async function planRow(
  row: RowToWrite,
  present: StoredPerson | undefined,
  occasion: RosterOccasion,
  dependencies: RosterRegisterDependencies,
): Promise<PersonWrite | RowOutcome> {
  const { person, change } = row;
  if (present?.lastSource === occasion.source) return change === null ? "registered" : "changed";
  if (change !== null) return planRowChange(present, change, occasion);
  if (present !== undefined) return saysTheSame(present, person) ? "unchanged" : "conflicting";
  return await planNewcomer(person, occasion, dependencies);
}

async function planNewcomer(
  row: RosterRow,
  { source, circumstances }: RosterOccasion,
  { vault, newId }: RosterRegisterDependencies,
): Promise<PersonWrite> {
  const stage: Stage = row.member_category;
  const fields = PersonFields.parse(row);
  const given = { organizationId: row.branch_id, stage, idNumber: row.id_number, fields };
  const { at, actor } = circumstances;
  const after = await newPerson(given, { vault, personId: `per-${newId()}`, at, source, registeredBy: actor });
  return planRegistration(after, circumstances);
}

function saysTheSame(present: StoredPerson, row: RosterRow): boolean {
  const known = rosterOf(present, row.id_number);
  return (Object.keys(known) as (keyof RosterRow)[]).every((field) => known[field] === row[field]);
}

/** Death and expulsion are ends that no roster undoes. */
const finalStages: ReadonlySet<Stage> = new Set(["deceased", "expelled"]);

function planRowChange(
  present: StoredPerson | undefined,
  change: NonNullable<RowToWrite["change"]>,
  occasion: RosterOccasion,
): PersonWrite | RowOutcome {
  if (present === undefined || present.personId !== change.personId || finalStages.has(present.stage))
    return "conflicting";
  const known = rosterOf(present, "");
  const isAsSeen = change.fields.every(({ field, before, after }) => {
    const value = known[field] ?? null;
    return value === before || value === after;
  });
  if (!isAsSeen) return "conflicting";

  const changed = Object.fromEntries(change.fields.map(({ field, after }) => [field, after])) as Partial<RosterRow>;
  const entries = Object.entries(changed).filter(([field]) => field in PersonFields.shape);
  const fields = PersonFields.parse({
    ...present.fields,
    ...(Object.fromEntries(entries) as Partial<Record<FieldName, unknown>>),
  });
  const stage: Stage = changed.member_category ?? present.stage;
  const next = {
    fields,
    stage,
    organizationId: changed.branch_id ?? present.organizationId,
    stageSince: stageDayOf(stage, fields) ?? (stage === present.stage ? present.stageSince : null),
    ...(stage !== present.stage && { formerStage: null, probationExtendedTo: null }),
  };
  return planChange(present, next, occasion) ?? "unchanged";
}

/** Several people in one transaction; where one is in the way, each by itself. Gives those that could not be written. */
async function writeAll(store: PersonStore, writes: readonly PersonWrite[]): Promise<ReadonlySet<PersonWrite>> {
  const lost = new Set<PersonWrite>();
  for (let start = 0; start < writes.length; start += maximumWrites) {
    const together = writes.slice(start, start + maximumWrites);
    if ((await store.write(together)).length === 0) continue;
    for (const write of together) if ((await store.write([write])).length > 0) lost.add(write);
  }
  return lost;
}
