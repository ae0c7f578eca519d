import { basename } from "node:path";
import { beforeEach } from "vitest";
import { embeddedOnly } from "./embedded-only.ts";

/** Set-up of the flow files on a target elsewhere. */
beforeEach(({ task, skip }) => {
  const tests = embeddedOnly[basename(task.file.name)];
  if (typeof tests !== "object") return;
  const [, reason] = Object.entries(tests).find(([title]) => task.name.startsWith(title)) ?? [];
  if (reason !== undefined) skip(reason);
});
