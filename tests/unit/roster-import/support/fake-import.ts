import type { ExistingPerson } from "../../../../lib/roster/compare-roster.ts";
import type { PersonRegister, PlannedRow, RowOutcome } from "../../../../lib/roster-import/person-register.ts";
import type { PreviewRow } from "../../../../lib/roster-import/preview.ts";
import type { RosterFiles } from "../../../../lib/roster-import/roster-files.ts";
import type { StoredImport } from "../../../../lib/roster-import/roster-import.ts";
import type { RosterImportStore } from "../../../../lib/roster-import/roster-import-store.ts";
import type { Circumstances, Fact } from "../../../../lib/shared/event.ts";

export const circumstances: Circumstances = {
  at: new Date("2026-11-21T02:00:00Z"),
  correlationId: "request-1",
  actor: "20050018",
};

/** An import as it is uploaded. */
export function makeImport(overrides: Partial<StoredImport> = {}): StoredImport {
  return {
    importId: "0123456789abcdefghjk",
    organizationId: "cczu",
    fileName: "花名册.xlsx",
    fileBytes: 1,
    sheet: null,
    asOf: "2026-11-21",
    state: "uploaded",
    createdBy: "20050018",
    createdAt: "2026-11-21T01:00:00.000Z",
    updatedAt: "2026-11-21T01:00:00.000Z",
    expiresOn: "2026-12-21",
    checkedRows: 0,
    counts: null,
    columns: [],
    failure: null,
    plannedRows: 0,
    committedRows: 0,
    outcome: null,
    conflictRows: [],
    version: 1,
    checkAttempts: 0,
    run: null,
    committedBatches: 0,
    expiresAt: Date.parse("2026-12-21T01:00:00Z") / 1000,
    ...overrides,
  };
}

/** Keeps one import, with optimistic locking as the real store has it. */
export function storeOf(initial: StoredImport) {
  let stored = initial;
  const facts: Fact[] = [];
  const store: RosterImportStore = {
    insert: async (created) => {
      stored = created;
    },
    find: async () => structuredClone(stored),
    list: async () => ({ items: [stored], nextCursor: null }),
    save: async (next, caused) => {
      if (next.version !== stored.version + 1) return false;
      stored = structuredClone(next);
      facts.push(...caused);
      return true;
    },
  };
  return { store, facts, stored: () => stored };
}

/** Files in memory, by their place. */
export function filesInMemory(uploads: Readonly<Record<string, Uint8Array>> = {}) {
  const kept = new Map<string, unknown>(Object.entries(uploads).map(([id, bytes]) => [`${id}/upload`, bytes]));
  const removeBeginning = (start: string) => {
    for (const key of kept.keys()) if (key.startsWith(start)) kept.delete(key);
  };
  const page = (at: { importId: string; runId: string; result: string; page: number }) =>
    `${at.importId}/${at.runId}/${at.result}/${at.page}`;
  const batch = (at: { importId: string; runId: string; batch: number }) =>
    `${at.importId}/${at.runId}/plan/${at.batch}`;
  const files: RosterFiles = {
    putUpload: async (id, bytes) => void kept.set(`${id}/upload`, bytes),
    findUpload: async (id) => kept.get(`${id}/upload`) as Uint8Array | undefined,
    putPage: async (at, rows) => void kept.set(page(at), rows),
    findPage: async (at) => kept.get(page(at)) as PreviewRow[] | undefined,
    putBatch: async (at, rows) => void kept.set(batch(at), rows),
    findBatch: async (at) => kept.get(batch(at)) as PlannedRow[] | undefined,
    putRejectedWorkbook: async (id, runId, bytes) => void kept.set(`${id}/${runId}/rejected`, bytes),
    findRejectedWorkbook: async (id, runId) => kept.get(`${id}/${runId}/rejected`) as Uint8Array | undefined,
    removeRun: async (id, { runId }) => removeBeginning(`${id}/${runId}/`),
    removeInput: async ({ importId, run }) => {
      kept.delete(`${importId}/upload`);
      if (run !== null) removeBeginning(`${importId}/${run.runId}/plan/`);
    },
    removeAll: async ({ importId }) => removeBeginning(`${importId}/`),
  };
  return { files, kept };
}

/** Remembers who wrote each person last, as the register of the membership context does. */
export function registerInMemory(existing: readonly ExistingPerson[] = []) {
  const people = new Map(existing.map((entry) => [entry.person.id_number, { ...entry, occasion: "" }]));
  let writes = 0;
  const writeRow = (importId: string, { row, person, change }: PlannedRow): RowOutcome => {
    const occasion = `${importId}/${row}`;
    const present = people.get(person.id_number);
    if (present?.occasion === occasion) return change === null ? "registered" : "changed";
    if (change === null && present !== undefined) return "unchanged";
    people.set(person.id_number, { personId: `per-${person.id_number}`, person, occasion });
    writes += 1;
    return change === null ? "registered" : "changed";
  };
  const register: PersonRegister = {
    findByIdNumbers: async (numbers) => numbers.flatMap((number) => people.get(number) ?? []),
    write: async (importId, rows) => rows.map((row) => writeRow(importId, row)),
  };
  return { register, people, writes: () => writes };
}
