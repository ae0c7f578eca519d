import type * as z from "zod";
import type { PersonRegistered } from "../membership/events.ts";

export type Stage = z.output<(typeof PersonRegistered)["data"]>["stage"];

/** A person's record, as far as accounts and posts need it. */
export interface KnownPerson {
  readonly personId: string;
  readonly name: string;
  /** Which is the account; null for somebody who cannot sign in yet. */
  readonly campusId: string | null;
  readonly organizationId: string;
  readonly stage: Stage;
  readonly version: number;
}

/** What this context asks of the people. Strongly consistent. */
export interface PersonDirectory {
  find(personId: string): Promise<KnownPerson | undefined>;
}

/** The role that follows from where a person stands; those who left hold none. */
export const roleOfStage: Readonly<Record<Stage, "member" | "applicant" | null>> = {
  applicant: "applicant",
  activist: "applicant",
  development_target: "applicant",
  probationary_member: "member",
  full_member: "member",
  transferred_out: null,
  deceased: null,
  left: null,
  expelled: null,
  discontinued: null,
};
