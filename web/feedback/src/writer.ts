import { readHandover } from "../../../lib/feedback-protocol/handover.ts";
import { alertBox } from "./dom.ts";
import { listWaiting, type Sending, sendDue } from "./outbox.ts";
import { show } from "./page.ts";
import { showBefore } from "./screens/before.ts";
import { showReceipt } from "./screens/receipt.ts";
import { showReplies } from "./screens/replies.ts";
import { showReview } from "./screens/review.ts";
import type { Screens } from "./screens/screens.ts";
import { showStart } from "./screens/start.ts";
import { showWrite } from "./screens/write.ts";
import { dropExpired, takeOver } from "./wallet.ts";

const screens: Screens = {
  start: (news) => showStart(screens, news),
  before: (purse, earlier) => showBefore(screens, purse, earlier),
  write: (purse, earlier, former) => showWrite(screens, { purse, earlier, former }),
  review: (writing, refusals) => showReview(screens, writing, refusals),
  receipt: (receipt) => showReceipt(screens, receipt),
  replies: () => showReplies(screens),
};

const lookEvery = 30_000;

const newsTexts: Readonly<Record<Sending, string>> = {
  sent: "一封意见已经寄出。转交之后可以在“办理公示”里核对。",
  refused: "一封意见没有被接收：凭证已经用过或过期。请重新写一次。",
  unreachable: "现在连不上网，待寄的意见会在联网后寄出。",
};

let isSending = false;

async function send(): Promise<void> {
  if (isSending || listWaiting().length === 0) return;
  isSending = true;
  const results = await sendDue();
  isSending = false;
  const isStartShown = document.querySelector("h1")?.textContent === "匿名反映";
  if (results.length > 0 && isStartShown) await screens.start([...new Set(results)].map((result) => newsTexts[result]));
}

function canSeal(): boolean {
  return typeof crypto === "object" && crypto.subtle !== undefined && typeof BigInt === "function";
}

async function start(): Promise<void> {
  const handed = readHandover(window.location.hash);
  // Out of the address at once, so that it is in no list of visited pages.
  if (window.location.hash !== "") window.history.replaceState(null, "", window.location.pathname);
  if (!canSeal()) {
    show("这个浏览器太旧", alertBox("它没有加密需要的功能。请更新微信或换一个新一些的浏览器，或者用纸质表格反映。"));
    return;
  }
  takeOver(handed);
  dropExpired();
  await screens.start();
  await send();
  window.setInterval(() => void send(), lookEvery);
  window.addEventListener("fb-send", () => void send());
  window.addEventListener("online", () => void send());
  document.addEventListener("visibilitychange", () => void send());
}

void start();
