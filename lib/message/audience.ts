import * as z from "zod";
import { AppointmentMade } from "../identity/events.ts";
import type { Text } from "../shared/text.ts";

/** As what somebody belongs to the university's organisations; whoever stands in no list is a campus person. */
export const categories = {
  full_member: { zh: "正式党员", en: "Full members" },
  probationary_member: { zh: "预备党员", en: "Probationary members" },
  development_target: { zh: "发展对象", en: "Development targets" },
  activist: { zh: "入党积极分子", en: "Activists" },
  applicant: { zh: "入党申请人", en: "Applicants" },
  campus_person: { zh: "其他师生", en: "Other campus people" },
} as const satisfies Record<string, Text>;
export type Category = keyof typeof categories;
export const categoryNames = Object.keys(categories) as [Category, ...Category[]];

/** Whoever stands in the lists of a branch. */
export const listedCategories = categoryNames.filter((name) => name !== "campus_person");

export const PostName = AppointmentMade.data.shape.post;
export type PostName = z.infer<typeof PostName>;

/**
 * The inbox item of every target and of every person named is written in one transaction, which takes 100 items; a
 * message has at most so many of each.
 */
export const maximumTargets = 20;
export const maximumNamed = 60;

const OrganizationId = z.string().regex(/^[a-z0-9][a-z0-9-]{1,40}$/);

export const Target = z.object({
  organizationId: OrganizationId,
  scope: z
    .enum(["subtree", "self"])
    .meta({ description: "含下级，或仅本级 · With everything below it, or itself only" }),
});
export type Target = z.infer<typeof Target>;

export const Audience = z
  .object({
    targets: z.array(Target).max(maximumTargets),
    categories: z.array(z.enum(categoryNames)).max(categoryNames.length).default([]),
    posts: z.array(PostName).max(20).default([]).meta({ description: "在这些党组织任职的人 · Who holds a post there" }),
    personIds: z
      .array(z.string().regex(/^per-[0-9a-z]{20}$/))
      .max(maximumNamed)
      .default([]),
  })
  .meta({
    description:
      "发送范围：所选党组织中，属于所选类别或担任所选职务的人，以及点名的人；类别和职务都不选时为全体在册人员 · In the chosen organisations whoever is of a chosen category or holds a chosen post; everybody in their lists when neither is chosen; and the people named",
  });
export type Audience = z.infer<typeof Audience>;

export interface Position {
  readonly organizationId: string;
  readonly path: string;
}

/** Whoever may be reached, as they stand at this moment. */
export interface Reader {
  /** The person, or the account of somebody of whom there is no record. */
  readonly recipientId: string;
  readonly category: Category;
  readonly home: Position | null;
  readonly posts: readonly (Position & { readonly post: PostName })[];
}

export function covers({ organizationId, scope }: Target, position: Position): boolean {
  return scope === "self" ? position.organizationId === organizationId : position.path.includes(`/${organizationId}/`);
}

export function isCategoryWanted(
  { categories: wanted, posts }: Pick<Audience, "categories" | "posts">,
  category: Category,
) {
  if (wanted.length > 0) return wanted.includes(category);
  return posts.length === 0 && category !== "campus_person";
}

/**
 * The organisation at which the audience reaches somebody, or undefined. The own branch comes before a post elsewhere, so
 * that somebody in several of the targets is reached, and counted, once.
 */
export function reachOf(audience: Audience, { home, category, posts, recipientId }: Reader): string | undefined {
  const isCovered = (position: Position) => audience.targets.some((target) => covers(target, position));
  if (home !== null && isCategoryWanted(audience, category) && isCovered(home)) return home.organizationId;
  const post = posts.find((held) => audience.posts.includes(held.post) && isCovered(held));
  if (post !== undefined) return post.organizationId;
  return audience.personIds.includes(recipientId) ? (home ?? posts[0])?.organizationId : undefined;
}

/** Without targets that lie within another one: nobody is counted twice. `pathOf` knows every target. */
export function withoutOverlap(targets: readonly Target[], pathOf: (organizationId: string) => string): Target[] {
  const distinct = [...new Map(targets.map((one) => [`${one.organizationId} ${one.scope}`, one])).values()];
  const isWithin = (target: Target, other: Target) =>
    other !== target &&
    other.scope === "subtree" &&
    pathOf(target.organizationId).includes(`/${other.organizationId}/`);
  return distinct.filter((target) => !distinct.some((other) => isWithin(target, other)));
}
