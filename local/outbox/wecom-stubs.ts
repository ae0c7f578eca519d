import type { Answer } from "./answer.ts";
import type { Outbox } from "./outbox.ts";

const answered = (errcode: number, more: object = {}) => ({ body: JSON.stringify({ errcode, ...more }) });

/** An application message of WeCom. */
export function sendByWecom(url: URL, body: string, outbox: Outbox): Answer {
  if (url.searchParams.get("access_token") !== "local-token") return answered(40014);
  const { touser = "", textcard } = JSON.parse(body) as {
    touser?: string;
    textcard?: { title: string; description: string };
  };
  const mood = outbox.moodFor(touser);
  if (mood === "down") return { status: 502, body: "{}" };
  if (mood === "throttled") return answered(45009, { errmsg: "reach max api daily quota limit" });
  const title = textcard?.title ?? "";
  // enable_duplicate_check: the same content to the same people counts as sent, and arrives once.
  const isRepeat = outbox.sent.some((one) => one.channel === "wecom" && one.to === touser && one.title === title);
  if (!isRepeat) outbox.add({ channel: "wecom", to: touser, title, text: textcard?.description ?? "", id: "" });
  if (mood === "answers_twice" && !isRepeat) return { status: 500, body: "{}" };
  return answered(0, { errmsg: "ok", msgid: String(outbox.sent.length) });
}

/** A message of the robot in a group, named by its key. */
export function sendByRobot(url: URL, body: string, outbox: Outbox): Answer {
  const to = url.searchParams.get("key") ?? "";
  const { text } = JSON.parse(body) as { text?: { content?: string } };
  const mood = outbox.moodFor(to);
  if (mood === "down") return { status: 502, body: "{}" };
  if (mood === "throttled") return answered(45009);
  if (to.startsWith("00000000")) return answered(93000, { errmsg: "invalid webhook url" });
  const [title = "", ...rest] = (text?.content ?? "").split("\n");
  outbox.add({ channel: "group", to, title, text: rest.join("\n"), id: "" });
  if (mood === "answers_twice") return { status: 500, body: "{}" };
  return answered(0, { errmsg: "ok" });
}
