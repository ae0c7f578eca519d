import type { LedgerEntry } from "../../../lib/feedback-protocol/ledger.ts";
import { alertBox, button, field, h, list } from "./dom.ts";
import { show } from "./page.ts";
import { fetchProof, type Proof, readProof } from "./proof.ts";
import { type CampaignOutcome, readManifests, readOutcomes } from "./public-files.ts";
import { checkBox } from "./screens/check.ts";
import { chainTable, figures, organizationTable, questionTables, topicTable } from "./screens/ledger-tables.ts";
import { languageButton } from "./words/language-button.ts";
import { followLanguage, ledgerWords } from "./words/ledger-words.ts";
import { speakAsChosen, words } from "./words/words.ts";

async function showCampaigns(): Promise<void> {
  const campaigns = await readOutcomes().catch(() => undefined);
  show(
    words.ledger,
    h("p", {}, ledgerWords.intro),
    campaigns === undefined && alertBox(ledgerWords.offline),
    campaigns?.length === 0 && h("p", { class: "card" }, ledgerWords.none),
    ...organizationTable(campaigns ?? []),
    h("ul", {}, ...(campaigns ?? []).map(campaignCard)),
    h("h2", {}, ledgerWords.checkFile),
    h("p", {}, ledgerWords.checkFileText),
    filePicker(),
    languageButton(() => void start()),
  );
}

function campaignCard(campaign: CampaignOutcome): HTMLElement {
  const { title, about, scopeName, state, counts, outcomes } = campaign;
  return h(
    "li",
    { class: "card" },
    h("strong", {}, title),
    h("span", { class: "soft" }, ledgerWords.about(about, scopeName, state === "open")),
    counts === null ? h("p", { class: "soft" }, ledgerWords.fewMessages) : figures(counts),
    outcomes.length > 0 && h("h2", {}, ledgerWords.outcomes),
    outcomes.length > 0 && list(outcomes.map(({ measure, result, on }) => ledgerWords.outcome(measure, result, on))),
    button(ledgerWords.open, () => void showCampaign(campaign)),
  );
}

async function showCampaign(campaign: CampaignOutcome): Promise<void> {
  const { campaignId } = campaign;
  const [proof, manifests] = await Promise.all([fetchProof(campaignId), readManifests(campaignId)]).catch(
    () => [undefined, []] as const,
  );
  if (proof === undefined) return show(campaign.title, alertBox(words.offline), backButton());
  const questions = manifests[0]?.questions ?? [];
  await showProof(campaign.title, proof, [
    ...(campaign.counts === null ? [] : [figures(campaign.counts)]),
    ...topicTable(campaign.topics),
    ...questionTables(campaign.questions, questions),
  ]);
}

async function showProof(title: string, proof: Proof, more: readonly HTMLElement[] = []): Promise<void> {
  show(
    title,
    await checkBox(proof),
    ...more,
    h("h2", {}, ledgerWords.all),
    chainTable(proof.entries),
    h("div", { class: "actions" }, saveLink(proof), backButton()),
  );
}

const backButton = () => button(words.back, () => void showCampaigns());

function saveLink(proof: Proof): HTMLElement {
  return button(ledgerWords.save, () => {
    const link = h("a", { download: `${proof.campaignId}-${lastDay(proof.entries)}.json` });
    link.href = URL.createObjectURL(new Blob([JSON.stringify(proof)], { type: "application/json" }));
    link.click();
    URL.revokeObjectURL(link.href);
  });
}

const lastDay = (entries: readonly LedgerEntry[]): string => entries[entries.length - 1]?.day ?? "";

function filePicker(): HTMLElement {
  const picker = h("input", { type: "file", accept: ".json,application/json" });
  const trouble = h("div", {});
  picker.addEventListener("change", async () => {
    const proof = readProof((await picker.files?.[0]?.text()) ?? "");
    if (proof === undefined) trouble.replaceChildren(alertBox(ledgerWords.notAFile));
    else await showProof(ledgerWords.file, proof);
  });
  return h("div", {}, field(ledgerWords.openFile, picker), trouble);
}

async function start(): Promise<void> {
  await followLanguage();
  await showCampaigns();
}

void speakAsChosen().then(start);
