import { describe, expect, test } from "vitest";
import * as contract from "../../../lib/organization/organization.ts";
import { dissolveOrganization } from "../../../lib/organization/routes.ts";
import { lengthOf, limits } from "../../../web/src/organization/organization-rules.ts";

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
