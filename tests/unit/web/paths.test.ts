import { expect, test } from "vitest";
import { pathInShell, shellOf, shouldLeadToPhone } from "../../../web/src/boot/paths.ts";

test("tells the shells apart by the first segment only", () => {
  expect(["/m", "/m/audit", "/", "/members"].map(shellOf)).toEqual(["phone", "phone", "desktop", "desktop"]);
});

test("finds the same page in the other shell and back", () => {
  for (const path of ["/", "/organizations/a"]) {
    const onPhone = pathInShell(path, "phone");
    expect(shellOf(onPhone)).toBe("phone");
    expect(pathInShell(onPhone, "desktop")).toBe(path);
  }
});

test("leads phones to the phone shell, but not in the middle of a login and not against their wish", () => {
  expect(shouldLeadToPhone("/organizations", true, null)).toBe(true);
  expect(shouldLeadToPhone("/organizations", true, "desktop")).toBe(false);
  expect(shouldLeadToPhone("/auth/callback", true, null)).toBe(false);
  expect(shouldLeadToPhone("/organizations", false, null)).toBe(false);
});
