import { describe, expect, test } from "vitest";
import { withRelease } from "../../../scripts/write-service-worker.ts";
import { answerTo } from "../../../web/src/offline/answers.ts";

const site = "https://dangjian.example.edu.cn";
const get = (path: string, mode = "cors") => answerTo({ url: `${site}${path}`, method: "GET", mode }, site);

describe("without network", () => {
  test("pages, files and settings are answered from what was kept", () => {
    expect(get("/m/activities/act-1/scan?x=1", "navigate")).toBe("page");
    expect(get("/assets/scan-page-1a2b.js")).toBe("kept");
    expect(get("/config.json")).toBe("fresh");
  });

  test("neither the API nor another site is ever answered from this device", () => {
    expect(get("/api/me")).toBeUndefined();
    expect(answerTo({ url: "https://sso.example.edu.cn/assets/a.js", method: "GET", mode: "cors" }, site)).toBe(
      undefined,
    );
    expect(answerTo({ url: `${site}/assets/a.js`, method: "POST", mode: "cors" }, site)).toBeUndefined();
  });
});

describe("a release", () => {
  const page = (name: string) => [
    `src/phone/activity/${name}.tsx`,
    { file: `assets/${name}.js`, imports: ["_shared.js"] },
  ];
  const manifest = {
    "index.html": { file: "assets/index-1.js", css: ["assets/index-1.css"] },
    "src/phone/phone-shell.tsx": { file: "assets/shell-1.js", imports: ["index.html"] },
    "_shared.js": { file: "assets/shared-1.js" },
    "src/desktop/desktop-shell.tsx": { file: "assets/desktop-1.js" },
    ...Object.fromEntries(["scan-page", "pass-page", "activity-page", "activities-page"].map(page)),
  };
  const releaseOf = (given: typeof manifest) =>
    JSON.parse(JSON.parse(withRelease("JSON.parse(`__RELEASE__`)", given).slice("JSON.parse(".length, -1)));

  test("keeps everything that the pages of the door need, and nothing of the desktop", () => {
    const { files, entry } = releaseOf(manifest);
    expect(entry).toBe("/assets/index-1.js");
    expect(files).toContain("/assets/shared-1.js");
    expect(files).toContain("/assets/index-1.css");
    expect(files).not.toContain("/assets/desktop-1.js");
  });

  test("has another name as soon as one of its files has", () => {
    const next = { ...manifest, "_shared.js": { file: "assets/shared-2.js" } };
    expect(releaseOf(next).name).not.toBe(releaseOf(manifest).name);
    expect(releaseOf({ ...manifest }).name).toBe(releaseOf(manifest).name);
  });

  test("fails the build where the worker has no place for it", () => {
    expect(() => withRelease("nothing", manifest)).toThrow("no place");
  });
});
