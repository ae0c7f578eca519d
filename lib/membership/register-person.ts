import { chinaDay } from "../shared/clock.ts";
import { AppError } from "../shared/errors.ts";
import type { NewId } from "../shared/ids.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { readIdNumber, refuseFaultyRecord } from "./check-record.ts";
import type { IdNumberVault } from "./id-number-vault.ts";
import { getBranch, type OrganizationDirectory } from "./organization-directory.ts";
import { maskIdNumber } from "./person.ts";
import { emptyFields, type PersonFields } from "./person-fields.ts";
import type { PersonStore, StoredPerson } from "./person-store.ts";
import { type PersonView, sightOf, viewOf } from "./person-view.ts";
import type { registerPerson as route } from "./routes.ts";
import type { Stage } from "./stage.ts";
import { planRegistration, writePerson } from "./write-person.ts";

export interface RegisterDependencies {
  readonly store: PersonStore;
  readonly vault: IdNumberVault;
  readonly organizations: OrganizationDirectory;
  readonly newId: NewId;
}

/** Registers a person at a branch. Units: 1 read, 12 to 16 writes (6 items in one transaction, 2 index entries), 2 for a receipt. */
export function registerPerson({ store, vault, organizations, newId }: RegisterDependencies) {
  return async ({ body }: RouteInput<typeof route>, context: RequestContext): Promise<PersonView> => {
    const branch = await getBranch(organizations, body.organizationId);
    const { stage, idNumber } = body;
    const given = withoutUndefined(body.fields);
    const fields: PersonFields = { ...emptyFields(), ...given, ...readIdNumber(idNumber) };
    refuseFaultyRecord({ fields, stage, idNumber }, chinaDay(context.at));

    const person = await newPerson(
      { organizationId: branch.organizationId, stage, idNumber, fields },
      { vault, personId: `per-${newId()}`, at: context.at, source: "manual", registeredBy: context.actor },
    );
    const sight = sightOf(context.principal, branch.path);
    if (sight === undefined) throw new AppError("forbidden");
    const answer = viewOf(person, sight, context.at);
    await writePerson(store, planRegistration(person, context), { receipt: context.receipt, answer });
    return answer;
  };
}

export async function newPerson(
  given: { organizationId: string; stage: Stage; idNumber: string; fields: PersonFields },
  made: { vault: IdNumberVault; personId: string; at: Date; source: string; registeredBy: string | null },
): Promise<StoredPerson> {
  const { vault, personId, at, source, registeredBy } = made;
  const { idNumber, ...rest } = given;
  return {
    ...rest,
    personId,
    stageSince: stageDayOf(rest.stage, rest.fields),
    formerStage: null,
    probationExtendedTo: null,
    maskedIdNumber: maskIdNumber(idNumber),
    sealedIdNumber: await vault.seal(idNumber, personId),
    fingerprint: await vault.fingerprint(idNumber),
    version: 1,
    source,
    lastSource: source,
    registeredBy,
    createdAt: at.toISOString(),
    updatedAt: at.toISOString(),
  };
}

const stageDays: Readonly<Partial<Record<Stage, keyof PersonFields>>> = {
  applicant: "application_date",
  activist: "activist_date",
  development_target: "target_date",
  probationary_member: "admission_date",
  full_member: "conversion_date",
};

/** The day on which a stage began, from the field that holds it; null for an end or where it is not known. */
export function stageDayOf(stage: Stage, fields: PersonFields): string | null {
  const field = stageDays[stage];
  const day = field === undefined ? null : fields[field];
  return typeof day === "string" ? day : null;
}

/** An absent key says nothing, and zod leaves some of them in with `undefined`. */
export function withoutUndefined<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]: Exclude<Fields[Key], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof Fields]: Exclude<Fields[Key], undefined> };
}
