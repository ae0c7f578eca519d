import { readIdNumber } from "../../../lib/membership/check-record.ts";
import type { Place } from "../../../lib/membership/organization-directory.ts";
import { emptyFields, type PersonFields } from "../../../lib/membership/person-fields.ts";
import type { StoredPerson } from "../../../lib/membership/person-store.ts";
import { newPerson } from "../../../lib/membership/register-person.ts";
import { idNumberVault } from "../../../lib/membership/seal-id-number.ts";
import type { Stage } from "../../../lib/membership/stage.ts";
import type { Principal, Role } from "../../../lib/shared/access.ts";
import type { RequestContext } from "../../../lib/shared/request-context.ts";
import { makeIdNumber } from "../../support/people.ts";

export const vault = idNumberVault(async () => ({ sealing: Buffer.alloc(32, 7), hashing: Buffer.alloc(32, 9) }));

const at = new Date("2026-11-21T02:00:00Z");

let made = 0;

/** An id as the product makes them, one after the other. */
export function nextPersonId(): string {
  made += 1;
  return `per-${made.toString(36).padStart(20, "0")}`;
}

export async function aPerson(
  given: { stage?: Stage; organizationId?: string; idNumber?: string; fields?: Partial<PersonFields> } = {},
): Promise<StoredPerson> {
  const idNumber = given.idNumber ?? makeIdNumber("1999-02-03");
  const fields = { ...emptyFields(), name: "陈晓东", ...readIdNumber(idNumber), ...given.fields };
  const { stage = "applicant", organizationId = "b1" } = given;
  return await newPerson(
    { stage, organizationId, idNumber, fields },
    { vault, personId: nextPersonId(), at, source: "manual", registeredBy: "20050018" },
  );
}

export function contextOf(role: Role | undefined, organizationId = "u", accountId = "20050018"): RequestContext {
  const principal: Principal = { accountId, assignments: role === undefined ? [] : [{ role, organizationId }] };
  return { principal, actor: accountId, at, correlationId: "request", receipt: undefined };
}

/** A small university: a committee c1 with branches b1 to b5, and a direct branch b9. */
export const places: readonly Place[] = [
  place("u", "/u/", "university_committee"),
  place("b9", "/u/b9/", "direct_branch"),
  place("c1", "/u/c1/", "grassroots_committee"),
  ...["b1", "b2", "b3", "b4", "b5"].map((id) => place(id, `/u/c1/${id}/`, "student_branch")),
];

function place(organizationId: string, path: string, kind: string): Place {
  const parentId = path.split("/").at(-3) ?? "";
  const name = `组织${organizationId}`;
  return {
    organizationId,
    parentId: parentId === "" ? null : parentId,
    path,
    name,
    shortName: name,
    kind,
    status: "active",
  };
}

export const organizations = {
  find: async (id: string) => places.find(({ organizationId }) => organizationId === id),
  findPath: async (id: string) => places.find(({ organizationId }) => organizationId === id)?.path,
  listOutline: async ({ path: root }: { path: string }) => places.filter(({ path }) => path.startsWith(root)),
  async listSubtree(query: { root: { path: string }; limit: number; cursor: string | undefined }) {
    const below = places.filter(({ path }) => path.startsWith(query.root.path));
    const start = Number(query.cursor ?? "0");
    const end = start + query.limit;
    return { items: below.slice(start, end), nextCursor: end < below.length ? String(end) : null };
  },
};
