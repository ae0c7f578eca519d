/** What many people do in the same moment, and what the hottest partition of DynamoDB gets of it. */
export interface Burst {
  readonly what: string;
  readonly count: number;
  readonly seconds: number;
  /** Units that one of them takes on the partition that most of them share. */
  readonly units: number;
  readonly kind: "read" | "write";
  readonly partition: string;
}

/** A partition takes so much a second, on demand or not; AWS guide on warm throughput. */
export const partitionLimits = { read: 3_000, write: 1_000 } as const;

export const bursts: readonly Burst[] = [
  {
    what: "a lecture with places: 2,000 sign up",
    count: 2_000,
    seconds: 10,
    units: 1,
    kind: "write",
    partition: "`SEQUENCE#id`, the counter of the activity",
  },
  {
    what: "2,000 people check in at one activity",
    count: 2_000,
    seconds: 60,
    units: 1,
    kind: "write",
    partition: "`ATTENDANCE#id` of the activity",
  },
  {
    what: "2,000 phones read that activity as they do",
    count: 2_000,
    seconds: 60,
    units: 2,
    kind: "read",
    partition: "`ACTIVITY#id`",
  },
  {
    what: "50,000 open their inbox after a message to everybody",
    count: 50_000,
    seconds: 60,
    units: 0.5,
    kind: "read",
    partition: "`NODE#university`, a page of it",
  },
  {
    what: "the same within ten seconds",
    count: 50_000,
    seconds: 10,
    units: 0.5,
    kind: "read",
    partition: "`NODE#university`, a page of it",
  },
  {
    what: "50,000 open the message itself",
    count: 50_000,
    seconds: 60,
    units: 1,
    kind: "read",
    partition: "`MESSAGE#id`, strongly consistent",
  },
  {
    what: "a school of 1,600 leaves its receipts",
    count: 40,
    seconds: 10,
    units: 2,
    kind: "write",
    partition: "`READERS#id#branch`, one for each branch of 40",
  },
  {
    what: "10,000 rows of a roster in two minutes: their lines in the chain of the audit trail",
    count: 10_000,
    seconds: 120,
    units: 2,
    kind: "write",
    partition: "`CHAIN`, one for the whole campus",
  },
];

export interface Strain {
  readonly perSecond: number;
  /** Of what the partition takes: 1 is its limit. */
  readonly share: number;
}

export function strainOf({ count, seconds, units, kind }: Burst): Strain {
  const perSecond = (count / seconds) * units;
  return { perSecond, share: perSecond / partitionLimits[kind] };
}
