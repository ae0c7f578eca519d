import * as z from "zod";
import { fewestRecipients, usualAnswerDays } from "./thresholds.ts";

export const CampaignId = z
  .string()
  .regex(/^fbc-[0-9a-z]{20}$/)
  .meta({ description: "意见征集编号 · Id of a feedback campaign", example: "fbc-00000000000000000000" });

export const Commit = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ description: "意见公示编号 · Public number of a message" });

const OrganizationId = z.string().min(2).max(41);
const AccountId = z.string().min(1).max(64);

export const About = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("organization"), organizationId: OrganizationId }),
  z.object({ kind: z.literal("person"), accountId: AccountId }),
  z.object({ kind: z.literal("topic") }),
]);

export const Question = z.object({
  questionId: z.string().regex(/^[a-z0-9]{1,20}$/),
  kind: z.enum(["text", "choice", "scale"]),
  text: z.string().trim().min(1).max(200),
  options: z.array(z.string().trim().min(1).max(60)).max(12).default([]),
});

/** Somebody who reads the messages. The label is what writers see; names stand in the register. */
export const Recipient = z.object({ accountId: AccountId, roleLabel: z.string().trim().min(1).max(40) });

export const CampaignDraft = z.object({
  organizationId: OrganizationId,
  kind: z.enum(["round", "standing"]).meta({ description: "定期征集或常设意见箱 · A round or the standing box" }),
  about: About,
  aboutLabel: z.string().trim().min(1).max(60),
  title: z.string().trim().min(2).max(60),
  introduction: z.string().trim().max(600).default(""),
  opensOn: z.iso.date(),
  closesOn: z.iso.date().nullable(),
  tokensPerPerson: z.int().min(1).max(5),
  answerWithinDays: z.int().min(1).max(60).default(usualAnswerDays),
  questions: z.array(Question).max(10).default([]),
  recipients: z.array(Recipient).min(fewestRecipients).max(8),
});
export type CampaignDraft = z.output<typeof CampaignDraft>;

export const Campaign = CampaignDraft.extend({
  campaignId: CampaignId,
  /** Whose people may write: the organisation itself, or the superior to which it was widened. */
  scopeId: OrganizationId,
  scopeName: z.string(),
  /** How many people that were at the opening. */
  eligible: z.int().nonnegative(),
  state: z.enum(["open", "closed"]),
  version: z.int().positive(),
}).meta({ id: "FeedbackCampaign", description: "意见征集 · Feedback campaign" });
export type Campaign = z.output<typeof Campaign>;

export function isOpenOn({ state, opensOn, closesOn }: Campaign, day: string): boolean {
  return state === "open" && opensOn <= day && (closesOn === null || day <= closesOn);
}

export const isRecipient = ({ recipients }: Campaign, accountId: string): boolean =>
  recipients.some((recipient) => recipient.accountId === accountId);

/** The subject of a campaign never reads it, whoever proposes it. */
export function isSubject({ about }: Pick<CampaignDraft, "about">, accountId: string): boolean {
  return about.kind === "person" && about.accountId === accountId;
}

const base64Url = (least: number, most: number) =>
  z
    .string()
    .regex(/^[\w-]+$/)
    .min(least)
    .max(most);

/** The recipient's browser made it; the private half is under a passphrase that nobody else knows. */
export const RecipientKey = z
  .object({
    publicKey: base64Url(87, 87),
    wrapped: z.object({
      kdf: z.literal("pbkdf2-sha256"),
      /** Iterations. */
      cost: z.tuple([z.int().min(600_000)]),
      salt: base64Url(16, 64),
      iv: base64Url(16, 16),
      ciphertext: base64Url(32, 1_000),
    }),
    version: z.int().positive(),
  })
  .meta({ id: "FeedbackRecipientKey", description: "受理人密钥 · Key of a recipient" });
export type RecipientKey = z.output<typeof RecipientKey>;

export const caseStates = ["released", "opened", "answered"] as const;

export const Improvement = z.object({
  organizationId: OrganizationId,
  measure: z.string(),
  due: z.iso.date(),
  decidedOn: z.iso.date(),
  result: z.string().nullable(),
  closedOn: z.iso.date().nullable(),
  isPublished: z.boolean(),
});

/** What became of one message; its content is not here. */
export const FeedbackCase = z
  .object({
    campaignId: CampaignId,
    commit: Commit,
    day: z.iso.date(),
    state: z.enum(caseStates),
    answerBy: z.iso.date(),
    category: z.string().nullable(),
    assigneeId: z.string().nullable(),
    /** The similar message with which it is handled. */
    mergedInto: Commit.nullable(),
    improvement: Improvement.nullable(),
    isSilent: z.boolean(),
    version: z.int().positive(),
  })
  .meta({ id: "FeedbackCase", description: "意见办理情况 · Handling of one message" });
export type FeedbackCase = z.output<typeof FeedbackCase>;

export const caseIdOf = ({ campaignId, commit }: Pick<FeedbackCase, "campaignId" | "commit">): string =>
  `${campaignId}~${commit.slice(0, 20)}`;
