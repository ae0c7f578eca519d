import { readHandover } from "../../../lib/feedback-protocol/handover.ts";
import { alertBox } from "./dom.ts";
import { listWaiting, sendDue } from "./outbox.ts";
import { show } from "./page.ts";
import { showBefore } from "./screens/before.ts";
import { showReceipt } from "./screens/receipt.ts";
import { showReplies } from "./screens/replies.ts";
import { showReview } from "./screens/review.ts";
import type { Screens } from "./screens/screens.ts";
import { showStart } from "./screens/start.ts";
import { showWrite } from "./screens/write.ts";
import { dropExpired, takeOver } from "./wallet.ts";
import { speakAsChosen, words } from "./words/words.ts";

const screens: Screens = {
  start: (news) => showStart(screens, news),
  before: (purse, earlier) => showBefore(screens, purse, earlier),
  write: (purse, earlier, former) => showWrite(screens, { purse, earlier, former }),
  review: (writing, refusals) => showReview(screens, writing, refusals),
  receipt: (receipt) => showReceipt(screens, receipt),
  replies: () => showReplies(screens),
};

const lookEvery = 30_000;

let isSending = false;

async function send(): Promise<void> {
  if (isSending || listWaiting().length === 0) return;
  isSending = true;
  const results = await sendDue();
  isSending = false;
  const isStartShown = document.querySelector("h1")?.textContent === words.title;
  if (results.length > 0 && isStartShown)
    await screens.start([...new Set(results)].map((result) => words.news[result]));
}

function canSeal(): boolean {
  return typeof crypto === "object" && crypto.subtle !== undefined && typeof BigInt === "function";
}

async function start(): Promise<void> {
  const handed = readHandover(window.location.hash);
  // Out of the address at once, so that it is in no list of visited pages.
  if (window.location.hash !== "") window.history.replaceState(null, "", window.location.pathname);
  if (!canSeal()) {
    show(words.tooOld, alertBox(words.tooOldText));
    return;
  }
  await speakAsChosen();
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
