import * as z from "zod";
import { Bilingual } from "./duty.ts";

const Override = z.object({
  ruleId: z.string(),
  limit: z.string(),
  value: z.int(),
  over: z.int().optional(),
  since: z.string(),
  decidedBy: z.string(),
});

/** A decision of the university that the rules do not accept any more. */
export const RefusedDecisionView = z.object({
  place: z.string(),
  about: z.string().meta({ description: "规则或版本编号 · Id of the rule or the edition" }),
  limit: z.string().nullable(),
  value: z.string(),
  since: z.iso.date(),
  decidedBy: z.string().nullable(),
  reason: Bilingual,
});

/** A rule as the browser of rules shows it; lib/rules describes it. */
export const DescribedRuleView = z
  .object({
    id: z.string(),
    subject: z.string(),
    kind: z.string(),
    trigger: z.string().nullable(),
    statement: Bilingual,
    limits: z.array(z.object({ name: z.string(), text: Bilingual, override: Override.nullable() })),
    citations: z.array(Bilingual),
    edition: z.string(),
    effectiveFrom: z.string(),
    isInForce: z.boolean(),
    confidence: z.string(),
    sources: z.array(z.string()),
    warnings: z.array(Bilingual),
    settings: z.array(
      z.object({ limit: z.string(), default: z.number(), min: z.number(), max: z.number(), warning: Bilingual }),
    ),
    readings: z.record(z.string(), Bilingual),
    reading: z.string().nullable(),
    following: z.object({
      how: z.enum(["duty", "through", "compared", "pending", "reference"]),
      note: Bilingual.nullable(),
    }),
  })
  .meta({ id: "DescribedRule", description: "规则 · A rule with its article, numbers and settings" });
