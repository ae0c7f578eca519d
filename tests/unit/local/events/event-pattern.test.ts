import { isIPv4 } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileEventPattern } from "../../../../local/events/event-pattern.ts";

const matches = (pattern: unknown, event: unknown) => compileEventPattern(pattern)(event);

describe("an event pattern", () => {
  it.each<[string, unknown, unknown, boolean]>([
    ["an exact value", { a: ["x"] }, { a: "x" }, true],
    ["another value", { a: ["x"] }, { a: "y" }, false],
    ["one of several values", { a: ["x", "y"] }, { a: "y" }, true],
    ["an absent field", { a: ["x"] }, {}, false],
    ["every field", { a: [1], b: [2] }, { a: 1, b: 3 }, false],
    ["no number for its text", { a: [300] }, { a: "300" }, false],
    ["a number in any spelling", { a: [3.0e2] }, JSON.parse('{"a":300.0}'), true],
    ["null", { a: [null] }, { a: null }, true],
    ["no absent field for null", { a: [null] }, {}, false],
    ["the empty string", { a: [""] }, { a: "" }, true],
    ["no null for the empty string", { a: [""] }, { a: null }, false],
    ["booleans", { a: [true] }, { a: true }, true],
    ["nested objects", { a: { b: { c: ["x"] } } }, { a: { b: { c: "x" } } }, true],
    ["any element of an array", { a: ["x"] }, { a: ["w", "x"] }, true],
    ["one element of an array of objects", { a: { b: [1], c: [2] } }, { a: [{ b: 1, c: 2 }] }, true],
    ["not across elements", { a: { b: [1], c: [2] } }, { a: [{ b: 1 }, { c: 2 }] }, false],
    ["prefix", { a: [{ prefix: "ab" }] }, { a: "abc" }, true],
    ["the empty prefix for every text", { a: [{ prefix: "" }] }, { a: "anything" }, true],
    ["prefix without case", { a: [{ prefix: { "equals-ignore-case": "AB" } }] }, { a: "abc" }, true],
    ["suffix", { a: [{ suffix: ".png" }] }, { a: "x.png" }, true],
    ["suffix without case", { a: [{ suffix: { "equals-ignore-case": ".PNG" } }] }, { a: "x.png" }, true],
    ["no number for a prefix", { a: [{ prefix: "1" }] }, { a: 12 }, false],
    ["equals-ignore-case", { a: [{ "equals-ignore-case": "AbC" }] }, { a: "aBc" }, true],
    ["anything-but", { a: [{ "anything-but": "x" }] }, { a: "y" }, true],
    ["anything-but, hit", { a: [{ "anything-but": "x" }] }, { a: "x" }, false],
    ["anything-but, absent", { a: [{ "anything-but": "x" }] }, {}, false],
    ["anything-but a list", { a: [{ "anything-but": ["x", "y"] }] }, { a: "y" }, false],
    ["anything-but a prefix", { a: [{ "anything-but": { prefix: "x" } }] }, { a: "xy" }, false],
    ["anything-but suffixes", { a: [{ "anything-but": { suffix: ["x", "y"] } }] }, { a: "ay" }, false],
    ["anything-but without case", { a: [{ "anything-but": { "equals-ignore-case": ["X"] } }] }, { a: "x" }, false],
    ["anything-but a wildcard", { a: [{ "anything-but": { wildcard: "*/lib/*" } }] }, { a: "a/lib/b" }, false],
    ["some element that is anything but", { a: [{ "anything-but": ["x"] }] }, { a: ["x", "y"] }, true],
    ["numeric equality", { a: [{ numeric: ["=", 5] }] }, { a: 5 }, true],
    ["a numeric range", { a: [{ numeric: [">", 0, "<=", 5] }] }, { a: 5 }, true],
    ["outside a numeric range", { a: [{ numeric: [">", 0, "<=", 5] }] }, { a: 0 }, false],
    ["no text for a number", { a: [{ numeric: [">", 0] }] }, { a: "1" }, false],
    ["exists", { a: [{ exists: true }] }, { a: null }, true],
    ["exists false", { a: [{ exists: false }] }, { b: 1 }, true],
    ["exists only at leaves", { a: [{ exists: true }] }, { a: { b: 1 } }, false],
    ["absence in all elements", { a: { b: [{ exists: false }] } }, { a: [{ b: 1 }, { c: 2 }] }, false],
    ["a value or absence", { a: [{ exists: false }, "x"] }, { a: "x" }, true],
    ["wildcard", { a: [{ wildcard: "a*c*e" }] }, { a: "abcde" }, true],
    ["an escaped wildcard", { a: [{ wildcard: "a\\*" }] }, { a: "a*" }, true],
    ["an escaped wildcard only literally", { a: [{ wildcard: "a\\*" }] }, { a: "ab" }, false],
    ["cidr", { a: [{ cidr: "10.0.0.0/24" }] }, { a: "10.0.0.255" }, true],
    ["outside cidr", { a: [{ cidr: "10.0.0.0/24" }] }, { a: "10.0.1.0" }, false],
    ["cidr of version 6", { a: [{ cidr: "2001:db8::/32" }] }, { a: "2001:db8::1" }, true],
    ["no address", { a: [{ cidr: "10.0.0.0/24" }] }, { a: "ten" }, false],
    ["$or", { $or: [{ a: [1] }, { b: [2] }] }, { b: 2 }, true],
    ["$or beside a field", { c: [3], $or: [{ a: [1] }, { b: [2] }] }, { b: 2 }, false],
    ["a nested $or", { d: { $or: [{ a: [1] }, { b: [{ exists: false }] }] } }, { d: { c: 1 } }, true],
    ["no inherited field", { toString: [{ exists: false }] }, { a: 1 }, true],
  ])("matches %s", (_, pattern, event, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });

  it.each<[string, unknown, string]>([
    ["an unknown operator", { a: { b: [{ regex: "x" }] } }, "a.b.0"],
    ["an inherited name as operator", { a: [{ constructor: "x" }] }, "a.0"],
    ["an empty pattern", {}, "top"],
    ["an empty list", { a: [] }, "at a"],
    ["an empty object", { a: {} }, "at a"],
    ["a bare value", { a: "x" }, "at a"],
    ["two operators in one object", { a: [{ prefix: "x", suffix: "y" }] }, "a.0"],
    ["a nested list", { a: [["x"]] }, "a.0"],
    ["a prefix that is no text", { a: [{ prefix: 1 }] }, "a.0.prefix"],
    ["exists with a text", { a: [{ exists: "yes" }] }, "a.0"],
    ["a numeric sign", { a: [{ numeric: ["!", 1] }] }, "a.0.numeric"],
    ["a range upside down", { a: [{ numeric: [">", 5, "<", 1] }] }, "a.0.numeric"],
    ["two lower bounds", { a: [{ numeric: [">", 1, ">", 2] }] }, "a.0.numeric"],
    ["a mixed anything-but list", { a: [{ "anything-but": ["x", 1] }] }, "a.0.anything-but"],
    ["a nested anything-but", { a: [{ "anything-but": { "anything-but": "x" } }] }, "a.0.anything-but"],
    ["consecutive wildcards", { a: [{ wildcard: "a**" }] }, "a.0.wildcard"],
    ["a wildcard with a bad escape", { a: [{ wildcard: "a\\b" }] }, "a.0.wildcard"],
    ["a cidr without mask", { a: [{ cidr: "10.0.0.0" }] }, "a.0.cidr"],
    ["a cidr with a mask of 33", { a: [{ cidr: "10.0.0.0/33" }] }, "a.0.cidr"],
    ["$or with one branch", { $or: [{ a: [1] }] }, "$or"],
  ])("refuses %s and says where", (_, pattern, place) => {
    expect(() => compileEventPattern(pattern)).toThrow(place);
    expect(() => compileEventPattern(pattern)).toThrow(/^Event pattern is not valid\. Reason: /);
  });
});

