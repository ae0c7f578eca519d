import { isHeldAt } from "../shared/access.ts";
import { chinaDay } from "../shared/clock.ts";
import { AppError, notFound, refused } from "../shared/errors.ts";
import type { NewId } from "../shared/ids.ts";
import type { RequestContext } from "../shared/request-context.ts";
import type { RouteInput } from "../shared/route.ts";
import { covers, isCategoryWanted, maximumNamed } from "./audience.ts";
import { type CountSources, expectAt } from "./count-audience.ts";
import type { PeopleDirectory, Place, PlaceDirectory } from "./directories.ts";
import type { StoredMessage } from "./message.ts";
import type { MessageStore } from "./message-store.ts";
import { send } from "./post-message.ts";
import { recalledAlready } from "./read-message.ts";
import type { getReceipts as countsRoute, listReceipts as namesRoute, nudge as nudgeRoute } from "./receipt-routes.ts";
import { emptyTally, type Reading, type ReceiptStore } from "./receipt-store.ts";
import { totalOf } from "./roll-up-receipts.ts";

export interface ReceiptDependencies extends CountSources {
  readonly store: Pick<MessageStore, "find" | "post" | "countSince">;
  readonly receipts: Pick<ReceiptStore, "findTallies" | "findReadings" | "beginNudge">;
  readonly people: Pick<PeopleDirectory, "listAt">;
  readonly newId: NewId;
}

/**
 * How far a message got at an organisation and at each one directly below. Units: 1 for the message, half a unit for each
 * organisation, and as much again for how many people it was meant for.
 */
export function getReceipts(dependencies: ReceiptDependencies) {
  return async ({ params }: RouteInput<typeof countsRoute>, { principal }: RequestContext) => {
    const { places, receipts } = dependencies;
    const { message, node } = await findBoth(dependencies, params);
    const below = (await places.listBelow(node)).filter(({ parentId }) => parentId === node.organizationId);
    const all = [node, ...below];
    const tallies = await receipts.findTallies(
      message.messageId,
      all.map(({ organizationId }) => organizationId),
    );
    const lines = await Promise.all(
      all.map(async (place) => {
        const { read, confirmed } = totalOf(tallies.get(place.organizationId) ?? emptyTally);
        const expected = await expectAt(dependencies, message.audience, place);
        return { organizationId: place.organizationId, name: place.name, expected, read, confirmed };
      }),
    );
    const [total, ...rest] = lines;
    if (total === undefined) throw notFound();
    return {
      title: message.title,
      needsConfirmation: message.needsConfirmation,
      isRecalled: message.recalled !== null,
      total,
      below: rest.filter(({ expected, read }) => expected !== 0 || read > 0),
      mayName: isHeldAt(principal, "message.send", node.organizationId),
    };
  };
}

async function findBoth(
  { store, places }: Pick<ReceiptDependencies, "store" | "places">,
  { messageId, organizationId }: { messageId: string; organizationId: string },
): Promise<{ message: StoredMessage; node: Place }> {
  const [message, node] = await Promise.all([store.find(messageId), places.find(organizationId)]);
  if (message === undefined || node === undefined || !(await isAbout(places, message, node))) throw notFound();
  return { message, node };
}

/** Counts of a message are the business of who sent it, of whom it reaches, and of everybody above both. */
async function isAbout(places: PlaceDirectory, { audience, senderOrganizationId }: StoredMessage, node: Place) {
  if (audience.targets.some((target) => covers(target, node))) return true;
  const inside = [senderOrganizationId, ...audience.targets.map(({ organizationId }) => organizationId)];
  const paths = await Promise.all(inside.map((id) => places.findPath(id)));
  return paths.some((path) => path?.startsWith(node.path));
}

/**
 * Who has read a message and who has not, of the people whom it reached at this very organisation. Only for its own head:
 * above, there are numbers. Units: 1 for some 30 people of the list, and half a unit for the receipt of each.
 */
