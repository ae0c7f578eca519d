import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { anchorsOf } from "../../support/markdown.ts";

const root = join(import.meta.dirname, "../../..");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };

describe.each(globSync("docs/operations/*.md", { cwd: root }))("%s", (page) => {
  const file = join(root, page);
  const text = readFileSync(file, "utf8");

  test("links to pages and chapters that exist", () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)];
    for (const [link, path = "", anchor] of links) {
      const target = path === "" ? file : resolve(dirname(file), path);
      expect(existsSync(target), link).toBe(true);
      if (anchor !== undefined) expect(anchorsOf(target), link).toContain(anchor);
    }
  });

  test("names commands that exist", () => {
    for (const [, name = ""] of text.matchAll(/npm run (?:-s )?([\w:-]+)/g)) expect(scripts).toHaveProperty([name]);
  });
});

test("every page is in the index", () => {
  const index = readFileSync(join(root, "docs/operations/README.md"), "utf8");
  for (const page of globSync("*.md", { cwd: join(root, "docs/operations") })) {
    if (page !== "README.md") expect(index).toContain(`(${page})`);
  }
});
