import { createHash } from "node:crypto";
import { chinaDay } from "../shared/clock.ts";
import { buildFact } from "../shared/event.ts";
import { sideBySide } from "../shared/side-by-side.ts";
import { maximumNamed } from "./audience.ts";
import { countRecent, weeklyBudget } from "./count-audience.ts";
import type { Place, PlaceDirectory } from "./directories.ts";
import { MessagePosted } from "./events.ts";
import { messageIdFrom, type StoredMessage } from "./message.ts";
import type { MessageStore } from "./message-store.ts";
import type { Preferences } from "./preferences.ts";

/** A member with the day on which the Party took them in. */
export interface Admitted {
  readonly personId: string;
  readonly admittedOn: string | null;
}

export interface GreetDependencies {
  readonly store: Pick<MessageStore, "postOnce" | "countSince">;
  readonly places: Pick<PlaceDirectory, "find" | "listBelow">;
  /** Full and probationary members in the list of this very organisation. */
  readonly listMembers: (organizationId: string) => Promise<readonly Admitted[]>;
  readonly findRootId: () => Promise<string | undefined>;
  /** What people decided for themselves; whoever is not there decided nothing. */
  readonly findPreferences: (
    personIds: readonly string[],
  ) => Promise<ReadonlyMap<string, Pick<Preferences, "wantsGreetings">>>;
}

/**
 * Greets everybody whose Party birthday it is, in the name of their own branch: one message for all of a branch, once a
 * year for each person, and into the inbox only where a week has brought enough already. Nobody needs this, so whoever does
 * not want it is left out. A repeat greets nobody again. Units: half a unit for some 30 people of every list, 1 for each
 * member, half a unit for each whose day it is, and those of posting.
 */
export function greetBirthdays(dependencies: GreetDependencies) {
  return async (scheduledFor: Date): Promise<{ greeted: number }> => {
    const { places, findRootId } = dependencies;
    const rootId = await findRootId();
    const root = rootId === undefined ? undefined : await places.find(rootId);
    if (root === undefined) return { greeted: 0 };
    const all = [root, ...(await places.listBelow(root))];
    const counts = await sideBySide(all, (place) => greetAt(dependencies, place, scheduledFor));
    return { greeted: counts.reduce((sum, count) => sum + count, 0) };
  };
}

async function greetAt(dependencies: GreetDependencies, place: Place, at: Date): Promise<number> {
  const { store, listMembers, findPreferences } = dependencies;
  const day = chinaDay(at);
  const members = await listMembers(place.organizationId);
  const personIds = members.filter(({ admittedOn }) => isBirthday(admittedOn, day)).map(({ personId }) => personId);
  if (personIds.length === 0) return 0;
  const isQuiet = (await countRecent(store, [place], at)) >= weeklyBudget;
  let greeted = 0;
  for (let start = 0; start < personIds.length; start += maximumNamed) {
    const due = personIds.slice(start, start + maximumNamed).sort();
    const preferences = await findPreferences(due);
    const named = due.filter((personId) => preferences.get(personId)?.wantsGreetings !== false);
    if (named.length === 0) continue;
    const message = greetingTo(named, place, { day, isQuiet, mark: due[0] ?? "" });
    const fact = buildFact(
      MessagePosted,
      { at, correlationId: message.messageId, actor: null },
      {
        subject: { kind: "message", id: message.messageId },
        occasion: message.version,
        organizationId: place.organizationId,
        data: { version: message.version, kind: message.kind, organizationIds: [], expected: named.length },
      },
    );
    const consequences = { facts: [fact], receipt: undefined, answer: undefined };
    if (await store.postOnce(message, consequences)) greeted += named.length;
  }
  return greeted;
}

/** The same day of a later year; whoever was taken in on 29 February is greeted a day earlier in other years. */
export function isBirthday(admittedOn: string | null, day: string): boolean {
  if (admittedOn === null || admittedOn.length !== day.length || admittedOn.slice(0, 4) >= day.slice(0, 4))
    return false;
  const [year = 0] = day.split("-").map(Number);
  const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  const own = admittedOn.slice(5) === "02-29" && !isLeap ? "02-28" : admittedOn.slice(5);
  return own === day.slice(5);
}

function greetingTo(
  personIds: readonly string[],
  { organizationId, name }: Place,
  { day, isQuiet, mark: first }: { day: string; isQuiet: boolean; mark: string },
): StoredMessage {
  const postedAt = new Date(`${day}T08:00:00+08:00`);
  // By the day and the people whose day it is, whatever they want, so that a repeat is seen as one.
  const mark = createHash("sha256").update(`${organizationId} ${day} ${first}`).digest("hex").slice(0, 20);
  return {
    messageId: messageIdFrom(postedAt, mark),
    kind: "greeting",
    title: "政治生日快乐",
    body: "今天是您加入中国共产党的纪念日。感谢您一直以来的付出，愿您不忘入党誓词，在学习和工作中继续发挥先锋模范作用。",
    links: [],
    attachments: [],
    dueOn: null,
    needsConfirmation: false,
    isPinned: false,
    expiresOn: null,
    isQuiet,
    audience: { targets: [], categories: [], posts: [], personIds: [...personIds] },
    senderOrganizationId: organizationId,
    senderName: name,
    postedAt: postedAt.toISOString(),
    expected: personIds.length,
    remindsOf: null,
    recalled: null,
    corrected: null,
    version: 1,
    author: "schedule",
  };
}
