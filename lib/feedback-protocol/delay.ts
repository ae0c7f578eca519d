const hour = 60 * 60 * 1000;
const shortest = 1 * hour;
const longest = 24 * hour;

/** How long a message waits before it is sent, in milliseconds: any moment between an hour and a day is as likely. */
export function drawDelay(): number {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  return shortest + Math.floor((drawn / 2 ** 32) * (longest - shortest));
}

/** Whether it may leave now: the moment has come, or the writer insists. A clock that was set back only makes it wait. */
export function maySend(message: { readonly sendAt: number; readonly isUrgent: boolean }, now: number): boolean {
  return message.isUrgent || now >= message.sendAt;
}
