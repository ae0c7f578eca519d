import { describe, expect, test } from "vitest";
import { Audience, type Reader, reachOf, withoutOverlap } from "../../../lib/message/audience.ts";

const paths: Readonly<Record<string, string>> = {
  root: "/root/",
  school: "/root/school/",
  branch: "/root/school/branch/",
  other: "/root/other/",
};
const at = (organizationId: string) => ({ organizationId, path: paths[organizationId] ?? "" });
const member: Reader = { recipientId: "per-1", category: "full_member", home: at("branch"), posts: [] };
const audience = (given: object) =>
  Audience.parse({ targets: [{ organizationId: "school", scope: "subtree" }], ...given });

describe("an audience", () => {
  test("without categories and posts is everybody in the lists, and no campus person", () => {
    expect(reachOf(audience({}), member)).toBe("branch");
    expect(reachOf(audience({}), { ...member, category: "campus_person", home: at("school") })).toBeUndefined();
  });

  test("of an organisation itself does not reach what is below it", () => {
    const only = audience({ targets: [{ organizationId: "school", scope: "self" }] });
    expect(reachOf(only, member)).toBeUndefined();
    expect(reachOf(only, { ...member, home: at("school") })).toBe("school");
  });

  test("of categories leaves the others out", () => {
    expect(reachOf(audience({ categories: ["activist"] }), member)).toBeUndefined();
    expect(reachOf(audience({ categories: ["activist", "full_member"] }), member)).toBe("branch");
  });

  test("of posts reaches who holds one there, wherever the own branch is", () => {
    const secretary: Reader = {
      ...member,
      home: at("other"),
      posts: [{ post: "branch_secretary", ...at("branch") }],
    };
    expect(reachOf(audience({ posts: ["branch_secretary"] }), secretary)).toBe("branch");
    expect(reachOf(audience({ posts: ["organizer"] }), secretary)).toBeUndefined();
    expect(reachOf(audience({ posts: ["branch_secretary"] }), member)).toBeUndefined();
  });

  test("counts somebody in several targets at the own branch, once", () => {
    const twice = audience({
      targets: [
        { organizationId: "school", scope: "subtree" },
        { organizationId: "root", scope: "subtree" },
      ],
      posts: ["branch_secretary"],
      categories: ["full_member"],
    });
    const both: Reader = { ...member, posts: [{ post: "branch_secretary", ...at("other") }] };
    expect(reachOf(twice, both)).toBe("branch");
  });

  test("reaches people named outside of its targets", () => {
    const named = audience({ targets: [], personIds: ["per-00000000000000000001"] });
    expect(reachOf(named, { ...member, recipientId: "per-00000000000000000001" })).toBe("branch");
    expect(reachOf(named, member)).toBeUndefined();
  });

  test("drops targets within others, and repeats", () => {
    const subtree = (organizationId: string) => ({ organizationId, scope: "subtree" as const });
    const self = (organizationId: string) => ({ organizationId, scope: "self" as const });
    const pathOf = (id: string) => paths[id] ?? "";
    expect(withoutOverlap([subtree("school"), subtree("branch"), self("school"), subtree("school")], pathOf)).toEqual([
      subtree("school"),
    ]);
    expect(withoutOverlap([self("school"), subtree("branch")], pathOf)).toHaveLength(2);
  });
});
