import type { BasisName } from "../lib/membership/field-uses.ts";

/** What one table holds about people beside the fields of their records. */
export interface Holding {
  readonly what: string;
  readonly purpose: string;
  readonly basis: BasisName;
  readonly seenBy: string;
  readonly kept: string;
  /** What becomes of it when a person is deleted. */
  readonly erased: string;
}

const untilErased = "until the person is deleted";

/** By the context of the table; a table that is missing here fails the documents, so that nothing is held unseen. */
export const holdings: Readonly<Record<string, readonly Holding[]>> = {
  identity: [
    {
      what: "account: campus number, name, home organisation; posts with their days",
      purpose: "to know who signs in and what that person may do; the history of committees",
      basis: "duty",
      seenBy: "posts: everybody with a role; the account: administrators, the person",
      kept: untilErased,
      erased: "account and link go; an appointment stays without its holder",
    },
  ],
  organization: [
    {
      what: "where a person was last counted (id only)",
      purpose: "numbers of members at organisations",
      basis: "duty",
      seenBy: "nobody",
      kept: untilErased,
      erased: "goes; numbers stay",
    },
  ],
  membership: [
    {
      what: "id number, encrypted, with a keyed fingerprint",
      purpose: "to register nobody twice; for reports that ask for it",
      basis: "duty",
      seenBy: "masked: `person.contact`; in full: `person.reveal`, with a purpose, after a fresh login, on record",
      kept: untilErased,
      erased: "goes",
    },
    {
      what: "history: every change with before and after, who looked at the id number, requests for correction",
      purpose: "what the person and the organisation may ask later: who changed what, and why",
      basis: "duty",
      seenBy: "as the fields that changed; the person everything",
      kept: untilErased,
      erased: "goes",
    },
    {
      what: "answers to repeated requests (receipts)",
      purpose: "a repeated request does nothing twice",
      basis: "duty",
      seenBy: "whoever sent the request",
      kept: "1 day",
      erased: "gone before the day of deletion",
    },
  ],
  audit: [
    {
      what: "who did what to whom and when, by account and id; no name, no content",
      purpose: "the record of operations, which nobody can change unseen",
      basis: "security",
      seenBy: "`audit.read`",
      kept: "as long as the installation; at least six months by law",
      erased: "stays: a chain of hashes cannot lose a link; its ids lead to nobody any more",
    },
  ],
  "roster-import": [
    {
      what: "uploaded rosters, previews and rejected rows (files); who uploaded them",
      purpose: "to bring rosters in and show what was wrong with them",
      basis: "duty",
      seenBy: "`roster.import`",
      kept: "30 days",
      erased: "gone before the day of deletion",
    },
  ],
  "people-export": [
    {
      what: "exported registers (files); who asked for them and who consented",
      purpose: "registers on paper and reports upwards",
      basis: "duty",
      seenBy: "who asked, after a fresh login; more than 50 people need a second person",
      kept: "7 days",
      erased: "gone before the day of deletion",
    },
  ],
  statistics: [
    {
      what: "as what a person counts, with the name for the list behind a number",
      purpose: "statistics of any organisation",
      basis: "duty",
      seenBy: "numbers: `statistics.read`; lists: `person.record`",
      kept: untilErased,
      erased: "goes; numbers stay",
    },
  ],
  transfer: [
    {
      what: "transfers of the membership relation, with reasons",
      purpose: "to pass a member from branch to branch",
      basis: "duty",
      seenBy: "both branches, committees above them, the person",
      kept: untilErased,
      erased: "goes",
    },
  ],
  activity: [
    {
      what: "who was due, came, signed up or asked for leave, with the reason for leave",
      purpose: "organisational life, quorums, study hours",
      basis: "duty",
      seenBy: "`activity.record`; the reason for leave: the head of the own organisation; the person",
      kept: untilErased,
      erased: "goes; numbers and minutes stay, with ids that lead to nobody",
    },
    {
      what: "addresses of subscribed calendars (a hash)",
      purpose: "activities in the own calendar",
      basis: "consent",
      seenBy: "the person",
      kept: "until revoked",
      erased: "goes",
    },
    {
      what: "minutes and attachments of organisations, in which people may be named",
      purpose: "the archive of an organisation",
      basis: "duty",
      seenBy: "`activity.read`",
      kept: "as long as the organisation's archive",
      erased: "stays: documents of the organisation are not searched for names",
    },
  ],
  ledger: [
    {
      what: "a person's activities and study hours by year",
      purpose: "the yearly hours of study that members owe",
      basis: "duty",
      seenBy: "`activity.record`; the person",
      kept: untilErased,
      erased: "goes; the books of organisations hold numbers and stay",
    },
  ],
  obligation: [
    {
      what: "digests of reminders for an account; who is responsible for a task",
      purpose: "to remind those who act for an organisation",
      basis: "duty",
      seenBy: "the account; the task: `obligation.read`",
      kept: "digests two years",
      erased: "digests go; a task keeps the account that acted for the organisation",
    },
    {
      what: "from when to when a branch had a member out of contact, without the member's id",
      purpose: "to search for the member in time",
      basis: "duty",
      seenBy: "how many, by day: `obligation.read`",
      kept: "with the duties of the organisation",
      erased: "stays; it leads to nobody",
    },
    {
      what: "from which day the Party age of a new branch secretary counts, by the appointment",
      purpose: "to tell the superior while it is below what is normal (Branch Regulations, Art. 23)",
      basis: "duty",
      seenBy: "the day: `obligation.read`",
      kept: "with the duties of the organisation",
      erased: "stays; the appointment has no holder then",
    },
    {
      what: "the clock of a member who missed organisational life without leave: from which day on, asked by which branch",
      purpose: "to ask for the reason in time (Regulations on Education and Management of Members, Art. 31)",
      basis: "duty",
      seenBy: "nobody; the branch how many, by day: `obligation.read`",
      kept: untilErased,
      erased: "goes; what the branch was asked leads to nobody",
    },
  ],
  message: [
    {
      what: "what somebody read and confirmed; messages that name the person",
      purpose: "receipts of official messages",
      basis: "duty",
      seenBy: "numbers: `message.send`; names: the head of the very organisation",
      kept: "three years in inboxes",
      erased: "goes; the message of the sender stays, with ids that lead to nobody",
    },
    {
      what: "own e-mail address, channels that are not wanted, quiet hours, browsers for notifications",
      purpose: "to be told in the way that one chooses",
      basis: "consent",
      seenBy: "the person",
      kept: "until withdrawn",
      erased: "goes",
    },
  ],
  "message-delivery": [
    {
      what: "how a delivery to somebody went (id only, no address, no content)",
      purpose: "nobody is told twice, nothing is lost",
      basis: "duty",
      seenBy: "numbers: `message.send`",
      kept: "90 days; digests of the day 7 days",
      erased: "goes by itself within 90 days of the message",
    },
  ],
  feedback: [
    {
      what: "who receives anonymous feedback, with a public key and a private one under a passphrase; notices",
      purpose: "to open what was sealed to the recipient",
      basis: "duty",
      seenBy: "recipients of a campaign are public; the wrapped key: its owner",
      kept: untilErased,
      erased: "key and notices go; a campaign keeps who answered for it",
    },
  ],
};
