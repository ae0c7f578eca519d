import { messageKinds } from "../kinds.ts";
import type { Message } from "../message.ts";

/** Where somebody reads the whole message. */
export function linkTo(origin: string, { messageId }: Message): string {
  return `${origin}/messages/${messageId}`;
}

export function subjectOf({ kind, title, senderName }: Message): string {
  return `【${senderName}】${messageKinds[kind].zh}：${title}`;
}

const longestExcerpt = 200;

/** Plain text for channels that show some of it. */
export function excerptOf({ body, dueOn }: Message): string {
  const characters = [...body.replace(/\s+/gu, " ")];
  const text =
    characters.length > longestExcerpt ? `${characters.slice(0, longestExcerpt).join("")}…` : characters.join("");
  return dueOn === null ? text : `完成期限：${dueOn}\n${text}`;
}
