import { describe, expect, it } from "vitest";
import { importStates, importTransitions, mayMove, refuseMove } from "../../../lib/roster-import/import-states.ts";

const names = Object.keys(importTransitions) as (keyof typeof importTransitions)[];

describe("the life of an import", () => {
  it("lets each state do these things and no others", () => {
    const allowed = Object.fromEntries(
      importStates.map((state) => [state, names.filter((transition) => mayMove(state, transition))]),
    );
    expect(allowed).toEqual({
      uploaded: ["startCheck", "cancel"],
      checking: ["startCheck", "finishCheck", "refuseFile", "cancel"],
      checked: ["startCommit", "cancel"],
      failed: ["cancel"],
      committing: ["finishCommit"],
      committed: [],
      cancelled: [],
    });
  });

  it("reaches every state from the upload", () => {
    const reached = new Set<string>(["uploaded"]);
    for (const _ of importStates) {
      for (const { from, to } of Object.values(importTransitions))
        if (from.some((one) => reached.has(one))) reached.add(to);
    }
    expect([...reached].sort()).toEqual([...importStates].sort());
  });

  it("names the state when it refuses", () => {
    expect(() => refuseMove("committing", "cancel")).toThrow(
      expect.objectContaining({
        code: "refused",
        options: expect.objectContaining({ reasonCode: "import_is_committing" }),
      }),
    );
    expect(() => refuseMove("checked", "cancel")).not.toThrow();
  });
});
