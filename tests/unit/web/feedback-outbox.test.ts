import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { drawMoment, listWaiting, put, sendDue, sendEarlier } from "../../../web/feedback/src/outbox.ts";

const envelope = new Uint8Array([1, 2, 3]);
const hour = 3_600_000;
const lastDay = "2099-12-31";

function storage(): Storage {
  const values = new Map<string, string>();
  const one = {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
  return one as unknown as Storage;
}

/** A browser whose host answers with these states; a refused connection is 0. */
function browser(...states: number[]): { kept: Storage; sent: () => number } {
  const kept = storage();
  let sent = 0;
  vi.stubGlobal("localStorage", kept);
  vi.stubGlobal("fetch", async () => {
    const status = states[sent++] ?? 202;
    if (status === 0) throw new TypeError("unreachable");
    return new Response(null, { status });
  });
  return { kept, sent: () => sent };
}

afterEach(() => void vi.unstubAllGlobals());

test("A13 an envelope leaves at a random moment of the next day, not before, unless its writer says so", async () => {
  const { sent, kept } = browser();
  const moments = Array.from({ length: 200 }, () => drawMoment(lastDay) - Date.now());
  expect(Math.min(...moments)).toBeGreaterThan(hour - 1_000);
  expect(Math.max(...moments)).toBeLessThanOrEqual(24 * hour);
  expect(Math.max(...moments) - Math.min(...moments)).toBeGreaterThan(12 * hour);

  const waiting = put(envelope, { due: drawMoment(lastDay), lastDay });
  expect(await sendDue()).toEqual([]);
  expect(sent()).toBe(0);
  sendEarlier(waiting);
  expect(await sendDue()).toEqual(["sent"]);
  expect(listWaiting()).toEqual([]);
  expect(kept.getItem("fb.waiting")).toBeNull();
});

test("an envelope stays while nobody can be reached, and is given up when it is refused or too late", async () => {
  const { sent } = browser(0, 503, 409);
  put(envelope, { due: 0, lastDay });
  expect(await sendDue()).toEqual(["unreachable"]);
  expect(await sendDue()).toEqual(["unreachable"]);
  expect(await sendDue()).toEqual(["refused"]);
  put(envelope, { due: 0, lastDay: "2020-01-01" });
  expect(await sendDue()).toEqual(["refused"]);
  expect([listWaiting(), sent()]).toEqual([[], 3]);
});

test("a page that was closed before the moment sends at the next visit, and storage cleared meanwhile leaves nothing to send", async () => {
  const { kept, sent } = browser();
  const waiting = put(envelope, { due: Date.now() + hour, lastDay });
  expect(await sendDue()).toEqual([]);
  vi.useFakeTimers({ now: waiting.due + 1, toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  // A new page knows what the storage holds, and nothing else.
  expect(JSON.parse(kept.getItem("fb.waiting") ?? "")).toEqual([waiting]);
  expect(await sendDue()).toEqual(["sent"]);
  expect(kept.getItem("fb.waiting")).toBeNull();

  put(envelope, { due: 0, lastDay });
  kept.removeItem("fb.waiting");
  expect([listWaiting(), await sendDue(), sent()]).toEqual([[], [], 1]);
});

test("a clock that was set back does not keep an envelope for ever", async () => {
  browser();
  put(envelope, { due: Date.now() + 90 * 24 * hour, lastDay });
  expect(await sendDue()).toEqual(["sent"]);
});
