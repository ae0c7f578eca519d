/**
 * What somebody does who wants to know which person wrote which message and has everything in order: pairs the k-th person
 * of an order with the k-th message of another, and looks for bytes that both share.
 */

/** How many of the messages an order of people and an order of messages give to the right person. */
export function rightPairs(people: readonly string[], messages: readonly string[], truth: ReadonlyMap<string, string>) {
  return messages.filter((message, index) => truth.get(message) === people[index]).length;
}

/** Spearman's coefficient between the places of the writers and the places of their messages: 0 by chance, 1 or -1 by order. */
export function rankCorrelation(
  people: readonly string[],
  messages: readonly string[],
  truth: ReadonlyMap<string, string>,
): number {
  const placeOf = new Map(people.map((person, place) => [person, place]));
  const count = messages.length;
  const squares = messages.reduce((sum, message, place) => {
    const difference = (placeOf.get(truth.get(message) ?? "") ?? 0) - place;
    return sum + difference ** 2;
  }, 0);
  return 1 - (6 * squares) / (count * (count ** 2 - 1));
}

/** Chance alone shares so many bytes among these amounts of data once in 10^8 runs. */
const window = 8;

/** Whose bytes stand in what belongs to a message: pairs that share eight in a row. */
export function sharedBytes(
  ofPeople: ReadonlyMap<string, readonly Uint8Array[]>,
  ofMessages: ReadonlyMap<string, readonly Uint8Array[]>,
): [person: string, message: string][] {
  const owner = new Map<string, string>();
  for (const [person, parts] of ofPeople) for (const one of windowsOf(parts)) owner.set(one, person);
  const found: [string, string][] = [];
  for (const [message, parts] of ofMessages) {
    for (const one of windowsOf(parts)) {
      const person = owner.get(one);
      if (person !== undefined) found.push([person, message]);
    }
  }
  return found;
}

function* windowsOf(parts: readonly Uint8Array[]): Generator<string> {
  for (const part of parts) {
    const text = Buffer.from(part).toString("latin1");
    for (let at = 0; at + window <= text.length; at++) yield text.slice(at, at + window);
  }
}
