/** RFC 9562 version 4. `crypto.randomUUID` is missing in the older engines that are supported. */
export function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/**
 * The idempotency key of an action: the same while the same thing is sent again (so that a retry after a lost answer is
 * not done twice), another one as soon as the content differs or the action was answered.
 */
export function createActionKey(newKey: () => string = randomUuid) {
  let last: { content: string; key: string } | undefined;
  return {
    keyFor(request: unknown): string {
      const content = JSON.stringify(request);
      if (last?.content !== content) last = { content, key: newKey() };
      return last.key;
    },
    done(): void {
      last = undefined;
    },
  };
}
