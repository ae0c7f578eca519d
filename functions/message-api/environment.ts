import * as z from "zod";

export const environment = z.object({
  MESSAGE_TABLE: z.string(),
  DELIVERY_TABLE: z.string(),
  MEMBERSHIP_TABLE: z.string(),
  STATISTICS_TABLE: z.string(),
  ORGANIZATION_TABLE: z.string(),
  IDENTITY_TABLE: z.string(),
  PUSH_PUBLIC_KEY: z.string(),
  /** Name of the parameter with the last part of the address of reports, and the address of the store that has it. */
  REPORT_SECRET_PARAMETER: z.string(),
  PARAMETER_STORE: z.string(),
});
