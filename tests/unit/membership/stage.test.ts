import { describe, expect, test } from "vitest";
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
import { definePolicy, nationalPolicy } from "../../../lib/rules/policy.ts";
import type { AppError } from "../../../lib/shared/errors.ts";
import { aPerson, contextOf, organizations, places } from "./person-fixture.ts";

const today = "2026-11-21";
const here = { today, policy: nationalPolicy };
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
    const code = codeOf(() => nextStage(person, step(name, today, "2027-01-01"), here));
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
  const gone = { ...member, ...nextStage(member, step("transfer_out"), here) };
  expect(gone).toMatchObject({ stage: "transferred_out", formerStage: "full_member", stageSince: today });
  expect(nextStage(gone, step("return"), here)).toMatchObject({ stage: "full_member", formerStage: null });
});

test.each([
  ["before the end of probation", "2026-05-31", null, "probation_not_over"],
  ["at the end of probation", "2026-06-01", null, "allowed"],
  ["at the regular end of an extended one", "2026-06-01", "2026-12-01", "probation_not_over"],
  ["in the future", "2026-12-01", "2026-12-01", "validation_failed"],
])("judges a conversion %s", async (_, on, probationExtendedTo, expected) => {
  const person = await aPerson({ stage: "probationary_member", fields: fieldsOf.probationary_member ?? {} });
  expect(codeOf(() => nextStage({ ...person, probationExtendedTo }, step("convert", on), here))).toBe(expected);
});

test.each([
  ["2026-11-30", "extension_length"],
  ["2026-12-01", "allowed"],
  ["2027-06-01", "allowed"],
  ["2027-06-02", "extension_length"],
])("extends a probation that ends on 2026-06-01 to %s: %s", async (extendTo, expected) => {
  const person = await aPerson({ stage: "probationary_member", fields: fieldsOf.probationary_member ?? {} });
  expect(codeOf(() => nextStage(person, step("extend_probation", "2026-06-01", extendTo), here))).toBe(expected);
});

test("does not let a step lie before the one that it follows", async () => {
  const activist = await aPerson({ stage: "activist", fields: { activist_date: "2025-04-01" } });
  expect(codeOf(() => nextStage(activist, step("list_as_development_target", "2025-03-31"), here))).toBe(
    "validation_failed",
  );
});

test("forgets the milestones of the first attempt when somebody applies again", async () => {
  const before = await aPerson({
    stage: "discontinued",
    fields: { activist_date: "2020-01-01", admission_date: "2021-01-01" },
  });
  expect(nextStage(before, step("apply_again"), here)).toMatchObject({
    stage: "applicant",
    fields: { application_date: today, activist_date: null, admission_date: null },
  });
});

test("shows every field by exactly one capability", () => {
  expect(Object.values(fieldsShownBy).flat().sort()).toEqual([...fieldNames()].sort());
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
      findPolicy: async () => nationalPolicy,
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

describe("a university's own numbers of probation", () => {
  const decision = { since: "2026-01-01", decidedBy: "校党委会2026年第1次会议" } as const;
  const policies: string[] = [];
  const call = async (transition: TransitionName, limit: "shortest" | "times", value: number, extendTo?: string) => {
    const person = await aPerson({ stage: "probationary_member", fields: fieldsOf.probationary_member ?? {} });
    const store = { find: async () => person, write: async () => [] };
    const act = changeStage({
      store: store as unknown as PersonStore,
      organizations,
      findPolicy: async () => {
        policies.push(transition);
        return definePolicy({ overrides: [{ ruleId: "DEV-35", limit, value, ...decision }] });
      },
    });
    const body = { version: 1, transition, on: "2026-06-01", extendTo };
    return await act(
      { params: { personId: person.personId }, query: {}, body },
      contextOf("organization_department_staff"),
    );
  };

  test("refuse an extension that the regulation would allow, and are named", async () => {
    const tooShort = await call("extend_probation", "shortest", 8, "2026-12-01").catch((error: AppError) => error);
    expect(tooShort).toMatchObject({ options: { reasonCode: "extension_length" } });
    expect(JSON.stringify(tooShort)).toContain("校党委会2026年第1次会议");
    expect(await call("extend_probation", "shortest", 8, "2027-02-01")).toMatchObject({
      probationExtendedTo: "2027-02-01",
    });
    await expect(call("extend_probation", "times", 0, "2027-02-01")).rejects.toMatchObject({
      options: { reasonCode: "extended_before" },
    });
  });

  test("are asked for only where a step depends on them", async () => {
    policies.length = 0;
    await call("convert", "shortest", 8);
    await call("cancel_probation", "shortest", 8);
    expect(policies).toEqual(["convert"]);
  });
});
