import { chinaDay } from "../shared/clock.ts";
import { sideBySide } from "../shared/side-by-side.ts";
import { type Audience, isCategoryWanted, reachOf } from "./audience.ts";
import { channelsFor, effectivePolicy } from "./channel-policy.ts";
import { decisionsFor } from "./decide-channels.ts";
import { channels as allChannels, type Batch, type Channel, groupOf, recipientsAtOnce } from "./delivery.ts";
import type { DeliveryStore, Expansion } from "./delivery-store.ts";
import type { PeopleDirectory, Place, PlaceDirectory, PostDirectory } from "./directories.ts";
import type { StoredMessage } from "./message.ts";
import type { MessageStore } from "./message-store.ts";
import { type ReachStore, rollParts } from "./reach-store.ts";

export interface ExpandDependencies {
  readonly store: Pick<MessageStore, "find">;
  readonly deliveries: Pick<DeliveryStore, "findExpansion" | "saveExpansion">;
  readonly places: PlaceDirectory;
  readonly people: Pick<PeopleDirectory, "listAt" | "findReader">;
  readonly posts: PostDirectory;
  readonly reach: Pick<ReachStore, "findDecisions" | "listEnrolled">;
  /** Those that the university has set up. */
  readonly isConfigured: (channel: Channel) => boolean;
  /** All of them, or a throw. */
  readonly publish: (batches: readonly Batch[]) => Promise<void>;
  readonly clock: () => Date;
}

/** Organisations of one page: a few hundred people, after which the progress is noted. */
const pageSize = 10;

/**
 * Makes deliveries of a message, page by page. A run that was cut short goes on with its page: the ids of deliveries are
 * the same then, so that nobody gets it twice. Organisations are those below the targets at the beginning: one that moves
 * meanwhile is neither passed over nor done twice. Units: half a unit for some 30 people and for the posts of each
 * organisation, 3 for each campus person who wants to be told, and 2 reads and 4 writes a page.
 */
export function expandMessage(dependencies: ExpandDependencies) {
  return async (messageId: string, correlationId: string): Promise<"done" | "already_done"> => {
    const { store, deliveries } = dependencies;
    let expansion = (await deliveries.findExpansion(messageId)) ?? (await begin(dependencies, messageId));
    if (expansion === undefined || expansion.state !== "running") return "already_done";
    while (expansion.state === "running") {
      const message = await store.find(messageId);
      const next: Expansion =
        message === undefined || message.recalled !== null
          ? { ...expansion, state: "recalled" }
          : await expandPage(dependencies, { message, correlationId }, expansion);
      const saved: Expansion = { ...next, version: expansion.version + 1 };
      // A pause, or a second worker: what stands there now decides.
      const isSaved = await deliveries.saveExpansion(saved, expansion.version);
      const found = isSaved ? saved : await deliveries.findExpansion(messageId);
      if (found === undefined) return "already_done";
      expansion = found;
    }
    return "done";
  };
}

async function begin(dependencies: ExpandDependencies, messageId: string): Promise<Expansion | undefined> {
  const { store, deliveries, isConfigured } = dependencies;
  const message = await store.find(messageId);
  if (message === undefined) return undefined;
  const sender = await dependencies.places.find(message.senderOrganizationId);
  const policy = effectivePolicy(sender === undefined ? [] : await decisionsFor(dependencies.reach, sender));
  const isMeant = (channel: Channel) => message.channels?.includes(channel) ?? true;
  const allowed = channelsFor(message.kind, message.isQuiet, policy);
  const channels = allowed.filter((channel) => isConfigured(channel) && isMeant(channel));
  const organizationIds = channels.length === 0 ? [] : await listOrganizations(dependencies, message.audience);
  const fresh: Expansion = {
    messageId,
    state: channels.length === 0 ? "done" : "running",
    organizationIds,
    withCampus: channels.length > 0 && message.audience.categories.includes("campus_person"),
    position: 0,
    recipients: 0,
    channels,
    version: 1,
  };
  return (await deliveries.saveExpansion(fresh, undefined)) ? fresh : await deliveries.findExpansion(messageId);
}

