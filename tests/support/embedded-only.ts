/**
 * The flow files that run on every target, in this order: elsewhere they share one demo campus, which each leaves as the next
 * one needs it.
 */
export const everywhere = [
  "organization.test.ts",
  "bad-input.test.ts",
  "membership.test.ts",
  "message.test.ts",
  "appointments.test.ts",
  "activity.test.ts",
  "export.test.ts",
  "access.test.ts",
  "transfer.test.ts",
] as const;

const startsAJob = "starts a function by hand, as only an operator may";
const readsLogs = "reads the logs of functions";
const changesTheCampus = "changes the campus for the files after it";

/**
 * What runs on the embedded cloud only, and what it needs of it: whole files, or tests by the beginning of their title.
 */
export const embeddedOnly: Readonly<Record<string, string | Readonly<Record<string, string>>>> = {
  "activity.test.ts": {
    "a monthly plan makes its drafts": startsAJob,
  },
  "appointments.test.ts": {
    "is one action, applies at the next request": changesTheCampus,
    "no person becomes two administrators": startsAJob,
    "whoever's post runs out by its date": startsAJob,
  },
  "bad-input.test.ts": {
    "every route answers as it declares": "requests at random may change anything on the shared campus",
  },
  "export.test.ts": {
    "is made at once, says who took it and why":
      "looks for its entries among the newest, and those of a roster come too",
  },
  "membership.test.ts": {
    "no log has a word of a person": readsLogs,
  },
  "message.test.ts": {
    "has counts that a recount finds right": startsAJob,
    "at night, what nobody has sent": startsAJob,
    "follows people who change their branch": changesTheCampus,
    "a member is greeted once": startsAJob,
    "what a killed sender left open": "switches faults on, moves the clock and reads what was sent",
    "a receipt that cannot be counted": "writes into a table and reads dead letters",
  },
  "organization.test.ts": {
    "merges branches": changesTheCampus,
    "npm run trace draws a request": readsLogs,
  },
  "faults.test.ts": "switches faults on and moves the clock",
  "feedback.test.ts": "starts the mixer by hand and reads what was sent",
  "feedback-adversary.test.ts": "looks into tables, logs and files",
  "forged-tokens.test.ts": "rotates and stops the sign-on and moves the clock",
  "message-delivery.test.ts": "reads what was sent, and moves the clock",
  "message-faults.test.ts": "switches faults on",
  "obligation.test.ts": "needs what the demo campus did and owes, and moves the clock to the morning",
  "personal-data.test.ts": "looks into tables, indexes, buckets and queues, and moves the clock",
  "roster-import.test.ts": "looks into the bucket and the logs, and starts an operator's function",
  "roster-import-survival.test.ts": "kills the product",
  "statistics.test.ts": "switches faults on, damages a table and moves the clock",
  "survival.test.ts": "kills the product",
};
