/** The arithmetic of the bill: how often, times what it consumes, times what a unit costs. Pure. */

export interface Price {
  readonly id: string;
  readonly per: number;
  readonly price: number;
  readonly freePerMonth?: number | undefined;
}

/** How many of each priced thing, by the id of its price. */
export type Quantities = Readonly<Record<string, number>>;

export interface Campus {
  readonly people: number;
  readonly branches: number;
  readonly schools: number;
}

export interface UseCase {
  readonly id: string;
  readonly times: Partial<Readonly<Record<"person" | "branch" | "school" | "campus", number>>>;
  /** Requests each time, by the id of the route. */
  readonly requests?: Readonly<Record<string, number>> | undefined;
  /** Records of queues that follow each time without a fact, by the name of the consumer. */
  readonly records?: Readonly<Record<string, number>> | undefined;
  /** Facts each time; each is relayed and comes to its consumers. */
  readonly facts?: number | undefined;
  readonly reads?: number | undefined;
  readonly writes?: number | undefined;
}

export interface Units {
  readonly read: number;
  readonly write: number;
}

export interface Measured {
  /** By the id of the route. */
  readonly requests: ReadonlyMap<string, Units>;
  /** A record of a consumer, by the name of the consumer. */
  readonly records: ReadonlyMap<string, Units>;
  /** What all consumers together do about one fact. */
  readonly fact: Units & { readonly records: number };
}

/** Assumptions about the work of functions, see `campus.json`. */
export type Work = Readonly<
  Record<
    | "requestMs"
    | "recordMs"
    | "memoryGb"
    | "coldShare"
    | "coldMs"
    | "requestsPerSession"
    | "requestLogBytes"
    | "recordLogBytes"
    | "logMonths"
    | "sqsRequestsPerRecord"
    | "pollsPerQueue",
    number
  >
>;

export const gigabyte = 1e9;

export function campusOf(people: number, shape: { peoplePerBranch: number; branchesPerSchool: number }): Campus {
  const branches = Math.ceil(people / shape.peoplePerBranch);
  return { people, branches, schools: Math.ceil(branches / shape.branchesPerSchool) };
}

/** How often a use case happens in a month. */
export function occurrences({ times }: Pick<UseCase, "times">, { people, branches, schools }: Campus): number {
  const { person = 0, branch = 0, school = 0, campus = 0 } = times;
  return person * people + branch * branches + school * schools + campus;
}

/** Everything priced that a use case takes each time it happens. */
export function quantitiesOnce(useCase: UseCase, measured: Measured, work: Work): Quantities {
  const requests = sumOf(useCase.requests, (id) => known(measured.requests, id, useCase));
  const own = sumOf(useCase.records, (id) => known(measured.records, id, useCase));
  const facts = useCase.facts ?? 0;
  const records = own.count + facts * measured.fact.records;
  const gbSeconds = (milliseconds: number) => ((milliseconds + work.coldShare * work.coldMs) / 1000) * work.memoryGb;
  const logBytes = requests.count * work.requestLogBytes + records * work.recordLogBytes;
  const authorizations = requests.count / work.requestsPerSession;
  return {
    "http.request": requests.count,
    "lambda.request": requests.count + authorizations + records,
    "lambda.gbSecond": requests.count * gbSeconds(work.requestMs) + records * gbSeconds(work.recordMs),
    "dynamodb.read": requests.read + own.read + facts * measured.fact.read + (useCase.reads ?? 0),
    "dynamodb.write": requests.write + own.write + facts * measured.fact.write + (useCase.writes ?? 0),
    "events.put": facts,
    "sqs.request": records * work.sqsRequestsPerRecord,
    "logs.ingest": logBytes / gigabyte,
    "logs.storage": (logBytes / gigabyte) * work.logMonths,
  };
}

function known(measured: ReadonlyMap<string, Units>, id: string, { id: useCase }: UseCase): Units {
  const units = measured.get(id);
  if (units === undefined) throw new Error(`${useCase}: nothing measured "${id}"`);
  return units;
}

function sumOf(counts: Readonly<Record<string, number>> = {}, unitsOf: (id: string) => Units) {
  const sum = { count: 0, read: 0, write: 0 };
  for (const [id, count] of Object.entries(counts)) {
    const { read, write } = unitsOf(id);
    sum.count += count;
    sum.read += count * read;
    sum.write += count * write;
  }
  return sum;
}

export function times(quantities: Quantities, factor: number): Quantities {
  return Object.fromEntries(Object.entries(quantities).map(([id, quantity]) => [id, quantity * factor]));
}

export function plus(one: Quantities, other: Quantities): Quantities {
  const ids = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...ids].map((id) => [id, (one[id] ?? 0) + (other[id] ?? 0)]));
}

/** The price of so many of each; a quantity without a price is an error, not free. */
export function priceOf(quantities: Quantities, prices: readonly Price[]): number {
  let sum = 0;
  for (const [id, quantity] of Object.entries(quantities)) {
    const found = prices.find((price) => price.id === id);
    if (found === undefined) throw new Error(`no price for "${id}": add it to bench/cost/prices.json`);
    sum += (Math.max(0, quantity - (found.freePerMonth ?? 0)) / found.per) * found.price;
  }
  return sum;
}

/** The prices of another partition: what is known there, and else those given times the exchange rate. */
export function pricesIn(prices: readonly Price[], rate: number, ownPrices: readonly Price[]): Price[] {
  return prices.map((price) => ownPrices.find(({ id }) => id === price.id) ?? { ...price, price: price.price * rate });
}

/** How many campuses fit before a quota is reached, the scarcest first. */
export function campusesUntil(
  quotas: readonly { readonly id: string; readonly what: string; readonly limit: number }[],
  perCampus: Readonly<Record<string, number>>,
) {
  return quotas
    .map(({ id, what, limit }) => ({ what, limit, each: perCampus[id] ?? 0 }))
    .filter(({ each }) => each > 0)
    .map((row) => ({ ...row, campuses: Math.floor(row.limit / row.each) }))
    .toSorted((one, other) => one.campuses - other.campuses);
}
