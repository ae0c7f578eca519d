import type { KnownPerson } from "../../../lib/identity/person-directory.ts";
import type { Place, PlaceDirectory } from "../../../lib/identity/place-directory.ts";

const place = (path: string, kind: string, more: Partial<Place> = {}): Place => {
  const ids = path.split("/").filter((id) => id !== "");
  return {
    organizationId: ids.at(-1) ?? "",
    parentId: ids.at(-2) ?? null,
    path,
    kind,
    status: "active",
    termYears: 3,
    termStartedOn: "2025-09-01",
    ...more,
  };
};

/** A small campus: the university, two schools and some branches. */
const campus = [
  place("/root/", "university_committee", { termYears: 5 }),
  place("/root/school/", "grassroots_committee", { termYears: 5 }),
  place("/root/school/b01/", "staff_branch"),
  place("/root/school/b02/", "student_branch"),
  place("/root/other/", "grassroots_committee"),
  place("/root/other/b03/", "staff_branch"),
  place("/root/school/gone/", "staff_branch", { status: "dissolved" }),
];

export const places: PlaceDirectory & { findName(id: string): Promise<string | undefined> } = {
  find: async (id) => campus.find(({ organizationId }) => organizationId === id),
  findPath: async (id) => campus.find(({ organizationId }) => organizationId === id)?.path,
  findRootId: async () => "root",
  findName: async (id) => `党组织${id}`,
};

/** Person `p7` has the campus number `2026007` and is a full member of b01, unless it is said otherwise. */
export function aPerson(number: number, more: Partial<KnownPerson> = {}): KnownPerson {
  return {
    personId: `p${number}`,
    name: `姓名${number}`,
    campusId: `2026${String(number).padStart(3, "0")}`,
    organizationId: "b01",
    stage: "full_member",
    version: 1,
    ...more,
  };
}