export function listReceipts(dependencies: ReceiptDependencies) {
  return async ({ params }: RouteInput<typeof namesRoute>, { principal, at }: RequestContext) => {
    if (!isHeldAt(principal, "message.send", params.organizationId)) throw onlyTheHead();
    const { message, node } = await findBoth(dependencies, params);
    return { items: await listStates(dependencies, { message, node }, at) };
  };
}

async function listStates(
  { people, posts, receipts }: Pick<ReceiptDependencies, "people" | "posts" | "receipts">,
  { message, node }: { message: StoredMessage; node: Place },
  at: Date,
) {
  const { audience } = message;
  const isCovered = audience.targets.some((target) => covers(target, node));
  const listed = (await people.listAt(node.organizationId)).filter(
    ({ category, personId }) =>
      (isCovered && isCategoryWanted(audience, category)) || audience.personIds.includes(personId),
  );
  const held = isCovered && audience.posts.length > 0 ? await posts.listHolders(node.organizationId, chinaDay(at)) : [];
  const holders = held.filter(({ post }) => audience.posts.includes(post));
  const names = holders.length === 0 ? undefined : await posts.findNames(holders.map(({ accountId }) => accountId));
  const named = new Map([
    ...holders.map(({ recipientId, accountId }) => [recipientId, names?.get(accountId) ?? accountId] as const),
    ...listed.map(({ personId, name }) => [personId, name] as const),
  ]);
  const readings = await receipts.findReadings(message.messageId, [...named.keys()]);
  return [...named].map(([recipientId, name]) => {
    const reading: Reading | undefined = readings.get(recipientId);
    return { recipientId, name, readAt: reading?.readAt ?? null, confirmedAt: reading?.confirmedAt ?? null };
  });
}

/**
 * Reminds those of an organisation who have not read a message yet, or not confirmed it where that was asked: with one
 * message that names them, to which their inbox leads; once a day, because floods are read by nobody. Units: those of `listReceipts`, and of posting it.
 */
export function nudge(dependencies: ReceiptDependencies) {
  return async ({ params }: RouteInput<typeof nudgeRoute>, context: RequestContext) => {
    if (!isHeldAt(context.principal, "message.send", params.organizationId)) throw onlyTheHead();
    const { message, node } = await findBoth(dependencies, params);
    if (message.recalled !== null) throw recalledAlready();
    const states = await listStates(dependencies, { message, node }, context.at);
    const isDone = (one: (typeof states)[number]) =>
      (message.needsConfirmation ? one.confirmedAt : one.readAt) !== null;
    const late = states.filter((one) => !isDone(one) && one.recipientId.startsWith("per-")).slice(0, maximumNamed);
    if (late.length === 0) {
      throw refused("nobody_left", { zh: "已经没有需要提醒的人。", en: "There is nobody left to remind." });
    }
    if (!(await dependencies.receipts.beginNudge(params.messageId, node.organizationId, chinaDay(context.at)))) {
      throw refused("nudged_today", {
        zh: "今天已经提醒过，请明天再提醒。",
        en: "They were reminded today already; do it tomorrow.",
      });
    }
    const draft = {
      kind: "reminder" as const,
      title: shortened(`提醒：${message.title}`),
      body: message.needsConfirmation ? "请打开原消息，阅读后点“确认”。" : "请打开原消息阅读。",
      links: [],
      dueOn: message.dueOn,
      needsConfirmation: false,
      isPinned: false,
      expiresOn: message.expiresOn,
      isQuiet: false,
      audience: { targets: [], categories: [], posts: [], personIds: late.map(({ recipientId }) => recipientId) },
    };
    const answer = { reminded: late.length };
    await send(dependencies, { draft, sender: node, remindsOf: message.messageId, answer }, context);
    return answer;
  };
}

const longestTitle = 80;

function shortened(title: string): string {
  const characters = [...title];
  return characters.length <= longestTitle ? title : `${characters.slice(0, longestTitle - 1).join("")}…`;
}

function onlyTheHead(): AppError {
  return new AppError("forbidden", {
    detail: {
      zh: "名单只有该党组织的负责人可以查看，上级看到的是人数。",
      en: "Names are for the head of this very organisation; above it there are numbers.",
    },
  });
}
