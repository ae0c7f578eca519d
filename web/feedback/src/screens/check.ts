import { findBreak, type LedgerEntry, verifyReceipt } from "../../../../lib/feedback-protocol/ledger.ts";
import { alertBox, button, field, h, list } from "../dom.ts";
import type { Proof } from "../proof.ts";
import { findCommit } from "../proof.ts";
import { readNumber } from "../public-number.ts";
import { ledgerWords } from "../words/ledger-words.ts";

/** Checks the chain at once, and a message when its number is given. Works on what was loaded; nothing is sent. */
export async function checkBox(proof: Proof): Promise<HTMLElement> {
  const { campaignId, entries, lists } = proof;
  const brokenAt = await findBreak(campaignId, entries);
  const accepted = entries.filter(({ kind }) => kind === "accepted");
  const counted = accepted.reduce((sum, { data }) => sum + Number(data.count ?? 0), 0);
  const listed = lists.reduce((sum, { commits }) => sum + commits.length, 0);
  const isWhole = brokenAt === null && counted === listed && accepted.length === lists.length;
  return h(
    "section",
    { class: "card" },
    h("h2", {}, ledgerWords.result),
    isWhole
      ? h("p", { class: "news", role: "status" }, ledgerWords.whole(entries.length, listed))
      : alertBox(brokenAt === null ? ledgerWords.countsDiffer : ledgerWords.broken(brokenAt)),
    numberForm(proof),
  );
}

function numberForm(proof: Proof): HTMLElement {
  const number = h("input", { type: "text", autocomplete: "off", spellcheck: "false", class: "mono", name: "number" });
  const result = h("div", { "aria-live": "polite" });
  const check = async () => result.replaceChildren(await verdictOf(number.value, proof));
  return h(
    "div",
    {},
    field(ledgerWords.numberField, number),
    button(ledgerWords.check, () => void check(), "primary"),
    result,
  );
}

async function verdictOf(typed: string, proof: Proof): Promise<HTMLElement> {
  const digits = readNumber(typed);
  if (digits === undefined) return alertBox(ledgerWords.badNumber);
  const commit = findCommit(proof.lists, digits);
  const found = await verifyReceipt(commit ?? digits, proof);
  switch (found.verdict) {
    case "chain_broken":
      return alertBox(ledgerWords.broken(found.at));
    case "not_listed":
      return alertBox(ledgerWords.notListed);
    case "list_altered":
      return alertBox(ledgerWords.altered(found.day));
    case "accepted":
      return h(
        "div",
        {},
        h("p", { class: "news" }, ledgerWords.accepted(found.day)),
        found.steps.length === 0 ? h("p", {}, ledgerWords.notOpened) : list(found.steps.map(stepText)),
      );
  }
}

const stepText = ({ day, kind, data }: LedgerEntry): string =>
  ledgerWords.step(day, ledgerWords.kinds[kind], data.due === undefined ? undefined : String(data.due));
