import { describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { wrapSchemas } from "../../../infra/bundles/schemas-when-used.ts";
import { whenUsed } from "../../../infra/bundles/when-used.ts";

describe("in a bundle", () => {
  const bodyOf = (code: string) => wrapSchemas(code).split("\n").slice(1).join("\n");

  test.each([
    ["a schema", "const Name = z.string();", "const Name = whenUsed(() => z.string());"],
    ["a chain", "export const Name = z.string().min(1);", "export const Name = whenUsed(() => z.string().min(1));"],
    ["a format", "const Day = z.iso.date();", "const Day = whenUsed(() => z.iso.date());"],
    [
      "what is made of another schema",
      "const A = Person.pick({ id: true });",
      "const A = whenUsed(() => Person.pick({ id: true }));",
    ],
    ["a field of another schema", "const v = Person.shape.version;", "const v = whenUsed(() => Person.shape.version);"],
    ["a page of something", "const People = pageOf(Person);", "const People = whenUsed(() => pageOf(Person));"],
    [
      "the schemas of a route, one by one",
      'const get = defineRoute({ id: "get", body: z.object({ a: z.string() }), response: Person.array() });',
      'const get = defineRoute({ id: "get", body: whenUsed(() => z.object({ a: z.string() })), response: whenUsed(() => Person.array()) });',
    ],
  ])("%s is made when used", (_, code, wanted) => {
    expect(bodyOf(code)).toBe(wanted);
  });

  test.each([
    ["a function that makes one when called", "const text = (length) => z.string().max(length);"],
    ["what reads a schema", "const names = Object.keys(Person.shape);"],
    ["the settings of the library", "z.config({ jitless: true });"],
    ["no schema at all", "const frozen = Object.freeze([1]);"],
  ])("%s stays as it is", (_, code) => {
    expect(wrapSchemas(code)).toBe(code);
  });
});

describe("what is made when used", () => {
  test("is made once, and not before", () => {
    const make = vi.fn(() => z.string());
    const schema = whenUsed(make);
    expect(make).not.toHaveBeenCalled();
    expect([schema.parse("a"), schema.safeParse(1).success]).toEqual(["a", false]);
    expect(make).toHaveBeenCalledOnce();
  });

  test("stands inside other schemas as the schema itself would", () => {
    const Name = whenUsed(() => z.string().min(1));
    const Person = whenUsed(() => z.object({ kind: z.literal("person"), name: Name, also: Name.optional() }));
    const Place = whenUsed(() => z.object({ kind: z.literal("place"), name: Name.default("here") }));
    const Named = z.discriminatedUnion("kind", [Person, Place]);
    expect(Named.parse({ kind: "place" })).toEqual({ kind: "place", name: "here" });
    expect(Named.array().safeParse([{ kind: "person", name: "" }]).error?.issues[0]?.path).toEqual([0, "name"]);
    expect(
      Person.extend({ age: z.int() }).strict().safeParse({ kind: "person", name: "a", age: 1, b: 2 }).success,
    ).toBe(false);
    expect(Object.keys(Person.shape)).toEqual(["kind", "name", "also"]);
    expect(Person).toBeInstanceOf(z.ZodObject);
  });
});
