import { expect, test } from "vitest";
import { createIdleWatch, idleLimitMs, idleWarningMs, storedTouches } from "../../../web/src/auth/idle-watch.ts";

/** Tabs over one storage and one clock. */
function given() {
  const stored = new Map<string, string>();
  const board = storedTouches({
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, value) => void stored.set(key, value),
  });
  const clock = { now: 1_000_000 };
  return { clock, open: () => createIdleWatch(board, () => clock.now), stored };
}

test("whoever does nothing is told two minutes before, and signed out after half an hour", () => {
  const { clock, open } = given();
  const tab = open();
  clock.now += idleLimitMs - idleWarningMs - 1;
  expect(tab.look()).toBe("active");
  clock.now += 1;
  expect(tab.look()).toBe("warned");
  clock.now += idleWarningMs - 1;
  expect(tab.look()).toBe("warned");
  clock.now += 1;
  expect(tab.look()).toBe("over");
});

test("a touch begins anew, also during the warning", () => {
  const { clock, open } = given();
  const tab = open();
  clock.now += idleLimitMs - 1;
  tab.touch();
  expect(tab.look()).toBe("active");
  clock.now += idleLimitMs - 1;
  expect(tab.look()).toBe("warned");
});

test("whoever works in one tab is not idle in another", () => {
  const { clock, open } = given();
  const [left, right] = [open(), open()];
  clock.now += idleLimitMs - 1;
  right.touch();
  clock.now += 10;
  expect(left.look()).toBe("active");
});

test("a storage that holds nonsense does not keep a login alive", () => {
  const { clock, open, stored } = given();
  const tab = open();
  for (const key of stored.keys()) stored.set(key, "never");
  clock.now += idleLimitMs;
  expect(tab.look()).toBe("over");
});
