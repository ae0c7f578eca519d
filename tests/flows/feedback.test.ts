import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import type { Campaign, FeedbackCase } from "../../lib/feedback/campaign.ts";
import { fromBase64Url, toBase64Url } from "../../lib/feedback-protocol/bytes.ts";
import { openInner } from "../../lib/feedback-protocol/envelope.ts";
import { type CommitList, type LedgerEntry, verifyReceipt } from "../../lib/feedback-protocol/ledger.ts";
import type { Manifest } from "../../lib/feedback-protocol/manifest.ts";
import { readMessage } from "../../lib/feedback-protocol/message.ts";
import { keysOf } from "../../lib/feedback-protocol/receipt.ts";
import { type ReplyBundle, readReplies, sealReply } from "../../lib/feedback-protocol/reply.ts";
import type { KeyPair } from "../../lib/feedback-protocol/suite.ts";
import type { Token } from "../../lib/feedback-protocol/token.ts";
import { compose, submit, type Written } from "../../scripts/demo/write-feedback.ts";
import { apiOf, people } from "../support/api-client.ts";
import { fetchTokens, makeRecipientKey } from "../support/feedback-writer.ts";
import { startTestProduct, type TestProduct } from "../support/product.ts";

let product: TestProduct;
let api: ReturnType<typeof apiOf>;
const keys = new Map<string, KeyPair>();
const recipients = [people.petrochemSecretary, people.organizer];
const branch = "cczu-petrochem-b01";

beforeAll(async () => {
  product = await startTestProduct({ seed: "demo", demoData: inject("demoData") });
  api = apiOf(product);
  for (const account of recipients) keys.set(account, await makeRecipientKey(api, account));
  // At night the university would be left in peace until the morning.
  const quietHours = { from: 0, to: 0 };
  const saved = await api("PUT /api/my-message-preferences", { as: people.organizer, body: { quietHours } });
  expect(saved.status, JSON.stringify(saved.body)).toBe(200);
});
afterAll(async () => product?.stop());

const draft = (more: object = {}) => ({
  organizationId: "cczu-petrochem",
  kind: "round",
  about: { kind: "organization", organizationId: branch },
  aboutLabel: "石油化工学院党委",
  title: "2026年第四季度意见征集",
  opensOn: "2026-01-01",
  closesOn: "2099-12-31",
  tokensPerPerson: 2,
  answerWithinDays: 6,
  questions: [
    { questionId: "meetings", kind: "choice", text: "对组织生活是否满意", options: ["满意", "一般", "不满意"] },
  ],
  recipients: recipients.map((accountId, index) => ({ accountId, roleLabel: `受理人${index + 1}` })),
  ...more,
});

const openCampaign = (body: object, as: string = people.petrochemSecretary) =>
  api<Campaign & { reasonCode?: string }>("POST /api/feedback/campaigns", { as, body });

const step = (name: string, target: FeedbackCase, more: object = {}, as: string = people.petrochemSecretary) =>
  api<FeedbackCase & { reasonCode?: string }>(
    `POST /api/feedback/campaigns/${target.campaignId}/messages/${target.commit}/${name}`,
    { as, body: { version: target.version, ...more } },
  );

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

const listCases = ({ campaignId }: Campaign, as: string) =>
  api<{ items: FeedbackCase[] }>(`GET /api/feedback/campaigns/${campaignId}/cases`, { as });

const listCampaigns = async (state: Campaign["state"]) => {
  const key = `GET /api/feedback/campaigns?organizationId=cczu-petrochem&state=${state}`;
  return (await api<{ items: Campaign[] }>(key, { as: people.petrochemSecretary })).body.items;
};

const change = (
  { campaignId, version }: Campaign,
  name: string,
  more: object,
  as: string = people.petrochemSecretary,
) =>
  api<Campaign & { reasonCode?: string }>(`POST /api/feedback/campaigns/${campaignId}/${name}`, {
    as,
    body: { version, ...more },
  });

