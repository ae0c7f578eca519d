import { messageKinds } from "../kinds.ts";
import type { Notice } from "./gateway.ts";

/** Where somebody reads the whole message. */
export function linkTo(origin: string, { messageId }: Pick<Notice, "messageId">): string {
  return `${origin}/messages/${messageId}`;
}

export function subjectOf({ kind, title, senderName }: Notice): string {
  return `【${senderName}】${messageKinds[kind].zh}：${title}`;
}

const longestExcerpt = 200;

/** Plain text for channels that show some of it. */
export function excerptOf({ body, dueOn }: Pick<Notice, "body" | "dueOn">): string {
  const characters = [...body.replace(/\s+/gu, " ")];
  const text =
    characters.length > longestExcerpt ? `${characters.slice(0, longestExcerpt).join("")}…` : characters.join("");
  return dueOn === null ? text : `完成期限：${dueOn}\n${text}`;
}

/** Plain text of a mail: everything, what is due, and where it is read and confirmed. */
export function mailText(origin: string, message: Notice): string {
  return `${message.body}\n\n${excerptOf({ ...message, body: "" })}\n${linkTo(origin, message)}`.trim();
}
