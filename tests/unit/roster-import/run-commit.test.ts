import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PlannedRow } from "../../../lib/roster-import/person-register.ts";
import { batchRows, inSlices, planCommit } from "../../../lib/roster-import/plan-commit.ts";
import { type CommitDependencies, runCommit } from "../../../lib/roster-import/run-commit.ts";
import { checkPeople, makeIdNumber, makeMember } from "../roster/support/build-roster.ts";
import { circumstances, filesInMemory, makeImport, registerInMemory, storeOf } from "./support/fake-import.ts";

const { accepted } = await checkPeople(
  ...Array.from({ length: 3 * batchRows - 20 }, (_, n) => {
    const birthDate = `1990-05-${10 + (n % 3)}`;
    return makeMember({ 出生日期: birthDate, 身份证号码: makeIdNumber(birthDate, 1 + 2 * Math.floor(n / 3)) });
  }),
);
const plan = planCommit({ added: accepted, changed: [], unchanged: [] });
const batches = inSlices(plan, batchRows);

async function committing() {
  const run = { runId: "run", pages: { added: 0, changed: 0, unchanged: 0, rejected: 0, warned: 0 }, batches: 3 };
  const started = makeImport({ state: "committing", plannedRows: plan.length, run });
  const { importId } = started;
  const { files, kept } = filesInMemory();
  for (const [batch, rows] of batches.entries()) await files.putBatch({ importId, runId: "run", batch }, rows);
  const { register, people, writes } = registerInMemory();
  const store = storeOf(started);
  const dependencies: CommitDependencies = {
    store: store.store,
    files,
    register,
    clock: () => circumstances.at,
    runMilliseconds: 1_000,
  };
  return { importId, dependencies, kept, people, writes, ...store };
}

const complete = {
  state: "committed",
  committedRows: plan.length,
  outcome: { registered: plan.length, changed: 0, unchanged: 0, conflicting: 0 },
};

describe("a commit", () => {
  it("writes every row once, in steps, and removes the plan", async () => {
    const { importId, dependencies, stored, facts, kept, writes } = await committing();
    expect(await runCommit(dependencies)(importId, circumstances)).toBe("done");
    expect(stored()).toMatchObject({ ...complete, committedBatches: 3 });
    expect(writes()).toBe(plan.length);
    expect(facts.map(({ name }) => name)).toEqual(["RosterCommitted"]);
    expect([...kept.keys()]).toEqual([]);
    expect(await runCommit(dependencies)(importId, circumstances)).toBe("already_done");
  });

  it("hands over when its time is used up, and goes on where it stood", async () => {
    const { importId, dependencies, stored, facts } = await committing();
    let now = circumstances.at.getTime();
    const slow = {
      ...dependencies,
      clock: () => {
        now += 400;
        return new Date(now);
      },
    };
    for (let runs = 0; stored().state === "committing"; runs++) {
      expect(runs).toBeLessThan(10);
      await runCommit(slow)(importId, circumstances);
    }
    expect(stored()).toMatchObject(complete);
    const names = facts.map(({ name }) => name);
    expect(names.slice(0, -1).every((name) => name === "RosterCommitPaused")).toBe(true);
    expect(names.length).toBeGreaterThan(1);
    expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
  });

  it("ends exactly however often it is cut off, before or after a write", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 14 }), { maxLength: 8 }), fc.boolean(), async (cuts, isAfter) => {
        const { importId, dependencies, stored, writes } = await committing();
        for (const cut of cuts) {
          let calls = 0;
          const dying = async <Result>(work: () => Promise<Result>): Promise<Result> => {
            const dies = calls++ === cut;
            if (dies && !isAfter) throw new Error("killed");
            const result = await work();
            if (dies) throw new Error("killed");
            return result;
          };
          const fragile: CommitDependencies = {
            ...dependencies,
            store: { ...dependencies.store, save: (next, facts) => dying(() => dependencies.store.save(next, facts)) },
            register: { write: (...call) => dying(() => dependencies.register.write(...call)) },
          };
          await runCommit(fragile)(importId, circumstances).catch(() => undefined);
        }
        await runCommit(dependencies)(importId, circumstances);
        expect(stored()).toMatchObject(complete);
        expect(writes()).toBe(plan.length);
      }),
      { numRuns: 40 },
    );
  });

  it("counts each step once when two runs work on it side by side", async () => {
    const { importId, dependencies, stored, writes, facts } = await committing();
    await Promise.all([1, 2, 3].map(() => runCommit(dependencies)(importId, circumstances)));
    expect(stored()).toMatchObject(complete);
    expect(writes()).toBe(plan.length);
    expect(facts.filter(({ name }) => name === "RosterCommitted")).toHaveLength(1);
  });

  it("asks again about a row that lost against a write of the same moment", async () => {
    const { importId, dependencies, stored } = await committing();
    const doubted = new Set<number>();
    const doubtful: CommitDependencies = {
      ...dependencies,
      register: {
        async write(id: string, rows: readonly PlannedRow[], about) {
          const outcomes = await dependencies.register.write(id, rows, about);
          return outcomes.map((outcome, index) => {
            const row = rows[index]?.row ?? 0;
            if (row % 10 !== 0 || doubted.has(row)) return outcome;
            doubted.add(row);
            return "conflicting";
          });
        },
      },
    };
    await runCommit(doubtful)(importId, circumstances);
    expect(doubted.size).toBeGreaterThan(0);
    expect(stored()).toMatchObject(complete);
  });

  it("names the rows that stay in conflict, a hundred at most", async () => {
    const { importId, dependencies, stored } = await committing();
    const stubborn = {
      ...dependencies,
      register: { write: async (_: string, rows: readonly PlannedRow[]) => rows.map(() => "conflicting" as const) },
    };
    await runCommit(stubborn)(importId, circumstances);
    expect(stored().outcome).toEqual({ registered: 0, changed: 0, unchanged: 0, conflicting: plan.length });
    expect(stored().conflictRows).toEqual(plan.slice(0, 100).map(({ row }) => row));
  });
});
