import type { Bytes } from "../../../../lib/feedback-protocol/bytes.ts";
import { keysOf, readWords, receiptCharacters } from "../../../../lib/feedback-protocol/receipt.ts";
import { readReplies } from "../../../../lib/feedback-protocol/reply.ts";
import { alertBox, button, field, h } from "../dom.ts";
import { show } from "../page.ts";
import { type CampaignOutcome, readBundle, readOutcomes } from "../public-files.ts";
import { listPurses } from "../wallet.ts";
import { words as texts } from "../words/words.ts";
import type { Screens } from "./screens.ts";

/** Asks for a receipt and shows what was answered to it. */
export function showReplies(screens: Screens): void {
  const words = h("input", {
    type: "text",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    name: "words",
  });
  const found = h("div", { "aria-live": "polite" });
  const look = async () => {
    found.replaceChildren(h("p", { role: "status" }, texts.searching));
    const secret = await readWords(words.value);
    if (secret === undefined) {
      const advice = texts.badReceipt(receiptCharacters);
      return void found.replaceChildren(alertBox(advice));
    }
    found.replaceChildren(...(await resultOf(screens, secret).catch(() => [alertBox(texts.offline)])));
  };
  show(
    texts.replies,
    h("p", {}, texts.bundle),
    field(texts.receiptField, words),
    h(
      "div",
      { class: "actions" },
      button(texts.look, () => void look(), "primary"),
      button(texts.back, () => void screens.start()),
    ),
    found,
  );
}

interface Found {
  readonly campaign: CampaignOutcome;
  readonly replies: readonly string[];
}

async function findReplies(secret: Bytes): Promise<Found[]> {
  const keys = await keysOf(secret);
  const campaigns = await readOutcomes();
  // Bundles of all campaigns: which of them is meant stays here.
  const bundles = await Promise.all(campaigns.map(({ campaignId }) => readBundle(campaignId)));
  const replies = await Promise.all(bundles.map((bundle) => readReplies(bundle, keys)));
  return campaigns.map((campaign, index) => ({ campaign, replies: replies[index] ?? [] }));
}

async function resultOf(screens: Screens, secret: Bytes): Promise<HTMLElement[]> {
  const found = (await findReplies(secret)).filter(({ replies }) => replies.length > 0);
  const none = h("p", { class: "card" }, texts.noReply);
  const shown = found.map(({ campaign, replies }) =>
    h(
      "section",
      { class: "card" },
      h("h2", {}, campaign.title),
      ...replies.map((reply) => h("p", { class: "written" }, reply)),
    ),
  );
  return [...(shown.length === 0 ? [none] : shown), followUp(screens, secret, found)];
}

/** Adds to a message: where the reply came from, or any campaign for which there is a token. */
function followUp(screens: Screens, secret: Bytes, found: readonly Found[]): HTMLElement {
  const purses = listPurses().filter(
    ({ campaignId, manifest }) =>
      manifest !== null && (found.length === 0 || found.some(({ campaign }) => campaign.campaignId === campaignId)),
  );
  if (purses.length === 0) {
    return h("p", { class: "soft" }, texts.needsToken);
  }
  return h(
    "div",
    { class: "actions" },
    ...purses.map((purse) => button(texts.addTo(purse.manifest?.title ?? ""), () => screens.before(purse, { secret }))),
  );
}
