import { describe, expect, test } from "vitest";
import { keptFor } from "../../../lib/runtime/kept-for.ts";

const setup = () => {
  let now = 0;
  let reads = 0;
  let made = 0;
  let answer: string | Error = "one";
  const value = keptFor({
    read: async () => {
      reads += 1;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    make: (text) => {
      if (text === "broken") throw new Error("no value");
      made += 1;
      return { text, made };
    },
    forMs: 1_000,
    clock: () => new Date(now),
  });
  return {
    value,
    reads: () => reads,
    answers: (next: string | Error) => {
      answer = next;
    },
    pass: (ms: number) => {
      now += ms;
    },
  };
};

describe("a value that somebody may change while a sandbox lives", () => {
  test("is read once, and again when its time is over", async () => {
    const { value, reads, answers, pass } = setup();
    await value();
    answers("two");
    pass(999);
    expect(await value()).toEqual({ text: "one", made: 1 });
    expect(reads()).toBe(1);
    pass(1);
    expect(await value()).toEqual({ text: "two", made: 2 });
  });

  test("is made anew only of another text", async () => {
    const { value, pass } = setup();
    const first = await value();
    pass(5_000);
    expect(await value()).toBe(first);
  });

  test("goes on as it was while it cannot be read, and where what was written makes no value", async () => {
    const { value, reads, answers, pass } = setup();
    const first = await value();
    for (const fault of [new Error("unavailable"), "broken"]) {
      answers(fault);
      pass(1_000);
      expect(await value()).toBe(first);
    }
    expect(reads()).toBe(3);
    answers("two");
    pass(1_000);
    expect(await value()).toMatchObject({ text: "two" });
  });

  test("fails as long as nothing was ever read, and asks each time", async () => {
    const { value, reads, answers } = setup();
    answers(new Error("unavailable"));
    await expect(value()).rejects.toThrow("unavailable");
    answers("one");
    expect(await value()).toMatchObject({ text: "one" });
    expect(reads()).toBe(2);
  });
});
