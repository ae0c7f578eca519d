import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** How long a code stands on the host's screen. */
export const stepSeconds = 60;

/** People type: the code that has just gone counts for so long after the change. */
const graceSeconds = 15;

/** Guesses of one person in one step. */
export const maximumTries = 5;

export function newRoomSecret(): string {
  return randomBytes(32).toString("base64url");
}

export function stepAt(at: Date): number {
  return Math.floor(at.getTime() / 1000 / stepSeconds);
}

/** Six digits for a step, made as RFC 4226 section 5.3 makes them. */
export function roomCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha256", Buffer.from(secret, "base64url")).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, "0");
}

export function isCodeOf(secret: string, code: string, at: Date): boolean {
  const step = stepAt(at);
  const secondsInStep = at.getTime() / 1000 - step * stepSeconds;
  const steps = secondsInStep < graceSeconds ? [step, step - 1] : [step];
  return steps.some((one) => timingSafeEqual(Buffer.from(roomCode(secret, one)), Buffer.from(code)));
}
