import { existsSync, readFileSync } from "node:fs";
import * as z from "zod";

const Account = z.strictObject({
  campusId: z.string().min(1),
  name: z.string().min(1),
  roles: z.array(z.strictObject({ label: z.string(), organizationName: z.string() })),
  /** Accounts with a group are offered on the login page; the others log in by their id. */
  group: z.string().optional(),
});

export type Account = z.output<typeof Account>;

export interface AccountDirectory {
  find(campusId: string): Account | undefined;
  list(): readonly Account[];
}

/** Reads the file on each question: it is small, and seeding may write it while the provider runs. */
export function openAccountDirectory(file: string): AccountDirectory {
  const list = (): Account[] => {
    if (!existsSync(file)) return [];
    const parsed = z.array(Account).safeParse(JSON.parse(readFileSync(file, "utf8")));
    if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
    return parsed.data;
  };
  return { list, find: (campusId) => list().find((account) => account.campusId === campusId) };
}
