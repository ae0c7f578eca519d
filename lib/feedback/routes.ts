import * as z from "zod";
import type { Access } from "../shared/access.ts";
import { Cursor, pageOf } from "../shared/page.ts";
import { defineRoute } from "../shared/route.ts";
import { at, changeErrors, readErrors } from "../shared/route-parts.ts";
import { Campaign, CampaignDraft, CampaignId, Commit, FeedbackCase, Recipient, RecipientKey } from "./campaign.ts";

const context = "feedback";
const params = z.object({ campaignId: CampaignId });
const ofCase = z.object({ campaignId: CampaignId, commit: Commit });
const version = { version: z.int().positive() };
/** Which campaign is whose is seen with the campaign. */
const authenticated: Access = { kind: "authenticated" };
const open: Access = { kind: "public" };

const Manifest = z
  .object({
    suite: z.string(),
    campaignId: CampaignId,
    epoch: z.string(),
    opensOn: z.iso.date(),
    closesOn: z.iso.date().nullable(),
    acceptUntil: z.iso.date(),
    tokensPerPerson: z.int().positive(),
    issuerKey: z.string(),
    keyId: z.string(),
    mixerKey: z.string(),
    recipients: z.array(z.object({ rid: z.string(), publicKey: z.string(), roleLabel: z.string() })),
    bodyBytes: z.int().positive(),
    title: z.string(),
    introduction: z.string(),
    about: z.string(),
    scopeName: z.string(),
    eligible: z.int().nonnegative(),
    questions: CampaignDraft.shape.questions.unwrap(),
  })
  .meta({ id: "FeedbackManifest", description: "征集公开信息与密钥 · What a writer's browser has to know" });

const LedgerEntry = z
  .object({
    sequence: z.int().positive(),
    kind: z.string(),
    day: z.iso.date(),
    ref: z.string().nullable(),
    data: z.record(z.string(), z.union([z.string(), z.number()])),
    previousHash: z.string(),
    hash: z.string(),
  })
  .meta({ id: "FeedbackLedgerEntry", description: "办理公示 · Line of the public ledger" });

export const openFeedbackCampaign = defineRoute({
  id: "openFeedbackCampaign",
  key: "POST /api/feedback/campaigns",
  context,
  summary: { zh: "开启意见征集或常设意见箱", en: "Open a feedback campaign, or the standing box" },
  access: at("feedback.manage", "body", "organizationId"),
  body: CampaignDraft,
  response: Campaign,
  status: 201,
  errors: changeErrors,
});

export const listFeedbackCampaigns = defineRoute({
  id: "listFeedbackCampaigns",
  key: "GET /api/feedback/campaigns",
  context,
  summary: { zh: "列出本组织及下级的意见征集", en: "List the campaigns of a subtree, newest first" },
  access: at("feedback.manage", "query", "organizationId"),
  query: z.object({ organizationId: z.string().min(2).max(41), state: z.enum(["open", "closed"]).default("open") }),
  response: z.object({ items: z.array(Campaign) }),
  errors: readErrors,
});

export const changeFeedbackRecipients = defineRoute({
  id: "changeFeedbackRecipients",
  key: "POST /api/feedback/campaigns/{campaignId}/recipients",
  context,
  summary: { zh: "更换受理人，只影响此后的意见", en: "Replace recipients, for messages written from then on" },
  access: authenticated,
  params,
  body: z.object({ ...version, recipients: CampaignDraft.shape.recipients }),
  response: Campaign,
  errors: changeErrors,
});

export const closeFeedbackCampaign = defineRoute({
  id: "closeFeedbackCampaign",
  key: "POST /api/feedback/campaigns/{campaignId}/close",
  context,
  summary: { zh: "结束意见征集", en: "Close a campaign" },
  access: authenticated,
  params,
  body: z.object(version),
  response: Campaign,
  errors: changeErrors,
});

export const getMyFeedback = defineRoute({
  id: "getMyFeedback",
  key: "GET /api/me/feedback",
  context,
  summary: { zh: "本人可以提意见的征集，以及由本人受理的征集", en: "Where one may write, and what one receives" },
  access: authenticated,
  response: z.object({
    origin: z.string().meta({ description: "匿名填写页面的地址 · Origin of the writer's page" }),
    writable: z.array(Manifest),
    received: z.array(z.object({ campaign: Campaign, newDays: z.array(z.iso.date()) })),
  }),
  errors: ["unauthenticated"],
});

export const issueFeedbackTokens = defineRoute({
  id: "issueFeedbackTokens",
  key: "POST /api/feedback/campaigns/{campaignId}/tokens",
  context,
  summary: { zh: "盲签发本周的匿名凭证", en: "Sign the blinded tokens of this week" },
  access: authenticated,
  params,
  body: z.object({ epoch: z.string().max(10), blinded: z.array(z.string().max(400)).min(1).max(5) }),
  response: z.object({ epoch: z.string(), keyId: z.string(), signatures: z.array(z.string()) }),
  errors: changeErrors,
});

export const getFeedbackKey = defineRoute({
  id: "getFeedbackKey",
  key: "GET /api/me/feedback-key",
  context,
  summary: { zh: "本人的受理密钥（私钥已加密）", en: "One's own key as a recipient, the private half wrapped" },
  access: authenticated,
  response: z.object({ key: RecipientKey.nullable() }),
  errors: ["unauthenticated"],
});

export const putFeedbackKey = defineRoute({
  id: "putFeedbackKey",
  key: "PUT /api/me/feedback-key",
  context,
  summary: { zh: "保存或更换本人的受理密钥", en: "Keep or replace one's own key" },
  access: authenticated,
  body: RecipientKey,
  response: z.object({ key: RecipientKey }),
  errors: changeErrors,
});