async function listOrganizations({ places }: ExpandDependencies, { targets }: Audience): Promise<string[]> {
  const found = new Set<string>();
  for (const { organizationId, scope } of targets) {
    const place = await places.find(organizationId);
    if (place === undefined) continue;
    found.add(organizationId);
    if (scope === "subtree") for (const below of await places.listBelow(place)) found.add(below.organizationId);
  }
  return [...found];
}

async function expandPage(
  dependencies: ExpandDependencies,
  { message, correlationId }: { message: StoredMessage; correlationId: string },
  expansion: Expansion,
): Promise<Expansion> {
  const { position, organizationIds, channels } = expansion;
  const page = organizationIds.slice(position, position + pageSize);
  const isPastOrganizations = page.length === 0 && position >= organizationIds.length;
  const lists =
    isPastOrganizations && expansion.withCampus
      ? [await campusPeopleOf(dependencies, message.audience, position - organizationIds.length)]
      : await Promise.all(page.map((id) => recipientsAt(dependencies, message.audience, id)));
  // The people named come with the first page, of which there is one even where no organisation is.
  const named = position === 0 ? message.audience.personIds : [];
  const recipients = [...new Set([...lists.flat(), ...named])];
  const groups = channels.some(isOfGroups) ? await groupsAt(dependencies, message.audience, page) : [];
  const batches = channels.flatMap((channel) =>
    inBatches(isOfGroups(channel) ? groups : recipients, {
      messageId: message.messageId,
      correlationId,
      channel,
      position,
    }),
  );
  await dependencies.publish(batches);
  const end = position + Math.max(page.length, isPastOrganizations ? 1 : 0);
  const all = organizationIds.length + (expansion.withCampus ? rollParts : 0);
  return {
    ...expansion,
    position: end,
    recipients: expansion.recipients + recipients.length,
    state: end >= all ? "done" : "running",
  };
}

/**
 * Those of a part of the roll who still stand in no list. Only who asked for it is told outside of the application; the
 * inbox has it for everybody.
 */
async function campusPeopleOf(
  { reach, people, clock }: ExpandDependencies,
  audience: Audience,
  part: number,
): Promise<string[]> {
  const accountIds = await reach.listEnrolled(part);
  const readers = await sideBySide(accountIds, (accountId) => people.findReader(accountId, clock()));
  return readers
    .filter((reader) => reader.category === "campus_person" && reachOf(audience, reader) !== undefined)
    .map(({ recipientId }) => recipientId);
}

const isOfGroups = (channel: Channel) => allChannels[channel].reaches === "group";

/** A group hears only of what is for everybody in it. */
async function groupsAt(
  { reach }: ExpandDependencies,
  { categories, posts }: Audience,
  organizationIds: readonly string[],
): Promise<string[]> {
  if (categories.length > 0 || posts.length > 0 || organizationIds.length === 0) return [];
  const decisions = await reach.findDecisions(organizationIds);
  return organizationIds.filter((id) => decisions.get(id)?.robotKey != null).map(groupOf);
}

async function recipientsAt(
  { places, people, posts, clock }: ExpandDependencies,
  audience: Audience,
  organizationId: string,
): Promise<string[]> {
  const place: Place | undefined = await places.find(organizationId);
  if (place === undefined || !place.isActive) return [];
  const listed = await people.listAt(organizationId);
  const wanted = listed.filter(({ category }) => isCategoryWanted(audience, category));
  const held = audience.posts.length === 0 ? [] : await posts.listHolders(organizationId, chinaDay(clock()));
  const holders = held.filter(({ post }) => audience.posts.includes(post));
  return [...wanted.map(({ personId }) => personId), ...holders.map(({ recipientId }) => recipientId)];
}

function inBatches(
  recipients: readonly string[],
  { position, ...common }: Pick<Batch, "messageId" | "channel" | "correlationId"> & { position: number },
): Batch[] {
  return Array.from({ length: Math.ceil(recipients.length / recipientsAtOnce) }, (_, index) => ({
    ...common,
    batchId: `${common.channel}-${position}-${index}`,
    recipientIds: recipients.slice(index * recipientsAtOnce, (index + 1) * recipientsAtOnce),
    attempt: 0,
  }));
}
