/** Whose data is meant. The accounts are the campus numbers that are and were the person's, and nobody else's by now. */
export interface DataSubject {
  readonly personId: string;
  readonly accountIds: readonly string[];
}

/** What is told of one stored thing, for the copy that a person gets; no keys, no secrets. */
export type ShownItem = Readonly<Record<string, unknown>>;

/** A context as far as it holds something about people: it can tell what, and forget it. */
export interface PersonalDataHolder {
  read(subject: DataSubject): Promise<readonly ShownItem[]>;
  /** May be repeated, and be cut off at any place: what is left goes with the next call. */
  erase(subject: DataSubject): Promise<void>;
}

/** The holders of the product by the name of their table's context. */
export type PersonalDataHolders = Readonly<Record<string, PersonalDataHolder>>;

/**
 * Takes a person out of every context, one after the other. `identity` comes last: it is what tells which account was the
 * person's, and a second run after a crash must be able to ask again.
 */
export async function eraseEverywhere(holders: PersonalDataHolders, subject: DataSubject): Promise<void> {
  const { identity, ...others } = holders;
  for (const holder of Object.values(others)) await holder.erase(subject);
  await identity?.erase(subject);
}

/** Everything that the contexts hold about a person, context by context. */
export async function readEverywhere(
  holders: PersonalDataHolders,
  subject: DataSubject,
): Promise<{ context: string; items: readonly ShownItem[] }[]> {
  const parts = Object.entries(holders).map(async ([context, holder]) => ({
    context,
    items: await holder.read(subject),
  }));
  return (await Promise.all(parts)).filter(({ items }) => items.length > 0);
}