export const listFeedbackMessages = defineRoute({
  id: "listFeedbackMessages",
  key: "GET /api/feedback/campaigns/{campaignId}/messages",
  context,
  summary: { zh: "按日读取密封的意见", en: "Sealed messages of a day, for who can open them" },
  access: authenticated,
  params,
  query: z.object({
    day: z.iso.date(),
    limit: z.coerce.number().int().min(1).max(20).default(10),
    cursor: Cursor.optional(),
  }),
  response: pageOf(z.object({ commit: Commit, epoch: z.string(), inner: z.string() })),
  errors: ["malformed_request", ...readErrors],
});

export const listFeedbackCases = defineRoute({
  id: "listFeedbackCases",
  key: "GET /api/feedback/campaigns/{campaignId}/cases",
  context,
  summary: { zh: "列出一次征集的办理情况", en: "What became of the messages of a campaign" },
  access: authenticated,
  params,
  query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(100), cursor: Cursor.optional() }),
  response: pageOf(FeedbackCase),
  errors: ["malformed_request", ...readErrors],
});

const caseStep = {
  context,
  access: authenticated,
  params: ofCase,
  response: FeedbackCase,
  errors: changeErrors,
} as const;

export const openFeedback = defineRoute({
  ...caseStep,
  id: "openFeedback",
  key: "POST /api/feedback/campaigns/{campaignId}/messages/{commit}/open",
  summary: { zh: "登记已阅读", en: "Record that a message was opened" },
  body: z.object(version),
});

export const sortFeedback = defineRoute({
  ...caseStep,
  id: "sortFeedback",
  key: "POST /api/feedback/campaigns/{campaignId}/messages/{commit}/sort",
  summary: { zh: "分类、指派、并入同类意见", en: "Classify, assign, join with a similar message" },
  body: z.object({
    ...version,
    category: z.string().trim().max(40).nullable(),
    assigneeId: Recipient.shape.accountId.nullable(),
    mergedInto: Commit.nullable(),
  }),
});

export const answerFeedback = defineRoute({
  ...caseStep,
  id: "answerFeedback",
  key: "POST /api/feedback/campaigns/{campaignId}/messages/{commit}/answer",
  summary: { zh: "答复：只有写意见的人能读", en: "Answer, for the writer alone" },
  body: z.object({
    ...version,
    sealed: z
      .string()
      .length(5_570)
      .regex(/^[\w-]+$/),
  }),
});

export const improveFromFeedback = defineRoute({
  ...caseStep,
  id: "improveFromFeedback",
  key: "POST /api/feedback/campaigns/{campaignId}/messages/{commit}/improvement",
  summary: { zh: "转为整改事项", en: "Turn a message into an improvement" },
  body: z.object({
    ...version,
    organizationId: z.string().min(2).max(41),
    measure: z.string().trim().min(2).max(500),
    due: z.iso.date(),
  }),
});

export const recordFeedbackResult = defineRoute({
  ...caseStep,
  id: "recordFeedbackResult",
  key: "POST /api/feedback/campaigns/{campaignId}/messages/{commit}/result",
  summary: { zh: "登记整改结果，可公开", en: "Record what came of an improvement, and publish it" },
  body: z.object({ ...version, result: z.string().trim().min(2).max(500), isPublished: z.boolean() }),
});

export const publishFeedbackResults = defineRoute({
  id: "publishFeedbackResults",
  key: "POST /api/feedback/campaigns/{campaignId}/results",
  context,
  summary: { zh: "公布统计，过小的数字不显示", en: "Publish numbers; small ones are not shown" },
  access: authenticated,
  params,
  body: z.object({
    ...version,
    questions: z
      .array(
        z.object({
          questionId: z.string().max(20),
          cells: z.record(z.string().max(60), z.int().nonnegative().max(100_000)),
        }),
      )
      .max(10),
  }),
  response: Campaign,
  errors: changeErrors,
});

const ShownQuestion = z.object({
  questionId: z.string(),
  cells: z.record(z.string(), z.int().nullable()).nullable(),
});

export const readFeedbackLedger = defineRoute({
  id: "readFeedbackLedger",
  key: "GET /api/feedback/ledgers/{campaignId}",
  context,
  summary: { zh: "任何人都可核对的办理公示", en: "The public ledger of a campaign, for anybody to check" },
  access: open,
  params,
  query: z.object({ cursor: Cursor.optional() }),
  response: pageOf(LedgerEntry),
  errors: ["malformed_request", "not_found", "validation_failed"],
});

export const readFeedbackOutcome = defineRoute({
  id: "readFeedbackOutcome",
  key: "GET /api/feedback/outcomes",
  context,
  summary: {
    zh: "各次征集的办理数字和公开的整改结果",
    en: "Numbers of handling and published outcomes of all campaigns",
  },
  access: open,
  response: z.object({
    campaigns: z.array(
      z.object({
        campaignId: CampaignId,
        title: z.string(),
        about: z.string(),
        scopeName: z.string(),
        state: Campaign.shape.state,
        counts: z.record(z.string(), z.int().nonnegative()).nullable(),
        questions: z.array(ShownQuestion),
        topics: z
          .record(z.string(), z.int())
          .nullable()
          .meta({ description: "按类别的意见数，向下取整到五的倍数 · Messages by topic, rounded down to fives" }),
        outcomes: z.array(z.object({ measure: z.string(), result: z.string(), on: z.iso.date() })),
      }),
    ),
  }),
  errors: [],
});
