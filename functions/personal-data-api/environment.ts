import * as z from "zod";
import { holderTables } from "../forget-person/environment.ts";

export const environment = z.object({ ...holderTables, MEMBERSHIP_TABLE: z.string() });