describe("properties of matching", () => {
  const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const event = fc.dictionary(
    fc.string({ minLength: 1 }).filter((key) => key !== "$or" && key !== "__proto__"),
    scalar,
    { minKeys: 1 },
  );

  it("matches every event by the pattern made of its own values", () => {
    fc.assert(
      fc.property(event, (sample) => {
        const pattern = Object.fromEntries(Object.entries(sample).map(([key, value]) => [key, [value]]));
        return matches(pattern, sample);
      }),
    );
  });

  it("gives anything-but the opposite of the values, for present text", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), fc.string(), (list, value) => {
        return matches({ a: [{ "anything-but": list }] }, { a: value }) === !matches({ a: list }, { a: value });
      }),
    );
  });

  it("agrees with a regular expression on wildcards", () => {
    const part = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 3 });
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 4 }),
        fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 10 }),
        (parts, value) => {
          const wildcard = parts.join("*").replace(/\*+/g, "*");
          const expected = new RegExp(`^${wildcard.replaceAll("*", ".*")}$`).test(value);
          return matches({ v: [{ wildcard }] }, { v: value }) === expected;
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("agrees with arithmetic on numeric ranges", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1 }), fc.integer(), (low, width, value) => {
        const pattern = { v: [{ numeric: [">=", low, "<", low + width] }] };
        return matches(pattern, { v: value }) === (value >= low && value < low + width);
      }),
    );
  });

  it("agrees with bit arithmetic on address ranges", () => {
    const toNumber = (ip: string) => ip.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);
    fc.assert(
      fc.property(
        fc.ipV4().filter(isIPv4),
        fc.ipV4().filter(isIPv4),
        fc.integer({ min: 1, max: 32 }),
        (net, ip, bits) => {
          const size = 2 ** (32 - bits);
          const expected = Math.floor(toNumber(net) / size) === Math.floor(toNumber(ip) / size);
          return matches({ ip: [{ cidr: `${net}/${bits}` }] }, { ip }) === expected;
        },
      ),
    );
  });

  it("never throws on an event, and $or is a disjunction", () => {
    fc.assert(
      fc.property(fc.jsonValue(), scalar, scalar, (sample, left, right) => {
        const separate = matches({ a: [left] }, sample) || matches({ b: [right] }, sample);
        return matches({ $or: [{ a: [left] }, { b: [right] }] }, sample) === separate;
      }),
    );
  });
});
