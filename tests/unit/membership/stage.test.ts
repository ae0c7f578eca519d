import { expect, test } from "vitest";
import { changeStage, nextStage } from "../../../lib/membership/change-stage.ts";
import { fieldNames } from "../../../lib/membership/person-fields.ts";
import type { PersonStore } from "../../../lib/membership/person-store.ts";
import { fieldsShownBy } from "../../../lib/membership/person-view.ts";
import {
  countedAs,
  isEnded,
  type Stage,
  stageNames,
  type TransitionName,
  transitionNames,
  transitions,
  transitionsFrom,
} from "../../../lib/membership/stage.ts";
import type { AppError } from "../../../lib/shared/errors.ts";
import { aPerson, contextOf, organizations, places } from "./person-fixture.ts";

const today = "2026-11-21";
const step = (transition: TransitionName, on = today, extendTo?: string) => ({ transition, on, extendTo });

const codeOf = (act: () => unknown): string => {
  try {
    act();
    return "allowed";
  } catch (error) {
    const { code, options } = error as AppError;
    return options?.reasonCode ?? code;
  }
};

const fieldsOf: Partial<Record<Stage, object>> = {
  probationary_member: { admission_date: "2025-06-01" },
  full_member: { admission_date: "2020-06-01", conversion_date: "2021-06-01" },
};

test.each(stageNames)("offers from %s just what the table has, and refuses the rest", async (stage) => {
  const person = { ...(await aPerson({ stage, fields: fieldsOf[stage] ?? {} })), formerStage: "applicant" as const };
  for (const name of transitionNames) {
    const code = codeOf(() => nextStage(person, step(name, today, "2027-01-01"), today));
    expect(code === "transition_not_allowed", `${stage} ${name} ${code}`).toBe(!transitionsFrom(stage).includes(name));
  }
});

test("leaves death and expulsion as they are, and has a way into every stage but the first", () => {
  expect(transitionsFrom("deceased")).toEqual([]);
  expect(transitionsFrom("expelled")).toEqual([]);
  const reached = new Set(transitionNames.map((name) => transitions[name].to));
  for (const stage of stageNames) expect([...reached], stage).toContain(stage);
});

test("counts candidates and members apart, and nobody whose membership ended", () => {
  for (const stage of stageNames) expect(countedAs(stage) === null, stage).toBe(isEnded(stage));
  expect(countedAs("activist")).toBe("candidate");
});

test("brings who was transferred out back to the former stage", async () => {
  const member = await aPerson({ stage: "full_member", fields: fieldsOf.full_member ?? {} });
  const gone = { ...member, ...nextStage(member, step("transfer_out"), today) };
  expect(gone).toMatchObject({ stage: "transferred_out", formerStage: "full_member", stageSince: today });
  expect(nextStage(gone, step("return"), today)).toMatchObject({ stage: "full_member", formerStage: null });
});

test.each([
  ["before the end of probation", "2026-05-31", null, "probation_not_over"],
  ["at the end of probation", "2026-06-01", null, "allowed"],
  ["at the regular end of an extended one", "2026-06-01", "2026-12-01", "probation_not_over"],
  ["in the future", "2026-12-01", "2026-12-01", "validation_failed"],
])("judges a conversion %s", async (_, on, probationExtendedTo, expected) => {
  const person = await aPerson({ stage: "probationary_member", fields: fieldsOf.probationary_member ?? {} });
  expect(codeOf(() => nextStage({ ...person, probationExtendedTo }, step("convert", on), today))).toBe(expected);
});

test.each([
  ["2026-11-30", "extension_length"],
  ["2026-12-01", "allowed"],
  ["2027-06-01", "allowed"],
  ["2027-06-02", "extension_length"],
])("extends a probation that ends on 2026-06-01 to %s: %s", async (extendTo, expected) => {
  const person = await aPerson({ stage: "probationary_member", fields: fieldsOf.probationary_member ?? {} });
  expect(codeOf(() => nextStage(person, step("extend_probation", "2026-06-01", extendTo), today))).toBe(expected);
});

test("does not let a step lie before the one that it follows", async () => {
  const activist = await aPerson({ stage: "activist", fields: { activist_date: "2025-04-01" } });
  expect(codeOf(() => nextStage(activist, step("list_as_development_target", "2025-03-31"), today))).toBe(
    "validation_failed",
  );
});

test("forgets the milestones of the first attempt when somebody applies again", async () => {
  const before = await aPerson({
    stage: "discontinued",
    fields: { activist_date: "2020-01-01", admission_date: "2021-01-01" },
  });
  expect(nextStage(before, step("apply_again"), today)).toMatchObject({
    stage: "applicant",
    fields: { application_date: today, activist_date: null, admission_date: null },
  });
});

test("shows every field by exactly one capability", () => {
  expect(Object.values(fieldsShownBy).flat().sort()).toEqual([...fieldNames].sort());
});

test("does not let anybody return to a branch that was dissolved meanwhile", async () => {
  const gone = await aPerson({ stage: "transferred_out", fields: fieldsOf.full_member ?? {} });
  const person = { ...gone, formerStage: "full_member" as const };
  const written: unknown[] = [];
  const store = {
    find: async () => person,
    write: async (writes: unknown[]) => {
      written.push(...writes);
      return [];
    },
  };
  const call = (status: "active" | "dissolved") =>
    changeStage({
      store: store as unknown as PersonStore,
      organizations: {
        ...organizations,
        find: async () => places.map((place) => ({ ...place, status }))[3],
      },
    })(
      { params: { personId: person.personId }, query: {}, body: { version: 1, transition: "return", on: today } },
      contextOf("organization_department_staff"),
    );
  await expect(call("dissolved")).rejects.toMatchObject({ options: { reasonCode: "branch_dissolved" } });
  expect(written).toHaveLength(0);
  expect(await call("active")).toMatchObject({ stage: "full_member" });
  expect(written).toHaveLength(1);
});
