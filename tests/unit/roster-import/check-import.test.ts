import { describe, expect, it } from "vitest";
import { type CheckDependencies, checkImport } from "../../../lib/roster-import/check-import.ts";
import { nationalPolicy } from "../../../lib/rules/policy.ts";
import { type Cells, makeIdNumber, makeMember, ORGANIZATIONS } from "../roster/support/build-roster.ts";
import { circumstances, filesInMemory, makeImport, registerInMemory, storeOf } from "./support/fake-import.ts";

const paths = new Map<string, string>();
const organizations = ORGANIZATIONS.map((organization) => {
  const path = `${paths.get(organization.parentId ?? "") ?? "/"}${organization.id}/`;
  paths.set(organization.id, path);
  return { ...organization, path };
});

function textOf(people: readonly Cells[]): Uint8Array {
  const headings = Object.keys(people[0] ?? {});
  const lines = [headings, ...people.map((person) => headings.map((heading) => person[heading] ?? ""))];
  return new TextEncoder().encode(lines.map((line) => line.join(",")).join("\n"));
}

function uploaded(bytes: Uint8Array, overrides: Parameters<typeof makeImport>[0] = {}) {
  const found = makeImport(overrides);
  const { files, kept } = filesInMemory({ [found.importId]: bytes });
  const { register } = registerInMemory();
  const store = storeOf(found);
  let runs = 0;
  const dependencies: CheckDependencies = {
    store: store.store,
    files,
    register,
    listOrganizations: async () => organizations,
    findPolicy: async () => nationalPolicy,
    newId: () => `run-${++runs}`,
    clock: () => circumstances.at,
  };
  return { ...store, importId: found.importId, dependencies, kept };
}

const member = makeMember({ 身份证号码: makeIdNumber("1990-05-17", 1) });

describe("the check of an import", () => {
  it("writes preview and plan, and says so in one fact", async () => {
    const { importId, dependencies, stored, facts, kept } = uploaded(textOf([member]));
    expect(await checkImport(dependencies)(importId, circumstances)).toBe("done");
    expect(stored()).toMatchObject({ state: "checked", plannedRows: 1, counts: { rows: 1, added: 1 } });
    expect(facts.map(({ name }) => name)).toEqual(["RosterChecked"]);
    expect([...kept.keys()].sort()).toEqual([
      `${importId}/run-1/added/0`,
      `${importId}/run-1/plan/0`,
      `${importId}/upload`,
    ]);
    expect(await checkImport(dependencies)(importId, circumstances)).toBe("already_done");
  });

  it("masks ID numbers in whichever column they stand", async () => {
    const { importId, dependencies, kept } = uploaded(textOf([{ ...member, 姓名: member.身份证号码 ?? "" }]));
    await checkImport(dependencies)(importId, circumstances);
    const page = JSON.stringify(kept.get(`${importId}/run-1/rejected/0`));
    expect(page).toContain("invalid_name");
    expect(page).not.toContain(String(member.身份证号码));
  });

  it("starts again in another place when it was cut off", async () => {
    const { importId, dependencies, stored, kept } = uploaded(textOf([member]));
    const broken = {
      ...dependencies,
      files: { ...dependencies.files, putBatch: async () => Promise.reject(new Error("killed")) },
    };
    await expect(checkImport(broken)(importId, circumstances)).rejects.toThrow("killed");
    expect(stored().state).toBe("checking");
    await checkImport(dependencies)(importId, circumstances);
    expect(stored()).toMatchObject({ state: "checked", run: { runId: "run-2" } });
    expect(kept.has(`${importId}/run-2/plan/0`)).toBe(true);
  });

  it("gives up a file that ended the function three times", async () => {
    const { importId, dependencies, stored, kept } = uploaded(textOf([member]), {
      state: "checking",
      checkAttempts: 3,
    });
    await checkImport(dependencies)(importId, circumstances);
    expect(stored()).toMatchObject({ state: "failed", failure: { code: "check_gave_up" } });
    expect([...kept.keys()]).toEqual([]);
  });

  it("leaves nothing behind of an import that is cancelled meanwhile", async () => {
    const { importId, dependencies, store, stored, facts, kept } = uploaded(textOf([member]));
    const cancelling: CheckDependencies = {
      ...dependencies,
      async listOrganizations() {
        await store.save({ ...stored(), state: "cancelled", version: stored().version + 1 }, []);
        await dependencies.files.removeAll({ importId, run: null });
        return organizations;
      },
    };
    expect(await checkImport(cancelling)(importId, circumstances)).toBe("already_done");
    expect(stored().state).toBe("cancelled");
    expect([...kept.keys(), ...facts]).toEqual([]);
  });
});
