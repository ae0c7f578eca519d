import { fromBase64Url, toBase64Url } from "../../../lib/feedback-protocol/bytes.ts";
import { now, today } from "./clock.ts";
import { stored } from "./stored.ts";

/** A sealed envelope that waits for its moment. Nobody but the recipients can open it, this browser neither. */
export interface Waiting {
  readonly id: string;
  readonly due: number;
  /** The last day on which it is taken. */
  readonly lastDay: string;
  readonly body: string;
}

export type Sending = "sent" | "refused" | "unreachable";

const hour = 3_600_000;
/** The longest wait; a clock that was set back could make it longer. */
const longestWait = 24 * hour;

const box = stored<readonly Waiting[]>("fb.waiting", [], (value): value is readonly Waiting[] => Array.isArray(value));

export const listWaiting = (): readonly Waiting[] => box.read();

/** A moment between one hour and a day from now, each as likely as any other; not beyond the last day. */
export function drawMoment(lastDay: string): number {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  const drawn = now() + hour + (random / 2 ** 32) * (longestWait - hour);
  return Math.min(drawn, Date.parse(`${lastDay}T23:30:00+08:00`));
}

export function put(request: Uint8Array, { due, lastDay }: Pick<Waiting, "due" | "lastDay">): Waiting {
  const [id = 0] = crypto.getRandomValues(new Uint32Array(1));
  const waiting = { id: String(id), due, lastDay, body: toBase64Url(request) };
  box.write([...box.read(), waiting]);
  return waiting;
}

const remove = ({ id }: Waiting): void => box.write(box.read().filter((one) => one.id !== id));

export function sendEarlier(waiting: Waiting): void {
  box.write(box.read().map((one) => (one.id === waiting.id ? { ...one, due: 0 } : one)));
}

/** Sends what is due. Nothing of an envelope stays once it is taken or refused for good. */
export async function sendDue(): Promise<Sending[]> {
  const results: Sending[] = [];
  for (const one of box.read()) {
    if (one.lastDay < today()) {
      remove(one);
      results.push("refused");
    } else if (one.due <= now() || one.due > now() + longestWait) {
      const result = await send(one);
      if (result !== "unreachable") remove(one);
      results.push(result);
    }
  }
  return results;
}

async function send({ body }: Waiting): Promise<Sending> {
  try {
    const response = await fetch("/drop", {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: fromBase64Url(body),
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
    });
    if (response.status === 202) return "sent";
    return response.status === 409 ? "refused" : "unreachable";
  } catch {
    return "unreachable";
  }
}
