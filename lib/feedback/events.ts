import * as z from "zod";
import { defineEvent } from "../shared/event.ts";

const context = "feedback";

const campaign = { campaignId: z.string(), version: z.int().positive() };
const ofCase = { campaignId: z.string(), commit: z.string(), version: z.int().positive() };

export const FeedbackCampaignOpened = defineEvent({
  name: "FeedbackCampaignOpened",
  context,
  summary: { zh: "意见征集已开启", en: "A feedback campaign was opened" },
  data: z.object({ ...campaign, scopeId: z.string(), eligible: z.int().nonnegative() }),
});

export const FeedbackRecipientsChanged = defineEvent({
  name: "FeedbackRecipientsChanged",
  context,
  summary: { zh: "意见受理人已变更", en: "The recipients of a campaign changed" },
  data: z.object(campaign),
});

/** Of which account stands in the subject; campaigns that name it have to tell writers of the new key. */
export const FeedbackRecipientKeyChanged = defineEvent({
  name: "FeedbackRecipientKeyChanged",
  context,
  summary: { zh: "受理人建立或更换了密钥", en: "A recipient made or replaced a key" },
  data: z.object({ version: z.int().positive() }),
});

export const FeedbackCampaignClosed = defineEvent({
  name: "FeedbackCampaignClosed",
  context,
  summary: { zh: "意见征集已结束", en: "A feedback campaign was closed" },
  data: z.object(campaign),
});

export const FeedbackOpened = defineEvent({
  name: "FeedbackOpened",
  context,
  summary: { zh: "受理人已阅读意见", en: "A recipient opened a message" },
  data: z.object(ofCase),
});

export const FeedbackAnswered = defineEvent({
  name: "FeedbackAnswered",
  context,
  summary: { zh: "意见已答复", en: "A message was answered" },
  data: z.object(ofCase),
});

export const FeedbackImprovementDecided = defineEvent({
  name: "FeedbackImprovementDecided",
  context,
  summary: { zh: "意见已转为整改事项", en: "A message became an improvement to be made" },
  data: z.object({ ...ofCase, caseId: z.string(), organizationId: z.string(), due: z.iso.date() }),
});

export const FeedbackResultRecorded = defineEvent({
  name: "FeedbackResultRecorded",
  context,
  summary: { zh: "整改结果已登记", en: "The result of an improvement was recorded" },
  data: z.object({ ...ofCase, caseId: z.string(), organizationId: z.string(), on: z.iso.date() }),
});

/** Nobody did anything by the day on which somebody had to. */
export const FeedbackLeftSilent = defineEvent({
  name: "FeedbackLeftSilent",
  context,
  summary: { zh: "意见逾期未答复", en: "A message was not answered in time" },
  data: z.object({ ...ofCase, due: z.iso.date() }),
  isDerived: true,
});

export const FeedbackResultsPublished = defineEvent({
  name: "FeedbackResultsPublished",
  context,
  summary: { zh: "意见征集统计已公布", en: "The numbers of a campaign were published" },
  data: z.object({ ...campaign, answers: z.int().nonnegative() }),
});
