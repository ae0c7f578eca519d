import * as z from "zod";
import { defineEvent } from "../shared/event.ts";

/** One a campaign and day, whatever was in it; nothing finer than the day, and its time is the beginning of that day. */
export const FeedbackReleased = defineEvent({
  name: "FeedbackReleased",
  context: "anonymous",
  summary: { zh: "当日的匿名意见已转交受理人", en: "The anonymous messages of a day were handed to the recipients" },
  data: z.object({
    campaignId: z.string(),
    day: z.iso.date(),
    count: z.int().positive(),
    /** SHA-256 over the published list of their numbers. */
    commits: z.string(),
    /** How many of them were of which week, to hold them against the tokens issued. */
    weeks: z.record(z.string(), z.int().positive()),
  }),
  isDerived: true,
});
