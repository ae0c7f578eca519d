import { setTimeout as sleep } from "node:timers/promises";
import { toBase64Url } from "../../lib/feedback-protocol/bytes.ts";
import type { Draft } from "../../lib/feedback-protocol/message.ts";
import { newReceipt } from "../../lib/feedback-protocol/receipt.ts";
import { recipientKeyOf, wrapSecret } from "../../lib/feedback-protocol/recipient-secret.ts";
import { type Call, compose, fetchTokens, submit } from "./write-feedback.ts";

interface DemoTarget {
  readonly callAs: (account: string) => Promise<Call>;
  readonly feedbackUrl: string;
}

/** Written in the README too: whoever tries the demo reads as a recipient with it. */
const passphrase = "dangjian-demo-2026";
const recipients = [
  { accountId: "20080107", roleLabel: "学院党委书记" },
  { accountId: "20110045", roleLabel: "学院组织员" },
] as const;
const school = "cczu-petrochem";
const opener = "20080107";
const title = "石油化工学院组织生活意见征集";
const tokensPerPerson = 2;

const day = (fromNow: number) => new Date(Date.now() + fromNow * 86_400_000).toISOString().slice(0, 10);

const campaign = () => ({
  organizationId: school,
  kind: "round",
  about: { kind: "organization", organizationId: school },
  aboutLabel: "石油化工学院党委",
  title,
  introduction: "年底前收集对组织生活、党员教育和党务公开的意见，办理情况每天公示。",
  opensOn: day(-1),
  closesOn: day(60),
  tokensPerPerson,
  answerWithinDays: 15,
  questions: [
    { questionId: "q1", kind: "scale", text: "对组织生活的满意程度" },
    { questionId: "q2", kind: "choice", text: "最希望改进什么", options: ["党课质量", "活动时间", "党务公开", "其他"] },
  ],
  recipients,
});

/** By people whose accounts a newcomer hardly tries for writing: tokens are fetched once a week. */
const writers: readonly { readonly account: string; readonly messages: readonly Pick<Draft, "text" | "answers">[] }[] =
  [
    {
      account: "20160311",
      messages: [
        { text: "党课多是念稿，希望结合实验室安全和科研诚信的案例来讲。", answers: { q1: 3, q2: "党课质量" } },
        { text: "主题党日总排在周五下午，家里有老人孩子的同志很难参加，可否轮换时间。", answers: { q2: "活动时间" } },
      ],
    },
    {
      account: "20170068",
      messages: [
        { text: "支部活动经费的使用没有公开过，希望每学期公布一次明细。", answers: { q1: 2, q2: "党务公开" } },
        { text: "三楼党员活动室的投影机坏了两个月，报修后没有回音。", answers: { q1: 3, q2: "其他" } },
      ],
    },
    {
      account: "20150072",
      messages: [
        { text: "发展对象的公示贴在办公楼里，学生看不到，建议同时放到学院网页。", answers: { q1: 4, q2: "党务公开" } },
      ],
    },
  ];

/** Keys of two recipients, a campaign, and five messages that wait for the night. Interrupted and repeated, it goes on. */
export async function enterFeedback(target: DemoTarget): Promise<void> {
  for (const { accountId } of recipients) await makeKey(await target.callAs(accountId));
  const campaignId = await openCampaign(await target.callAs(opener));
  for (const { account, messages } of writers) {
    const place = { call: await target.callAs(account), feedbackUrl: target.feedbackUrl, campaignId };
    const fetched = await whenReady(() => fetchTokens(place));
    for (const [index, message] of messages.entries()) {
      const token = fetched?.tokens[index];
      if (fetched === undefined || token === undefined) continue;
      const { request } = await compose(fetched.manifest, token, message);
      const { status, body } = await submit(place, request);
      if (status !== 202) throw new Error(`demo feedback was not taken: ${status} ${body}`);
    }
  }
}

async function makeKey(call: Call): Promise<void> {
  const { body } = await call<{ key: unknown }>("GET /api/me/feedback-key");
  if (body.key !== null) return;
  const secret = newReceipt();
  const { publicKey } = await recipientKeyOf(secret);
  const wrapped = await wrapSecret(secret, passphrase);
  const key = { publicKey: toBase64Url(publicKey), wrapped, version: 1 };
  const kept = await call("PUT /api/me/feedback-key", key);
  if (kept.status !== 200) throw new Error(`demo key was not kept: ${JSON.stringify(kept.body)}`);
}

interface Opened {
  readonly campaignId: string;
  readonly title: string;
}

async function openCampaign(call: Call): Promise<string> {
  const { body } = await call<{ items: Opened[] }>(`GET /api/feedback/campaigns?organizationId=${school}`);
  const open = body.items.find((one) => one.title === title);
  if (open !== undefined) return open.campaignId;
  const opened = await whenReady(async () => {
    const answer = await call<Opened>("POST /api/feedback/campaigns", campaign());
    if (answer.status !== 201) throw new Error(`demo campaign was not opened: ${JSON.stringify(answer.body)}`);
    return answer.body;
  });
  if (opened === undefined) throw new Error("demo campaign was not opened");
  return opened.campaignId;
}

/** A new campus counts its people, and a new campaign publishes its keys, behind the answers. */
const patienceMs = 120_000;
const restMs = 1_000;

/** Undefined: somebody has fetched these tokens already, and they are not given twice. */
async function whenReady<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Error && error.message.includes("tokens_issued")) return undefined;
      if (performance.now() > deadline) throw error;
      await sleep(restMs);
    }
  }
}
