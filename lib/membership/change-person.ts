import { chinaDay } from "../shared/clock.ts";
import { AppError } from "../shared/errors.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { readIdNumber, refuseFaultyRecord } from "./check-record.ts";
import type { IdNumberVault } from "./id-number-vault.ts";
import { getBranch, type OrganizationDirectory } from "./organization-directory.ts";
import { maskIdNumber } from "./person.ts";
import type { PersonFields } from "./person-fields.ts";
import type { PersonStore, StoredPerson } from "./person-store.ts";
import { type PersonView, sightOf, viewOf, wholeSight } from "./person-view.ts";
import { stageDayOf, withoutUndefined } from "./register-person.ts";
import type {
  changePerson as changeRoute,
  correctIdNumber as idNumberRoute,
  movePerson as moveRoute,
} from "./routes.ts";
import { getForChange, type Occasion, planChange, writePerson } from "./write-person.ts";

export interface ChangeDependencies {
  readonly store: PersonStore;
  readonly organizations: OrganizationDirectory;
}

/** Changes fields of a record. Units: 3 reads; 4 to 8 writes, 6 more when a list shows what changed. */
export function changePerson(dependencies: ChangeDependencies) {
  return async ({ params, body }: RouteInput<typeof changeRoute>, context: RequestContext): Promise<PersonView> => {
    const before = await getForChange(dependencies.store, params.personId, body.version);
    return await applyChange(dependencies, before, withFields(before, body.fields, chinaDay(context.at)), context);
  };
}

/**
 * The record with some fields changed; throws `validation_failed` where it would offend the rules, or where somebody is lost
 * from a day that nobody tells: the time for the search is counted from it.
 */
export function withFields(
  before: StoredPerson,
  given: Partial<{ [Field in keyof PersonFields]: PersonFields[Field] | undefined }>,
  today: string,
): Partial<StoredPerson> {
  const fields = { ...before.fields, ...withoutUndefined(given) } as PersonFields;
  refuseFaultyRecord({ fields, stage: before.stage }, today);
  const isNewlyLost = fields.is_lost_contact === true && before.fields.is_lost_contact !== true;
  if (isNewlyLost && fields.lost_contact_date === null) throw lostFromNoDay();
  return { fields, stageSince: stageDayOf(before.stage, fields) ?? before.stageSince };
}

function lostFromNoDay(): AppError {
  const reason = {
    zh: "请填写失去联系的日期（不清楚哪一天的，填写月份），查找期限从此起算",
    en: "Enter the day of the last contact, or its month: the time for the search is counted from it",
  };
  return new AppError("validation_failed", { errors: [{ field: "body.fields.lost_contact_date", reason }] });
}

/** Puts a wrong id number right, and with it birth date and sex. Units: 3 reads; 12 to 16 writes. */
export function correctIdNumber({ vault, ...dependencies }: ChangeDependencies & { vault: IdNumberVault }) {
  return async ({ params, body }: RouteInput<typeof idNumberRoute>, context: RequestContext): Promise<PersonView> => {
    const before = await getForChange(dependencies.store, params.personId, body.version);
    const { idNumber } = body;
    const fields = { ...before.fields, ...readIdNumber(idNumber) };
    refuseFaultyRecord({ fields, stage: before.stage, idNumber }, chinaDay(context.at));
    const next = {
      fields,
      maskedIdNumber: maskIdNumber(idNumber),
      sealedIdNumber: await vault.seal(idNumber, before.personId),
      fingerprint: await vault.fingerprint(idNumber),
    };
    return await applyChange(dependencies, before, next, context);
  };
}

/** Lets a person belong to another branch. Units: 4 reads; 18 writes. */
export function movePerson(dependencies: ChangeDependencies) {
  return async ({ params, body }: RouteInput<typeof moveRoute>, context: RequestContext): Promise<PersonView> => {
    const before = await getForChange(dependencies.store, params.personId, body.version);
    const { organizationId } = await getBranch(dependencies.organizations, body.organizationId);
    return await applyChange(dependencies, before, { organizationId }, context);
  };
}

/** Writes the next state and shows it; a change that changes nothing is answered without a write. */
export async function applyChange(
  { store, organizations }: ChangeDependencies,
  before: StoredPerson,
  next: Partial<StoredPerson>,
  context: RequestContext,
  occasion: Omit<Occasion, "circumstances" | "source"> = {},
): Promise<PersonView> {
  const write = planChange(before, next, { circumstances: context, source: "manual", ...occasion });
  const after = write?.after ?? before;
  const path = (await organizations.findPath(after.organizationId)) ?? "";
  const sight = sightOf(context.principal, path) ?? {
    ...wholeSight,
    fields: new Set(),
    isRecordVisible: false,
    isContactVisible: false,
  };
  const answer = viewOf(after, sight, context.at);
  if (write !== undefined) await writePerson(store, write, { receipt: context.receipt, answer });
  return answer;
}
