import { addDays, type PlainDate } from "../rules/calendar/plain-date.ts";
import { chinaDay } from "../shared/clock.ts";
import { sideBySide } from "../shared/side-by-side.ts";
import {
  type Audience,
  type Category,
  covers,
  isCategoryWanted,
  listedCategories,
  type Position,
  type Target,
  withoutOverlap,
} from "./audience.ts";
import type { ChannelPolicyStore } from "./channel-policy.ts";
import type { CategoryCounts, CountDirectory, Place, PlaceDirectory, PostDirectory } from "./directories.ts";
import { timePrefix } from "./message.ts";
import type { MessageStore } from "./message-store.ts";

export interface CountSources {
  readonly places: PlaceDirectory;
  readonly counts: CountDirectory;
  readonly posts: PostDirectory;
  readonly reach: ChannelPolicyStore;
}

/** Committees that are asked one by one; above, a number is an upper limit by the kinds of organisation. */
const maximumCommittees = 60;

export interface AudienceCount {
  readonly people: number;
  /** Whether somebody may be in it twice, or a post may be vacant. */
  readonly isExact: boolean;
  /** Campus people stand in no list; the university may have said how many there are. */
  readonly hasUncounted: boolean;
  readonly byTarget: readonly { readonly organizationId: string; readonly name: string; readonly people: number }[];
}

/**
 * How many people an audience reaches now. Units: half a unit a target, 1 more for one without its subordinates; for posts
 * the tree below the target, and half a unit an organisation up to `maximumCommittees`.
 */
export async function countAudience(sources: CountSources, audience: Audience, at: Date): Promise<AudienceCount> {
  const found = await sideBySide(audience.targets, ({ organizationId }) => sources.places.find(organizationId));
  const places = new Map(found.flatMap((place) => (place ? [[place.organizationId, place] as const] : [])));
  const targets = withoutOverlap(audience.targets, (id) => places.get(id)?.path ?? "");
  const parts = await sideBySide(targets, async (target) => {
    const place = places.get(target.organizationId);
    if (place === undefined) return { ...nobodyAt, organizationId: target.organizationId };
    const members = await countListed(sources, target, audience);
    const holders =
      audience.posts.length === 0 ? noHolders : await countHolders(sources, place, { target, audience, at });
    const campus = await countCampus(sources, place, audience);
    const isExact = holders.isExact && campus === 0 && (members === 0 || holders.people === 0);
    const { organizationId, name } = place;
    return { organizationId, name, people: members + holders.people + (campus ?? 0), isExact, campus };
  });
  const people = parts.reduce((sum, part) => sum + part.people, 0);
  return {
    people: people + audience.personIds.length,
    isExact: parts.every(({ isExact }) => isExact) && (people === 0 || audience.personIds.length === 0),
    hasUncounted: parts.some(({ campus }) => campus === null),
    byTarget: parts.map(({ organizationId, name, people: count }) => ({ organizationId, name, people: count })),
  };
}

const nobodyAt = { name: "", people: 0, isExact: true, campus: 0 };

/** Campus people belong to the university as a whole; null: it has not said how many there are. */
async function countCampus({ reach }: CountSources, { organizationId, parentId }: Place, { categories }: Audience) {
  if (parentId !== null || !categories.includes("campus_person")) return 0;
  return (await reach.findDecisions([organizationId])).get(organizationId)?.campusPeople ?? null;
}

const noHolders = { people: 0, isExact: true };

async function countListed({ counts }: CountSources, target: Target, audience: Audience): Promise<number> {
  const wanted = listedCategories.filter((category) => isCategoryWanted(audience, category));
  if (wanted.length === 0) return 0;
  const { organizationId } = target;
  const found = await (target.scope === "self" ? counts.countOwn(organizationId) : counts.countSubtree(organizationId));
  return sumOf(found, wanted);
}

function sumOf(counts: CategoryCounts, wanted: readonly Category[]): number {
  return wanted.reduce((sum, category) => sum + (counts[category] ?? 0), 0);
}

async function countHolders(
  { places, posts }: CountSources,
  place: Place,
  { target, audience, at }: { target: Target; audience: Audience; at: Date },
): Promise<{ people: number; isExact: boolean }> {
  const below = target.scope === "self" ? [] : await places.listBelow(place);
  const wanted = (kind: string) => audience.posts.filter((post) => posts.hasPost(kind, post)).length;
  const committees = [place, ...below].filter(({ kind }) => wanted(kind) > 0);
  if (committees.length > maximumCommittees) {
    return { people: committees.reduce((sum, { kind }) => sum + wanted(kind), 0), isExact: false };
  }
  const held = await sideBySide(committees, (one) => posts.listHolders(one.organizationId, chinaDay(at)));
  const holders = held.flat().filter(({ post }) => audience.posts.includes(post));
  return { people: new Set(holders.map(({ recipientId }) => recipientId)).size, isExact: true };
}

/**
 * How many people the audience has at an organisation with everything below it; null where posts decide, which are not
 * counted for every node.
 */
export async function expectAt(
  { places, counts }: CountSources,
  audience: Audience,
  node: Position,
): Promise<number | null> {
  if (audience.posts.length > 0 || audience.categories.includes("campus_person")) return null;
  const found = await sideBySide(audience.targets, ({ organizationId }) => places.find(organizationId));
  const paths = new Map(found.flatMap((place) => (place ? [[place.organizationId, place.path] as const] : [])));
  const targets = withoutOverlap(audience.targets, (id) => paths.get(id) ?? "");
  const wanted = listedCategories.filter((category) => isCategoryWanted(audience, category));
  if (targets.some((target) => target.scope === "subtree" && covers(target, node))) {
    return sumOf(await counts.countSubtree(node.organizationId), wanted);
  }
  const inside = targets.filter(({ organizationId }) => (paths.get(organizationId) ?? "").startsWith(node.path));
  const parts = await sideBySide(inside, ({ organizationId, scope }) =>
    scope === "self" ? counts.countOwn(organizationId) : counts.countSubtree(organizationId),
  );
  return parts.reduce((sum, part) => sum + sumOf(part, wanted), 0);
}

/** Messages that a person can take in a week without overlooking some; more than that is better told together. */
export const weeklyBudget = 7;

/** How many messages reached the people of the busiest target in the last seven days. Units: half a unit a node above. */
export async function countRecent(
  store: Pick<MessageStore, "countSince">,
  places: readonly Position[],
  at: Date,
): Promise<number> {
  const weekAgo = addDays(chinaDay(at) as PlainDate, -7);
  const since = timePrefix(new Date(`${weekAgo}T00:00:00+08:00`));
  const lines = places.map(({ path }) => path.split("/").filter((id) => id !== ""));
  const nodes = [...new Set(lines.flat())];
  const counted = new Map(await sideBySide(nodes, async (id) => [id, await store.countSince(id, since)] as const));
  const loads = lines.map((line) => line.reduce((sum, id) => sum + (counted.get(id) ?? 0), 0));
  return Math.max(0, ...loads);
}
