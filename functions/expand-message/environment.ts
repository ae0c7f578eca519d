import * as z from "zod";

export const environment = z.object({
  MESSAGE_TABLE: z.string(),
  DELIVERY_TABLE: z.string(),
  MEMBERSHIP_TABLE: z.string(),
  STATISTICS_TABLE: z.string(),
  ORGANIZATION_TABLE: z.string(),
  IDENTITY_TABLE: z.string(),
  BATCH_TOPIC: z.string(),
  /** Name of the parameter with the settings of the channels, and the address of the store that has it. */
  CHANNELS_PARAMETER: z.string(),
  PARAMETER_STORE: z.string(),
});
