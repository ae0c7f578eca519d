/** An index of a table: attribute names of its keys, both strings. */
export interface IndexDefinition {
  readonly partitionKey: string;
  readonly sortKey: string;
  /**
   * The attributes that the index carries beside all keys; all when absent, none when empty. Fewer make pages cheaper to read. Only
   * templates ask, so a list that follows from a schema is a getter: functions need not make the schema.
   */
  readonly projected?: readonly string[];
}

/** One table of a context; keys are always `pk` and `sk`, both strings. Infra creates it, the adapter builds keys for it. */
export interface TableDefinition<
  Indexes extends Readonly<Record<string, IndexDefinition>> = Readonly<Record<string, IndexDefinition>>,
> {
  readonly context: string;
  readonly indexes: Indexes;
  /** Attribute with the epoch seconds after which DynamoDB removes the item. */
  readonly ttlAttribute: string | undefined;
  /** Whether the relay publishes the `events` of its items. */
  readonly publishesEvents: boolean;
}

/** At most two indexes: each write to an indexed item costs one more write unit per index. */
export function defineTable<const Indexes extends Readonly<Record<string, IndexDefinition>>>(definition: {
  context: string;
  indexes: Indexes;
  ttlAttribute?: string;
  publishesEvents: boolean;
}): TableDefinition<Indexes> {
  if (Object.keys(definition.indexes).length > 2) throw new Error(`${definition.context}: more than two indexes`);
  return { ttlAttribute: undefined, ...definition };
}

interface Projection {
  ProjectionType: "ALL" | "KEYS_ONLY" | "INCLUDE";
  NonKeyAttributes?: string[];
}

/** What an index carries, in the words of DynamoDB, which takes no empty list of attributes. */
export function projectionOf({ projected }: { readonly projected?: readonly string[] | undefined }): Projection {
  if (projected === undefined) return { ProjectionType: "ALL" };
  if (projected.length === 0) return { ProjectionType: "KEYS_ONLY" };
  return { ProjectionType: "INCLUDE", NonKeyAttributes: [...projected] };
}
