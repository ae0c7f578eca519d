import * as z from "zod";
import type { Text } from "./text.ts";

/** What every fact says beside its own data. Ids and state only: no personal data, no content. */
const Envelope = z.object({
  /** Deterministic: the same write gives the same id, however often it is relayed. */
  id: z.string().min(1),
  name: z.string(),
  source: z.string(),
  version: z.int().positive(),
  /** ISO 8601, UTC: when the write was made. */
  at: z.iso.datetime(),
  /** Ties a request to everything that followed from it. */
  correlationId: z.string(),
  /** The account that did it; null for the system itself. */
  actor: z.string().nullable(),
  /** The thing that changed. */
  subject: z.object({ kind: z.string(), id: z.string() }),
  /** The organisation at which it happened, for who may see it; null when there is none. */
  organizationId: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
});

/** A fact as it stands in an item and travels over the bus. */
export type Fact<Data = Record<string, unknown>> = Omit<z.infer<typeof Envelope>, "data"> & { readonly data: Data };

/** Parses any fact of the product, without its data: for consumers of all events. */
export const AnyFact = Envelope;

/** All facts of the product have a source that begins so. */
export const sourcePrefix = "dangjian.";

export interface EventDefinition<Data extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly source: string;
  readonly version: number;
  readonly summary: Text;
  readonly data: Data;
  /** Follows by calculation from other facts: nobody did it, so that it is not an operation of the audit trail. */
  readonly isDerived: boolean;
}

const defined = new WeakSet<object>();

/** Facts are named in the past tense; an additive change keeps the version, a breaking one is a new definition. */
export function defineEvent<Data extends z.ZodObject>(definition: {
  name: string;
  context: string;
  version?: number;
  summary: Text;
  data: Data;
  isDerived?: boolean;
}): EventDefinition<Data> {
  const { context, version = 1, isDerived = false, ...rest } = definition;
  const event = { ...rest, version, isDerived, source: `${sourcePrefix}${context}` };
  defined.add(event);
  return event;
}

/** Tells a definition from whatever else a module of events exports. */
export function isEventDefinition(value: unknown): value is EventDefinition {
  return typeof value === "object" && value !== null && defined.has(value);
}

/** The EventBridge pattern of the rule that selects these events. */
export function patternOf(definitions: readonly EventDefinition[]): { source: string[]; detailType: string[] } {
  return {
    source: [...new Set(definitions.map(({ source }) => source))],
    detailType: [...new Set(definitions.map(({ name }) => name))],
  };
}

const strictData = new WeakMap<EventDefinition, z.ZodObject>();

/** What the one who builds a fact must give: nothing unknown. A strict schema is a new one, so it is kept. */
function strictDataOf(definition: EventDefinition): z.ZodObject {
  const strict = strictData.get(definition) ?? definition.data.strict();
  strictData.set(definition, strict);
  return strict;
}

/** What became of a fact at a consumer: done now, or found done before (a repeat). */
export type Outcome = "done" | "already_done";

/** When, in which course of events and by whom something happened. */
export interface Circumstances {
  readonly at: Date;
  readonly correlationId: string;
  readonly actor: string | null;
}

/**
 * Builds a fact. `occasion` tells two facts of one name and subject apart (usually the version that the write made).
 */
export function buildFact<Data extends z.ZodObject>(
  definition: EventDefinition<Data>,
  circumstances: Circumstances,
  what: {
    subject: { kind: string; id: string };
    occasion: string | number;
    organizationId: string | null;
    data: z.input<Data>;
  },
): Fact<z.output<Data>> {
  return {
    id: `${definition.name}/${what.subject.id}/${what.occasion}`,
    name: definition.name,
    source: definition.source,
    version: definition.version,
    at: circumstances.at.toISOString(),
    correlationId: circumstances.correlationId,
    actor: circumstances.actor,
    subject: what.subject,
    organizationId: what.organizationId,
    data: strictDataOf(definition).parse(what.data) as z.output<Data>,
  };
}

/** Parses the detail of a bus event as this definition; unknown additions are kept out, missing data throws a ZodError. */
export function parseFact<Data extends z.ZodObject>(
  definition: EventDefinition<Data>,
  detail: unknown,
): Fact<z.output<Data>> {
  const fact = Envelope.parse(detail);
  return { ...fact, data: definition.data.parse(fact.data) as z.output<Data> };
}
