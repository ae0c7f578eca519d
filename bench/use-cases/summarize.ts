import * as z from "zod";
import { median, rounded } from "../results/statistics.ts";

const Line = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("request"), route: z.string(), status: z.int(), read: z.number(), write: z.number() }),
  z.object({
    kind: z.literal("function"),
    name: z.string(),
    read: z.number(),
    write: z.number(),
    records: z.number(),
    facts: z.number(),
  }),
]);
type Line = z.infer<typeof Line>;

export const RequestUnits = z.object({ calls: z.int(), read: z.number(), write: z.number(), mostRead: z.number() });
export type RequestUnits = z.infer<typeof RequestUnits>;
export const RecordUnits = z.object({ records: z.number(), read: z.number(), write: z.number() });

/** What the journeys of the flow tests consumed. */
export const UseCaseUnits = z.object({
  /** By key of the route: units of the median call that succeeded. */
  requests: z.record(z.string(), RequestUnits),
  /** By consumer: units a record, over all. */
  records: z.record(z.string(), RecordUnits),
  /** What all consumers together do about one fact. */
  fact: z.object({ records: z.number(), read: z.number(), write: z.number() }),
});
export type UseCaseUnits = z.infer<typeof UseCaseUnits>;

/** Functions whose work is a multiple of their records: a roster, a policy, a delivery to many. They are priced by use case. */
const notByFact =
  /^(CheckRosterImport|CommitRosterImport|ApplyRulePolicy|MergeOrganizations|CarryFollowers|MakePeopleExport|SendDeliveries|RebuildStatistics)$/;

export function summarize(text: string): UseCaseUnits {
  const lines = text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => Line.parse(JSON.parse(line)));
  const requests = lines.filter((line) => line.kind === "request").filter(({ status }) => status < 300);
  const consumers = consumersIn(lines);
  const facts = lines.reduce((sum, line) => sum + (line.kind === "function" ? line.facts : 0), 0);
  const byFact = [...consumers].filter(([name]) => !notByFact.test(name)).map(([, units]) => units);
  const each = (key: "records" | "read" | "write") =>
    rounded(byFact.reduce((sum, units) => sum + units[key], 0) / Math.max(1, facts), 2);
  return {
    requests: sortedRecord(
      [...Map.groupBy(requests, ({ route }) => route)].map(([key, calls]) => [key, unitsOf(calls)]),
    ),
    records: sortedRecord(
      [...consumers].map(([name, { records, read, write }]) => [
        name,
        { records, read: rounded(read / records, 1), write: rounded(write / records, 1) },
      ]),
    ),
    fact: { records: each("records"), read: each("read"), write: each("write") },
  };
}

/** A repeated request and a mere question write nothing: where some calls write, only those are counted. */
function unitsOf(all: readonly { read: number; write: number }[]): RequestUnits {
  const writing = all.filter(({ write }) => write > 0);
  const calls = writing.length > 0 ? writing : all;
  const reads = calls.map(({ read }) => read);
  return {
    calls: calls.length,
    read: median(reads),
    write: median(calls.map(({ write }) => write)),
    mostRead: Math.max(...reads),
  };
}

/** "Dangjian-dev-Events-CountMembersFunction91FE09FA" is the consumer CountMembers. Only who takes records is one. */
function consumersIn(lines: readonly Line[]) {
  const consumers = new Map<string, { records: number; read: number; write: number }>();
  for (const line of lines) {
    if (line.kind !== "function" || line.records === 0) continue;
    const [, name = line.name] = /-([A-Za-z]+)Function[0-9A-F]{8}$/.exec(line.name) ?? [];
    const sum = consumers.get(name) ?? { records: 0, read: 0, write: 0 };
    consumers.set(name, {
      records: sum.records + line.records,
      read: sum.read + line.read,
      write: sum.write + line.write,
    });
  }
  return consumers;
}

function sortedRecord<Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value> {
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
