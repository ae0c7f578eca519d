import * as z from "zod";

/** The tables that hold something about people beside their records. */
export const holderTables = {
  IDENTITY_TABLE: z.string(),
  ORGANIZATION_TABLE: z.string(),
  STATISTICS_TABLE: z.string(),
  TRANSFER_TABLE: z.string(),
  ACTIVITY_TABLE: z.string(),
  LEDGER_TABLE: z.string(),
  MESSAGE_TABLE: z.string(),
  OBLIGATION_TABLE: z.string(),
  FEEDBACK_TABLE: z.string(),
};

export const environment = z.object(holderTables);
