import { expect, test } from "vitest";
import { eraseEverywhere, type PersonalDataHolders } from "../../../lib/shared/personal-data.ts";

const subject = { personId: "per-1", accountIds: ["20269001"] };

/** Holders of memory; the one named `dying` fails. */
function given(dying?: string) {
  const left = new Set(["identity", "message", "activity"]);
  const holders: PersonalDataHolders = Object.fromEntries(
    [...left].map((name) => [
      name,
      {
        read: async () => [],
        erase: async () => {
          if (name === dying) throw new Error("killed");
          left.delete(name);
        },
      },
    ]),
  );
  return { left, holders };
}

test("the context that knows the accounts of a person is asked last, so that a second run can ask again", async () => {
  for (const dying of ["message", "activity", "identity"]) {
    const { left, holders } = given(dying);
    await expect(eraseEverywhere(holders, subject)).rejects.toThrow("killed");
    expect([...left]).toContain("identity");
  }
  const { left, holders } = given();
  await eraseEverywhere(holders, subject);
  expect([...left]).toEqual([]);
});
