import * as z from "zod";

export const environment = z.object({
  MESSAGE_TABLE: z.string(),
  DELIVERY_TABLE: z.string(),
  MEMBERSHIP_TABLE: z.string(),
  EMAIL_QUEUE: z.string(),
  SMS_QUEUE: z.string(),
  WECOM_QUEUE: z.string(),
  GROUP_QUEUE: z.string(),
  PUSH_QUEUE: z.string(),
  DEAD_LETTER_QUEUE: z.string(),
  /** Name of the parameter with the settings of the channels, and the address of the store that has it. */
  CHANNELS_PARAMETER: z.string(),
  PARAMETER_STORE: z.string(),
});
