import { describe, expect, test } from "vitest";
import * as contract from "../../../lib/organization/organization.ts";
import { dissolveOrganization } from "../../../lib/organization/routes.ts";
import { addMonths, lengthOf, limits, termOf } from "../../../web/src/organization/organization-rules.ts";

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

describe("the limits of the forms", () => {
  test("are those of the contract", () => {
    const { OrganizationName, OrganizationShortName, Organization } = contract;
    const reason = dissolveOrganization.body.shape.reason;
    const texts = [
      { schema: OrganizationName, minimum: limits.minimumName, maximum: limits.name },
      { schema: OrganizationShortName, minimum: limits.minimumName, maximum: limits.shortName },
      { schema: reason, minimum: limits.minimumReason, maximum: limits.reason },
    ];
    for (const { schema, minimum, maximum } of texts) {
      expect(accepts(schema, "党".repeat(minimum - 1))).toBe(false);
      expect(accepts(schema, "党".repeat(minimum))).toBe(true);
      expect(accepts(schema, "党".repeat(maximum))).toBe(true);
      expect(accepts(schema, "党".repeat(maximum + 1))).toBe(false);
    }
    expect(accepts(Organization.shape.termYears, limits.minimumTerm - 1)).toBe(false);
    expect(accepts(Organization.shape.termYears, limits.minimumTerm)).toBe(true);
    expect(accepts(Organization.shape.termYears, limits.term)).toBe(true);
    expect(accepts(Organization.shape.termYears, limits.term + 1)).toBe(false);
  });

  test("count a character outside the basic plane as one", () => {
    expect(lengthOf(" 𠮷㐂 ")).toBe(2);
  });
});

describe("the term of office", () => {
  const term = { termYears: 3, termStartedOn: "2024-02-29" };

  test("ends on the last day of a shorter month", () => {
    expect(addMonths("2024-02-29", 36)).toBe("2027-02-28");
    expect(addMonths("2026-08-31", 6)).toBe("2027-02-28");
  });

  test.each([
    { today: "2026-08-27", state: "running" },
    { today: "2026-08-28", state: "soon" },
    { today: "2027-02-27", state: "soon" },
    { today: "2027-02-28", state: "over" },
  ])("is $state on $today", ({ today, state }) => {
    expect(termOf(term, today)).toEqual({ startsOn: "2024-02-29", endsOn: "2027-02-28", state });
  });

  test("is unknown when a part of it is not recorded", () => {
    expect(termOf({ termYears: null, termStartedOn: "2024-02-29" }, "2026-01-01")).toBeUndefined();
  });
});