/** What the schedule does every night, now or on a later day. */
async function run(name: string, time = inDays(0)): Promise<void> {
  const target = [...product.cloud.parts.functions.values()].find((one) => one.name.includes(name));
  const { error } = (await target?.invoke({ time })) ?? { error: "no such function" };
  expect(error).toBeUndefined();
}

/** What follows from facts follows in moments; `find` gives undefined until it has. */
const comes = <Found>(find: () => Promise<Found | undefined>): Promise<Found> =>
  vi.waitFor(
    async () => {
      const found = await find();
      if (found === undefined) throw new Error("not there yet");
      return found;
    },
    { timeout: 50_000, interval: 200 },
  );

/** What stands in the inbox of a recipient, and went out by a channel. */
async function comesByChannel(title: string): Promise<void> {
  await comes(async () => {
    const { body } = await api<{ items: { title: string }[] }>("GET /api/my-messages", { as: people.organizer });
    return body.items.find((one) => one.title.startsWith(title));
  });
  await comes(async () => product.providers.outbox.sent.find((one) => (one.title + one.text).includes(title)));
}

const file = async <Content>(path: string): Promise<Content> =>
  (await (await fetch(`${product.feedbackUrl}/${path}`)).json()) as Content;

describe("anonymous feedback", () => {
  let campaign: Campaign;
  let manifest: Manifest;
  const writers: { account: string; tokens: Token[] }[] = [];
  const written: Written[] = [];
  /** By a recipient, of the answers in the messages. */
  const counted: Record<string, number> = {};

  test("is asked for by an organisation, never with its subject among the recipients", async () => {
    const about = { kind: "person", accountId: people.organizer };
    expect((await openCampaign(draft({ about }))).body.reasonCode).toBe("subject_is_recipient");
    const keyless = [{ accountId: people.department, roleLabel: "组织部" }, draft().recipients[0]];
    expect((await openCampaign(draft({ recipients: keyless }))).body.reasonCode).toBe("recipient_without_key");
    expect((await openCampaign(draft({ recipients: draft().recipients.slice(1) }))).status).toBe(422);
    expect((await openCampaign(draft(), people.member)).status).toBe(403);
    const opened = await openCampaign(draft());
    expect(opened.status, JSON.stringify(opened.body)).toBe(201);
    campaign = opened.body;
    expect(campaign.eligible).toBeGreaterThanOrEqual(10);
    await comes(async () => {
      const mine = await api<{ writable: Manifest[] }>("GET /api/me/feedback", { as: people.member });
      return mine.body.writable[0];
    });
  });

  test("gives everybody the same number of tokens once a week, and the same answer to the same batch", async () => {
    for (const account of [people.member, people.branchSecretary, people.committeeMember]) {
      const fetched = await fetchTokens({ api, product }, account, campaign.campaignId);
      expect(fetched.tokens).toHaveLength(2);
      manifest = fetched.manifest;
      writers.push({ account, tokens: fetched.tokens });
    }
    await expect(fetchTokens({ api, product }, people.member, campaign.campaignId)).rejects.toThrow("tokens_issued");
    const foreign = await api<{ writable: Manifest[] }>("GET /api/me/feedback", { as: people.computingSecretary });
    expect(foreign.body.writable).toEqual([]);
    const refused = await api(`POST /api/feedback/campaigns/${campaign.campaignId}/tokens`, {
      as: people.computingSecretary,
      body: { epoch: manifest.epoch, blinded: ["AAAA", "BBBB"] },
    });
    expect(refused.status).toBe(404);
  });

  test("takes one envelope for a token, the same one as often as it is sent, and tells nobody why not", async () => {
    const texts = ["会议室漏水", "希望公开经费", "党课太长", "建议增加志愿服务", "会议室还漏风"];
    const tokens = writers.flatMap((writer) => writer.tokens);
    for (const [index, text] of texts.entries()) {
      const answers = { meetings: index < 3 ? "满意" : "一般" };
      written.push(await compose(manifest, tokens[index] as Token, { text, answers }));
    }
    for (const { request } of written) expect(await submit(product, request)).toEqual({ status: 202, body: "{}" });
    const [first] = written as [Written];
    expect(await submit(product, first.request)).toEqual({ status: 202, body: "{}" });
    const second = await compose(manifest, tokens[0] as Token, { text: "同一凭证" });
    const bad = new Uint8Array(first.request);
    bad[200] = (bad[200] ?? 0) ^ 1;
    const short = first.request.slice(1);
    for (const request of [second.request, bad, short, new Uint8Array(0)]) {
      expect(await submit(product, request)).toEqual({ status: 409, body: "{}" });
    }
  });

  test("is handed on the next day, shuffled and listed, and recipients open it in their browsers", async () => {
    await run("MixFeedback");
    const newDay = await comes(async () => {
      const mine = await api<{ received: { newDays: string[] }[] }>("GET /api/me/feedback", { as: people.organizer });
      return mine.body.received[0]?.newDays[0];
    });
    await comesByChannel("有新的匿名意见");
    const list = await file<CommitList>(`commits/${campaign.campaignId}/${newDay}.json`);
    expect(list.commits).toEqual(written.map(({ commit }) => commit).sort());

    const path = `/api/feedback/campaigns/${campaign.campaignId}/messages?day=${newDay}`;
    const inbox = await api<{ items: { commit: string; epoch: string; inner: string }[] }>(`GET ${path}`, {
      as: people.organizer,
    });
    const key = keys.get(people.organizer)?.privateKey as CryptoKey;
    const read = await Promise.all(
      inbox.body.items.map(async ({ inner }) => readMessage(await openInner(fromBase64Url(inner), key, manifest))),
    );
    for (const { answers } of read) {
      const answer = String(answers.meetings);
      counted[answer] = (counted[answer] ?? 0) + 1;
    }
    expect(counted).toEqual({ 满意: 3, 一般: 2 });
    const texts = read.map(({ text }) => text);
    expect(texts.sort()).toEqual(["会议室漏水", "希望公开经费", "党课太长", "建议增加志愿服务", "会议室还漏风"].sort());
    expect((await api(`GET ${path}`, { as: people.department })).status).toBe(404);
  });

  test("is answered to the writer alone, who finds the reply by the receipt", async () => {
    const [mine] = written as [Written];
    const cases = await comes(async () => {
      const { body } = await listCases(campaign, people.petrochemSecretary);
      return body.items.length === 5 ? body.items : undefined;
    });
    const released = cases.find(({ commit }) => commit === mine.commit) as FeedbackCase;
    const receipt = await keysOf(mine.secret);
    const sealed = await sealReply("已报修，下周完成。", receipt.reply.publicKey, campaign.campaignId);
    expect((await step("answer", released, { sealed })).body.reasonCode).toBe("not_opened");
    const opened = await step("open", released);
    expect(opened.body).toMatchObject({ state: "opened", version: 2 });
    expect((await step("answer", released, { sealed })).status).toBe(409);
    const answered = await step("answer", opened.body, { sealed });
    expect(answered.body).toMatchObject({ state: "answered" });

    const due = "2099-01-05";
    const measure = "修缮三楼会议室";
    const improved = await step("improvement", answered.body, { organizationId: branch, measure, due });
    expect(improved.status, JSON.stringify(improved.body)).toBe(200);
    const task = (state: string) =>
      comes(async () => {
        const { body } = await api<{ items: { dutyId: string; due: string; state: string }[] }>(
          `GET /api/organizations/${branch}/duties?state=all`,
          { as: people.petrochemSecretary },
        );
        return body.items.find((one) => one.dutyId.includes(mine.commit.slice(0, 20)) && one.state === state);
      });
    expect(await task("open")).toMatchObject({ due });

    const ended = await step("result", improved.body, { result: "已修好", isPublished: true });
    expect(ended.body.improvement?.closedOn).not.toBeNull();
    await task("satisfied");
    await run("MixFeedback");
    const bundle = await file<ReplyBundle>(`bundles/${campaign.campaignId}.json`);
    expect(await readReplies(bundle, receipt)).toEqual(["已报修，下周完成。"]);
    expect(await readReplies(bundle, await keysOf((written[1] as Written).secret))).toEqual([]);
  });

  test("is sorted by its recipients: by topic, for one of them, with a message of the same matter", async () => {
    const [first, , third, , last] = written as [Written, Written, Written, Written, Written];
    const before = (await listCases(campaign, people.organizer)).body.items;
    const caseOf = ({ commit }: Written) => before.find((one) => one.commit === commit) as FeedbackCase;
    const sorting = { category: "办公条件", assigneeId: people.organizer, mergedInto: first.commit };
    const sorted = await step("sort", caseOf(last), sorting);
    expect(sorted).toMatchObject({ status: 200, body: { ...caseOf(last), ...sorting, version: 2 } });
    const alone = { category: null, assigneeId: null, mergedInto: null };
    const refused = async (more: object) => (await step("sort", caseOf(third), { ...alone, ...more })).status;
    expect(await refused({ assigneeId: people.department })).toBe(422);
    expect(await refused({ mergedInto: third.commit })).toBe(422);
    expect(await refused({ mergedInto: last.commit })).toBe(422);
    expect((await step("sort", caseOf(third), alone, people.department)).status).toBe(404);
    expect((await step("sort", caseOf(last), alone)).body).toMatchObject({ code: "conflict", currentVersion: 2 });
    const after = (await listCases(campaign, people.organizer)).body.items;
    expect(after).toEqual(before.map((one) => (one.commit === last.commit ? sorted.body : one)));
  });

  test("leaves a public chain by which anybody proves that a message was accepted and what became of it", async () => {
    const [mine] = written as [Written];
    const { entries, lists } = await comes(async () => {
      const published = await file<{ entries: LedgerEntry[] }>(`ledger/${campaign.campaignId}.json`);
      const accepted = published.entries.find(({ kind }) => kind === "accepted");
      if (accepted === undefined || published.entries.filter(({ ref }) => ref === mine.commit).length < 4) return;
      const list = await file<CommitList>(`commits/${campaign.campaignId}/${accepted.day}.json`);
      return { entries: published.entries, lists: [list] };
    });
    const proof = { campaignId: campaign.campaignId, entries, lists };
    const verdict = await verifyReceipt(mine.commit, proof);
    expect(verdict).toMatchObject({ verdict: "accepted" });
    // In the order in which the facts came.
    expect("steps" in verdict && verdict.steps.map(({ kind }) => kind).sort()).toEqual([
      "answered",
      "improvement",
      "opened",
      "result",
    ]);
    // Any line but the last, of which nobody could know.
    const cut = { ...proof, entries: entries.filter((_, index) => index !== 1) };
    expect((await verifyReceipt(mine.commit, cut)).verdict).toBe("chain_broken");
    expect((await verifyReceipt("0".repeat(64), proof)).verdict).toBe("not_listed");
    const outcome = async () => {
      const path = "GET /api/feedback/outcomes";
      const { body } = await api<{ campaigns: { outcomes: object[]; counts: Record<string, number> | null }[] }>(path);
      return body.campaigns[0];
    };
    await expect.poll(outcome, { timeout: 50_000 }).toMatchObject({
      counts: { accepted: 5, opened: 1, answered: 1 },
      outcomes: [{ measure: "修缮三楼会议室", result: "已修好" }],
    });
  });

  test("publishes numbers as counted only where they tell of nobody", async () => {
    const publish = (cells: Record<string, number>, as: string = people.organizer) =>
      change(campaign, "results", { questions: [{ questionId: "meetings", cells }] }, as);
    const isShown = (cells: object | null) =>
      expect
        .poll(
          async () => {
            const { body } = await api<{ campaigns: { campaignId: string }[] }>("GET /api/feedback/outcomes");
            return body.campaigns.find(({ campaignId }) => campaignId === campaign.campaignId);
          },
          { timeout: 50_000 },
        )
        .toMatchObject({ questions: [{ questionId: "meetings", cells }], topics: null });
    expect((await publish(counted, people.department)).status).toBe(404);
    const first = await publish(counted);
    expect(first).toMatchObject({ status: 200, body: { ...campaign, version: 2 } });
    expect((await publish(counted)).body).toMatchObject({ code: "conflict", currentVersion: 2 });
    campaign = first.body;
    await isShown(null);
    const second = await publish({ 满意: 14, 一般: 6, 不满意: 3 });
    expect(second).toMatchObject({ status: 200, body: { version: 3 } });
    campaign = second.body;
    await isShown({ 满意: 14, 一般: null, 不满意: null });
    const oneMore = await publish({ 满意: 15, 一般: 6, 不满意: 3 });
    expect(oneMore).toMatchObject({ status: 409, body: { reasonCode: "difference_too_small" } });
  });

  test("goes on when a recipient lost the key: what came before is the others', what is written from now on is sealed anew", async () => {
    const lost = keys.get(people.organizer) as KeyPair;
    const renewed = await makeRecipientKey(api, people.organizer, 2);
    const fetched = await comes(() =>
      // Until application, mirror and ledger know the new key, a client stops before it asks for anything.
      fetchTokens({ api, product }, people.deputySecretary, campaign.campaignId).catch((error: Error) => {
        if (error.message !== "keys_differ") throw error;
        return undefined;
      }),
    );
    const keysNow = fetched.manifest.recipients.map(({ publicKey }) => publicKey);
    expect(keysNow).toContain(toBase64Url(renewed.publicKey));
    expect(keysNow).not.toContain(toBase64Url(lost.publicKey));
    const [token] = fetched.tokens as [Token];
    const { request } = await compose(fetched.manifest, token, { text: "换钥匙之后" });
    expect((await submit(product, request)).status).toBe(202);
  });

  test("goes on with another recipient, who handles what is there, and to whom writers seal from then on", async () => {
    const replaced = [...draft().recipients.slice(1), { accountId: people.department, roleLabel: "组织部" }];
    const replace = (given: object[]) => change(campaign, "recipients", { recipients: given });
    expect((await replace(replaced)).body.reasonCode).toBe("recipient_without_key");
    const key = await makeRecipientKey(api, people.department);
    expect((await replace(replaced.slice(1))).status).toBe(422);
    const answer = await replace(replaced);
    expect(answer).toMatchObject({ status: 200, body: { ...campaign, recipients: replaced, version: 4 } });
    campaign = answer.body;
    expect(await listCampaigns("open")).toEqual([campaign]);

    expect((await listCases(campaign, people.petrochemSecretary)).status).toBe(404);
    const { items } = (await listCases(campaign, people.department)).body;
    expect(items.map(({ commit }) => commit).sort()).toEqual(written.map(({ commit }) => commit).sort());
    const sealed = await api<{ items: { inner: string }[] }>(
      `GET /api/feedback/campaigns/${campaign.campaignId}/messages?day=${items[0]?.day}`,
      { as: people.department },
    );
    expect(sealed.body.items).toHaveLength(written.length);
    const inner = fromBase64Url(sealed.body.items[0]?.inner ?? "");
    await expect(openInner(inner, key.privateKey, manifest)).rejects.toThrow();
    const shown = await comes(async () => {
      const mine = await api<{ writable: Manifest[] }>("GET /api/me/feedback", { as: people.member });
      return mine.body.writable[0]?.recipients.map(({ roleLabel, publicKey }) => [roleLabel, publicKey]);
    });
    expect(shown).toHaveLength(2);
    expect(shown).toContainEqual(["组织部", toBase64Url(key.publicKey)]);
    await comes(async () => {
      const { entries } = await file<{ entries: LedgerEntry[] }>(`ledger/${campaign.campaignId}.json`);
      return entries.find(({ kind }) => kind === "recipients_changed");
    });
  });

  test("holds few messages back, and takes what a writer adds under the same receipt", async () => {
    const [mine] = written as [Written];
    const token = writers.flatMap((writer) => writer.tokens)[5] as Token;
    const more = await compose(manifest, token, { text: "补充：二楼也漏", secret: mine.secret, isFollowUp: true });
    expect((await submit(product, more.request)).status).toBe(202);
    const accepted = async () => {
      const { entries } = await file<{ entries: LedgerEntry[] }>(`ledger/${campaign.campaignId}.json`);
      return entries.filter(({ kind }) => kind === "accepted").length;
    };
    await run("MixFeedback", inDays(1));
    await run("MixFeedback", inDays(3));
    expect(await accepted()).toBe(1);
    await run("MixFeedback", inDays(4));
    await expect.poll(accepted, { timeout: 50_000 }).toBe(2);
  });

  test("makes the keys of the coming weeks, and says in public how many tokens a week gave", async () => {
    await run("SweepFeedback", inDays(7));
    const { manifests } = await file<{ manifests: Manifest[] }>(`keys/${campaign.campaignId}.json`);
    expect(manifests.map(({ epoch }) => epoch)).not.toContain(manifest.epoch);
    const { entries } = await file<{ entries: LedgerEntry[] }>(`ledger/${campaign.campaignId}.json`);
    expect(entries.filter(({ kind }) => kind === "keys_published").map(({ data }) => data.epoch)).toEqual(
      expect.arrayContaining(manifests.map(({ epoch }) => epoch)),
    );
    const issued = entries.find(({ kind }) => kind === "issued");
    expect(issued?.data).toEqual({ epoch: manifest.epoch, issued: 8 });
  });

  test("says in public and to the recipients which messages were not answered in time", async () => {
    const silent = await comes(async () => {
      const { entries } = await file<{ entries: LedgerEntry[] }>(`ledger/${campaign.campaignId}.json`);
      const lines = entries.filter(({ kind }) => kind === "silent");
      return lines.length >= 4 ? lines.map(({ ref }) => ref) : undefined;
    });
    const [answered, ...others] = written as [Written, ...Written[]];
    expect(silent).toEqual(expect.arrayContaining(others.map(({ commit }) => commit)));
    expect(silent).not.toContain(answered.commit);
    await comesByChannel("有匿名意见逾期未答复");
  });

  test("is closed by its organisation, and what was written is handled to its end", async () => {
    expect((await change(campaign, "close", {}, people.organizer)).status).toBe(404);
    const closed = await change(campaign, "close", {});
    expect(closed).toMatchObject({ status: 200, body: { ...campaign, state: "closed", version: 5 } });
    campaign = closed.body;
    expect([await listCampaigns("open"), await listCampaigns("closed")]).toEqual([[], [campaign]]);
    const { recipients: same } = campaign;
    expect((await change(campaign, "close", {})).body.reasonCode).toBe("campaign_closed");
    expect((await change(campaign, "recipients", { recipients: same })).body.reasonCode).toBe("campaign_closed");
    const silent = (await listCases(campaign, people.organizer)).body.items.find(({ isSilent }) => isSilent);
    const opened = await step("open", silent as FeedbackCase, {}, people.organizer);
    expect(opened).toMatchObject({ status: 200, body: { state: "opened", isSilent: true } });
    await comes(async () => {
      const { entries } = await file<{ entries: LedgerEntry[] }>(`ledger/${campaign.campaignId}.json`);
      return entries.find(({ kind }) => kind === "campaign_closed");
    });
  });
});
