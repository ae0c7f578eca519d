import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { allEvents } from "../../../lib/contract.ts";
import { AnyFact, buildFact, defineEvent, parseFact, patternOf, sourcePrefix } from "../../../lib/shared/event.ts";

const summary = { zh: "已发生", en: "It happened" };
const Counted = defineEvent({ name: "Counted", context: "test", summary, data: z.object({ count: z.int() }) });
const circumstances = { at: new Date("2026-03-01T00:00:00Z"), correlationId: "r-1", actor: "20180016" };
const what = (occasion: number | string, data: unknown = { count: 1 }) => ({
  subject: { kind: "thing", id: "t-1" },
  occasion,
  organizationId: null,
  data: data as { count: number },
});

describe("a fact", () => {
  test("has an id that the write decides, not the moment", () => {
    const later = { at: new Date("2027-01-01T00:00:00Z"), correlationId: "r-2", actor: null };
    expect(buildFact(Counted, circumstances, what(3)).id).toBe(buildFact(Counted, later, what(3)).id);
  });

  test("has another id for another occasion, subject or name", () => {
    const Other = defineEvent({ name: "Other", context: "test", summary, data: z.object({ count: z.int() }) });
    const subject = { kind: "thing", id: "t-2" };
    const ids = [
      buildFact(Counted, circumstances, what(3)),
      buildFact(Counted, circumstances, what(4)),
      buildFact(Counted, circumstances, { ...what(3), subject }),
      buildFact(Other, circumstances, what(3)),
    ].map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
  });

  test("refuses data that its definition does not declare, so that content cannot slip onto the bus", () => {
    expect(() => buildFact(Counted, circumstances, what(1, { count: 1, name: "张三" }))).toThrow();
    expect(() => buildFact(Counted, circumstances, what(1, {}))).toThrow();
  });

  test("survives the way through JSON", () => {
    fc.assert(
      fc.property(fc.integer(), fc.option(fc.string()), (count, actor) => {
        const fact = buildFact(Counted, { ...circumstances, actor }, what(count, { count }));
        expect(parseFact(Counted, JSON.parse(JSON.stringify(fact)))).toEqual(fact);
        expect(AnyFact.parse(fact)).toEqual(fact);
      }),
    );
  });
});

describe("parsing", () => {
  const fact = buildFact(Counted, circumstances, what(1));

  test("accepts what a newer sender added, and keeps it out", () => {
    const newer = { ...fact, trace: "x", data: { ...fact.data, colour: "red" } };
    expect(parseFact(Counted, newer)).toEqual(fact);
  });

  test.each(["id", "name", "source", "version", "at", "correlationId", "actor", "subject", "organizationId", "data"])(
    "refuses a fact without %s",
    (field) => {
      expect(() => parseFact(Counted, { ...fact, [field]: undefined })).toThrow();
    },
  );

  test("refuses missing data", () => expect(() => parseFact(Counted, { ...fact, data: {} })).toThrow());
});

describe("the events of the contract", () => {
  test("have names of their own, in the past tense, and a source with the common prefix", () => {
    expect(new Set(allEvents.map(({ name }) => name)).size).toBe(allEvents.length);
    for (const { name, source } of allEvents) {
      expect(name).toMatch(/^([A-Z][a-z]+)+(ed|en|wn|t|Made|Held|Back|Begun|Milestone|[Dd]ue)$/);
      expect(source.startsWith(sourcePrefix)).toBe(true);
    }
  });

  test("make a pattern without repetitions", () => {
    const { source, detailType } = patternOf([...allEvents, ...allEvents]);
    expect(source).toEqual([...new Set(source)]);
    expect(detailType).toEqual(allEvents.map(({ name }) => name));
  });
});
