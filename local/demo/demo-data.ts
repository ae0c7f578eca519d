import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

const Organization = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  name: z.string(),
  kind: z.string(),
  shortName: z.string(),
  establishedOn: z.string(),
  termYears: z.int().nullable(),
  termStartedOn: z.string().nullable(),
});
export type DemoOrganization = z.infer<typeof Organization>;

const Account = z.object({
  accountId: z.string(),
  name: z.string(),
  /** Under which heading the login page offers it. */
  group: z.string(),
  homeOrganizationId: z.string().nullable(),
  /** What the login page says of the account, and the post from which it comes; without one it follows from the record. */
  roles: z.array(
    z.object({
      post: z.string().nullable(),
      label: z.string(),
      organizationId: z.string(),
      from: z.string().optional(),
      to: z.string().nullable().optional(),
    }),
  ),
  /** The record of the person at a branch; null for somebody without any relation to the Party. */
  person: z
    .object({
      organizationId: z.string(),
      idNumber: z.string(),
      stage: z.string(),
      fields: z.record(z.string(), z.string()),
    })
    .nullable(),
});
export type DemoAccount = z.infer<typeof Account>;

const read = (name: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, name), "utf8"));

/** One invented campus: superiors come before what stands below them. */
export function demoOrganizations(): DemoOrganization[] {
  return z.object({ organizations: z.array(Organization) }).parse(read("campus-changzhou.json")).organizations;
}

/** Invented people, one for each role, with some at another school to try what is refused. */
export function demoAccounts(): DemoAccount[] {
  return z.array(Account).parse(read("accounts.json"));
}

/** The same people as the sign-on's login page wants them. */
export function demoSignOnAccounts() {
  const names = new Map(demoOrganizations().map(({ id, shortName }) => [id, shortName]));
  const nameOf = (id: string) => names.get(id) ?? id;
  return demoAccounts().map(({ accountId, name, group, roles }) => ({
    campusId: accountId,
    name,
    group,
    roles: roles.map(({ label, organizationId }) => ({ label, organizationName: nameOf(organizationId) })),
  }));
}
