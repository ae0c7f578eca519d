import type { Clock } from "../shared/clock.ts";

/**
 * A value made of a text that somebody may change while a sandbox lives, such as credentials: read once, and again when
 * `forMs` are over. It stays the same value as long as the text does. When a later reading fails, or makes no value, what
 * was known goes on until the next one.
 */
export function keptFor<Value>(options: {
  readonly read: () => Promise<string>;
  readonly make: (text: string) => Value;
  readonly forMs: number;
  readonly clock: Clock;
}): () => Promise<Value> {
  const { read, make, forMs, clock } = options;
  let known: { readonly text: string; readonly value: Value } | undefined;
  let until = 0;
  const renew = async (): Promise<{ readonly text: string; readonly value: Value }> => {
    const text = await read();
    return known?.text === text ? known : { text, value: make(text) };
  };
  return async () => {
    const now = clock().getTime();
    if (known !== undefined && now < until) return known.value;
    const before = known;
    known = before === undefined ? await renew() : await renew().catch(() => before);
    until = now + forMs;
    return known.value;
  };
}
