import type { Fact } from "../shared/event.ts";
import type { Page } from "../shared/page.ts";
import type { Receipt } from "../shared/request-context.ts";
import type { StoredAccount } from "./account-store.ts";
import type { Appointment } from "./appointment.ts";
import type { Period } from "./period.ts";
import type { Post } from "./post.ts";

/** Where appointments stand together: those of one committee, or those of everybody who runs the system. */
export type Register =
  | { readonly group: "committee"; readonly organizationId: string }
  | { readonly group: "administration" };

/** The holders of a post that one person at a time holds, those to come included. */
export interface Seat {
  readonly organizationId: string;
  readonly post: Post;
  readonly holdings: readonly (Period & { readonly appointmentId: string })[];
  readonly version: number;
}

/** Which account a person's record gave its campus number to, by the latest version of the record that was looked at. */
export interface PersonLink {
  readonly personId: string;
  readonly accountId: string | null;
  readonly version: number;
  /** Numbers that the record had before, so that they are found when the person is erased. */
  readonly formerAccountIds?: readonly string[] | undefined;
}

interface Change<State> {
  /** Undefined: it is new. */
  readonly before: State | undefined;
  readonly after: State;
}

/** Everything that one occasion changes: written in one transaction, each part only if it still is what it was. */
export interface IdentityWrite {
  readonly accounts: readonly (Change<StoredAccount> & { readonly facts?: readonly Fact[] })[];
  readonly appointments?: readonly (Change<Appointment> & { readonly facts: readonly Fact[] })[];
  readonly seats?: readonly Change<Seat>[];
  readonly links?: readonly Change<PersonLink>[];
  /** The organisation at which something begins; nothing begins where posts were closed. */
  readonly openAt?: string;
}

export interface Answered {
  readonly receipt: Receipt | undefined;
  readonly answer: unknown;
}

export type WriteResult = "done" | "closed" | "changed_meanwhile";

/** The questions that the use cases ask. Every read but `listOfAccount` is strongly consistent. */
export interface IdentityStore {
  findAppointment(register: Register, appointmentId: string): Promise<Appointment | undefined>;
  findSeat(organizationId: string, post: Post): Promise<Seat | undefined>;
  findLink(personId: string): Promise<PersonLink | undefined>;
  findLinks(personIds: readonly string[]): Promise<ReadonlyMap<string, PersonLink>>;
  /** Those that began last first. */
  list(register: Register, page: { limit: number; cursor: string | undefined }): Promise<Page<Appointment>>;
  /** All of them: an organisation has some ten in a term of several years. */
  listAll(register: Register): Promise<Appointment[]>;
  /** What somebody holds and held, the latest first. May lag behind writes by moments. */
  listOfAccount(accountId: string, page: { limit: number; cursor: string | undefined }): Promise<Page<Appointment>>;
  /** From now on nobody is appointed at this organisation. */
  close(organizationId: string): Promise<void>;
  write(write: IdentityWrite, answered?: Answered): Promise<WriteResult>;
}
