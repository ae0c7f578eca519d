import { type ExportPurpose, exportPurposes } from "../../../lib/people-export/export-purposes.ts";
import { type Me, mayAt } from "../me/me.ts";
import type { PeopleFilter } from "../membership/people-address.ts";
import type { OrganizationTree } from "../organization/organization-tree.ts";
import type { NewExport } from "./use-exports.ts";

/** What the form for a new export holds; empty choices do not narrow. */
export interface ExportDraft {
  readonly organizationId: string;
  readonly stage: NonNullable<NewExport["stage"]> | "";
  readonly flag: NonNullable<NewExport["flag"]> | "";
  readonly q: string;
  readonly purpose?: ExportPurpose;
  readonly format: NewExport["format"];
  readonly withIdNumbers: boolean;
}

/** The form as it opens for the people of a list; without a place, with the highest one whose people may be exported. */
export function draftOf({ organizationId, stage, flag, q }: PeopleFilter, me: Me, tree: OrganizationTree): ExportDraft {
  const places = tree.all.filter(({ path, status }) => status === "active" && mayAt(me, "person.export", path));
  const wanted = places.find((one) => one.organizationId === organizationId);
  const [highest] = places.toSorted((one, other) => one.path.length - other.path.length);
  const place = wanted ?? highest;
  return {
    organizationId: place?.organizationId ?? "",
    stage: stage ?? "",
    flag: flag ?? "",
    q: q ?? "",
    format: "xlsx",
    withIdNumbers: false,
  };
}

export function needsIdNumbers(purpose: ExportPurpose | undefined): boolean {
  return purpose !== undefined && exportPurposes[purpose].needsIdNumbers;
}

/** Nothing as long as the form is not complete. */
export function requestOf(draft: ExportDraft): NewExport | undefined {
  const { organizationId, purpose, format, stage, flag } = draft;
  if (organizationId === "" || purpose === undefined) return undefined;
  const q = draft.q.trim();
  return {
    organizationId,
    purpose,
    format,
    withIdNumbers: needsIdNumbers(purpose) && draft.withIdNumbers,
    ...(stage !== "" && { stage }),
    ...(flag !== "" && { flag }),
    ...(q !== "" && { q }),
  };
}

/** What was asked for as the form shows it again, after a fresh login. */
export function draftOfRequest(request: NewExport): ExportDraft {
  const { stage, flag, q } = request;
  return { ...request, stage: stage ?? "", flag: flag ?? "", q: q ?? "" };
}
