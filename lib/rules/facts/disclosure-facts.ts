import * as z from "zod";
import { PlainDate } from "../calendar/plain-date.ts";
import { FactId } from "./dated-fact.ts";

/** The seven groups of content that a grassroots organisation discloses (DIS-02), in their order. */
export const DisclosureGroup = z.enum([
  "superior_decisions",
  "goals_and_results",
  "ideology_and_training",
  "organization_building",
  "style_and_service",
  "discipline",
  "other",
]);

export const disclosureSteps = ["proposed", "reviewed", "approved", "implemented"] as const;

export const DisclosureItem = z.strictObject({
  id: FactId,
  group: DisclosureGroup,
  isInCatalogue: z.boolean(),
  steps: z.partialRecord(z.enum(disclosureSteps), PlainDate),
  insideOn: PlainDate.optional(),
  outsideOn: PlainDate.optional(),
});

export const DisclosureRequest = z.strictObject({
  id: FactId,
  requestedOn: PlainDate,
  isExtended: z.boolean().default(false),
  answeredOn: PlainDate.optional(),
});

/** The disclosure catalogue of one organisation and the requests of its members. */
export const DisclosureFacts = z.strictObject({
  organizationId: FactId,
  items: z.array(DisclosureItem).default([]),
  requests: z.array(DisclosureRequest).default([]),
});
export type DisclosureFacts = z.output<typeof DisclosureFacts>;
export type DisclosureFactsInput = z.input<typeof DisclosureFacts>;
