import * as z from "zod";
import { Organization, OrganizationId } from "./organization.ts";

/** One transaction ends a merge: three items for each source and four beside; this many are more than ever come at once. */
export const maximumSources = 10;

/** A merge on its way: the people of the sources come to belong to the target, then the sources are dissolved. */
export const Merge = z.object({
  mergeId: z.string().regex(/^mrg-[0-9a-z]{10,40}$/),
  targetId: OrganizationId,
  sourceIds: z.array(OrganizationId).min(1).max(maximumSources),
  reason: z.string(),
  document: z.string().nullable(),
  /** How many people were to be moved when it began. */
  totalPeople: z.int().min(0),
  state: z.enum(["running", "done"]),
  startedAt: z.iso.datetime(),
});
export type Merge = z.infer<typeof Merge>;

export const MergeProgress = Merge.omit({ startedAt: true })
  .extend({
    movedPeople: z.int().min(0),
    sources: z.array(Organization.pick({ organizationId: true, shortName: true, status: true })),
  })
  .meta({ id: "MergeProgress", description: "合并进度 · How far a merge has come" });
export type MergeProgress = z.infer<typeof MergeProgress>;

export function peopleAt({ memberCount, candidateCount }: Organization): number {
  return memberCount + candidateCount;
}
