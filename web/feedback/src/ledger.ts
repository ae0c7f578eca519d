import type { LedgerEntry } from "../../../lib/feedback-protocol/ledger.ts";
import { alertBox, button, field, h, list } from "./dom.ts";
import { show } from "./page.ts";
import { fetchProof, type Proof, readProof } from "./proof.ts";
import { type CampaignOutcome, readManifests, readOutcomes } from "./public-files.ts";
import { checkBox } from "./screens/check.ts";
import { chainTable, figures, questionTables } from "./screens/ledger-tables.ts";

const intro =
  "每封意见从收到到办结，都在这里留下一行，不含内容，首尾相连，改动任何一行都会被看出来。任何人都可以数、可以核对，不用登录。";

async function showCampaigns(): Promise<void> {
  const campaigns = await readOutcomes().catch(() => undefined);
  show(
    "办理公示",
    h("p", {}, intro),
    campaigns === undefined && alertBox("现在连不上网。可以打开以前保存的核对文件。"),
    campaigns?.length === 0 && h("p", { class: "card" }, "还没有开展过意见征集。"),
    h("ul", {}, ...(campaigns ?? []).map(campaignCard)),
    h("h2", {}, "核对保存的文件"),
    h("p", {}, "核对文件里有一次征集的全部公示，断网也能核对。"),
    filePicker(),
  );
}

function campaignCard(campaign: CampaignOutcome): HTMLElement {
  const { title, about, scopeName, state, counts, outcomes } = campaign;
  return h(
    "li",
    { class: "card" },
    h("strong", {}, title),
    h("span", { class: "soft" }, `关于${about}，${scopeName}，${state === "open" ? "正在征集" : "已结束"}`),
    counts === null ? h("p", { class: "soft" }, "收到的意见不足 5 封，暂不显示数字。") : figures(counts),
    outcomes.length > 0 && h("h2", {}, "公开的整改结果"),
    outcomes.length > 0 && list(outcomes.map(({ measure, result, on }) => `${measure}：${result}（${on}）`)),
    button("查看全部公示并核对", () => void showCampaign(campaign)),
  );
}

async function showCampaign(campaign: CampaignOutcome): Promise<void> {
  const { campaignId } = campaign;
  const [proof, manifests] = await Promise.all([fetchProof(campaignId), readManifests(campaignId)]).catch(
    () => [undefined, []] as const,
  );
  if (proof === undefined) return show(campaign.title, alertBox("现在连不上网，请稍后再试。"), backButton());
  const questions = manifests[0]?.questions ?? [];
  await showProof(campaign.title, proof, [
    ...(campaign.counts === null ? [] : [figures(campaign.counts)]),
    ...questionTables(campaign.questions, questions),
  ]);
}

async function showProof(title: string, proof: Proof, more: readonly HTMLElement[] = []): Promise<void> {
  show(
    title,
    await checkBox(proof),
    ...more,
    h("h2", {}, "全部公示"),
    chainTable(proof.entries),
    h("div", { class: "actions" }, saveLink(proof), backButton()),
  );
}

const backButton = () => button("返回", () => void showCampaigns());

function saveLink(proof: Proof): HTMLElement {
  return button("保存核对文件", () => {
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
    if (proof === undefined) trouble.replaceChildren(alertBox("这不是核对文件。"));
    else await showProof("核对文件", proof);
  });
  return h("div", {}, field("打开核对文件", picker), trouble);
}

void showCampaigns();
