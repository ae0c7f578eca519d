import fc from "fast-check";
import { expect, test } from "vitest";
import { csvLine } from "../../../lib/people-export/csv-line.ts";
import type { ExportedRow, ExportFiles } from "../../../lib/people-export/export-files.ts";
import { makeExport } from "../../../lib/people-export/make-export.ts";
import type { StoredExport } from "../../../lib/people-export/people-export.ts";
import type { PeopleSource } from "../../../lib/people-export/people-source.ts";
import { parseCsv } from "../../../lib/roster/parse-csv.ts";
import type { Fact } from "../../../lib/shared/event.ts";

const at = new Date("2026-11-22T02:00:00Z");
const circumstances = { at, correlationId: "request", actor: null };

const asked: StoredExport = {
  exportId: "0000000000000000000a",
  organizationId: "u",
  filter: { q: null, stage: null, flag: null },
  purpose: "branch_register",
  format: "csv",
  withIdNumbers: false,
  state: "collecting",
  failure: null,
  requestedBy: "20050018",
  requestedAt: at.toISOString(),
  count: null,
  madeCount: 0,
  decidedBy: null,
  decidedAt: null,
  decisionNote: null,
  readyAt: null,
  expiresOn: "2026-11-29",
  parts: 0,
  downloads: 0,
  filterDigest: "digest",
  version: 1,
  position: null,
  slices: 0,
  madeSlices: 0,
  expiresAt: 0,
};

/** An export of so many people over storage in memory; each look at the clock takes a second. */
function given(people: number, runMilliseconds = 1_000_000) {
  let stored = asked;
  let now = at.getTime();
  let mayExport = true;
  const facts: Fact[] = [];
  const objects = new Map<string, unknown>();
  const key = (...parts: (string | number)[]) => parts.join("/");
  const find = <Value>(name: string) => objects.get(name) as Value | undefined;
  const files: ExportFiles = {
    putIds: async (id, slice, ids) => void objects.set(key(id, "ids", slice), ids),
    findIds: async (id, slice) => find<string[]>(key(id, "ids", slice)),
    putRows: async (id, slice, rows) => void objects.set(key(id, "rows", slice), rows),
    findRows: async (id, slice) => find<ExportedRow[]>(key(id, "rows", slice)),
    putPart: async (id, part, bytes) => void objects.set(key(id, "file", part), bytes),
    findPart: async (id, part) => find<Uint8Array>(key(id, "file", part)),
    async removeSlices(id, slices) {
      for (let slice = 0; slice < slices; slice++) {
        objects.delete(key(id, "ids", slice));
        objects.delete(key(id, "rows", slice));
      }
    },
  };
  const source: PeopleSource = {
    findScope: async () => (mayExport ? { columns: ["name", "id_number"], requesterName: "王海燕" } : undefined),
    async listIds(_, cursor) {
      const start = Number(cursor ?? "0");
      const end = Math.min(start + 40, people);
      const personIds = Array.from({ length: end - start }, (_each, index) => `per-${start + index}`);
      return { personIds, nextCursor: end < people ? String(end) : null };
    },
    readRows: async (_, ids) => ids.map((id) => [id, "3201***0000"]),
  };
  const make = makeExport({
    store: {
      insert: async () => undefined,
      find: async () => stored,
      async save(next, caused) {
        if (next.version !== stored.version + 1) return false;
        stored = next;
        facts.push(...caused);
        return true;
      },
      listOf: async () => ({ items: [], nextCursor: null }),
      listWaiting: async () => ({ items: [], nextCursor: null }),
    },
    files,
    source,
    clock: () => {
      now += 1_000;
      return new Date(now);
    },
    runMilliseconds,
  });
  return {
    run: () => make(asked.exportId, circumstances),
    state: () => stored,
    facts: () => facts.map(({ name }) => name),
    approve: () => {
      stored = { ...stored, state: "making", version: stored.version + 1 };
    },
    forbid: () => {
      mayExport = false;
    },
    objects,
    lines: () => {
      const parts = Array.from({ length: stored.parts }, (_, part) =>
        find<Uint8Array>(key(asked.exportId, "file", part)),
      );
      return new TextDecoder().decode(Buffer.concat(parts.map((part) => part ?? new Uint8Array()))).split("\r\n");
    },
  };
}

test("makes fifty people at once, and waits for a second person with one more", async () => {
  const few = given(50);
  expect(await few.run()).toBe("done");
  expect(few.state()).toMatchObject({ state: "ready", count: 50, parts: 1 });
  expect(few.facts()).toEqual(["PeopleExported"]);
  const more = given(51);
  await more.run();
  expect(more.state()).toMatchObject({ state: "waiting", count: 51, parts: 0 });
  expect(await more.run()).toBe("already_done");
  more.approve();
  await more.run();
  expect(more.state()).toMatchObject({ state: "ready", madeCount: 51 });
});

test("goes on where a run ended, with everybody once, and leaves nothing but the file", async () => {
  const large = given(10_000, 20_000);
  let runs = 0;
  do {
    if (large.state().state === "waiting") large.approve();
    await large.run();
    runs += 1;
  } while (large.state().state !== "ready" && runs < 100);
  expect(runs).toBeGreaterThan(3);
  expect(large.facts().filter((name) => name === "PeopleExportPaused").length).toBeGreaterThan(2);
  const people = large.lines().filter((line) => line.startsWith('"per-'));
  expect(people).toHaveLength(10_000);
  expect(new Set(people).size).toBe(10_000);
  expect(large.objects.size).toBe(large.state().parts);
});

test("counts once when two runs work side by side", async () => {
  const twice = given(300);
  await Promise.all([twice.run(), twice.run()]);
  twice.approve();
  await Promise.all([twice.run(), twice.run()]);
  expect(twice.state()).toMatchObject({ state: "ready", madeCount: 300 });
  expect(new Set(twice.lines().filter((line) => line.startsWith('"per-'))).size).toBe(300);
  expect(twice.facts().filter((name) => name === "PeopleExported")).toHaveLength(1);
});

test("ends when who asked may not export any more, and refuses more people than an import takes", async () => {
  const dismissed = given(300);
  await dismissed.run();
  dismissed.approve();
  dismissed.forbid();
  await dismissed.run();
  expect(dismissed.state()).toMatchObject({ state: "failed", failure: "not_allowed_any_more" });
  const huge = given(20_001);
  await huge.run();
  expect(huge.state()).toMatchObject({ state: "failed", failure: "too_many_people" });
});

test("writes any text as one cell that is no formula and reads back as it was", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 5 }), (cells) => {
      const [row] = [...parseCsv(csvLine(cells))];
      const values = (row?.values ?? []).map(String);
      for (const value of values) expect(value).not.toMatch(/^[=+\-@\t\r]/);
      const expected = cells.map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell));
      expect(values).toEqual(expected);
    }),
  );
});
