import { expect, test } from "vitest";
import {
  type DraftFile,
  type DraftOwner,
  type MessageAttachment,
  maximumDrafts,
} from "../../../lib/message/attachment.ts";
import { addFile, removeFile, sweepFiles } from "../../../lib/message/keep-files.ts";
import type { AppError } from "../../../lib/shared/errors.ts";
import type { RequestContext } from "../../../lib/shared/request-context.ts";

const organizationId = "school";

/** `pause` stands before each call and may throw, as a function that is killed. */
function shelf(pause: () => void = () => undefined) {
  const drafts = new Map<string, DraftFile & { isWithdrawn?: boolean }>();
  const objects = new Set<string>();
  let count = 0;
  const dependencies = {
    drafts: {
      listDrafts: async () => [...drafts.values()].filter(({ isWithdrawn }) => isWithdrawn !== true),
      async *listAllDrafts(part: number) {
        if (part === 0) for (const file of drafts.values()) yield { organizationId, ...file };
      },
      async addDraft(_: string, file: DraftFile) {
        pause();
        drafts.set(file.attachmentId, file);
      },
      async withdrawDraft({ attachmentId }: DraftOwner) {
        pause();
        const known = drafts.get(attachmentId);
        if (known !== undefined) drafts.set(attachmentId, { ...known, isWithdrawn: true });
        return known !== undefined;
      },
      async forgetDraft({ attachmentId }: DraftOwner) {
        pause();
        drafts.delete(attachmentId);
      },
    },
    files: {
      async put({ attachmentId }: Pick<MessageAttachment, "attachmentId">) {
        pause();
        objects.add(attachmentId);
      },
      find: async () => undefined,
      async remove(id: string) {
        pause();
        objects.delete(id);
      },
    },
    newId: () => `f${++count}`,
  };
  const at = (moment: string) => ({ at: new Date(moment) }) as RequestContext;
  const body = { fileName: "通知.pdf", content: Buffer.from("%PDF-1.7").toString("base64") };
  return {
    drafts,
    objects,
    add: (moment: string) => addFile(dependencies)({ params: { organizationId }, query: {}, body }, at(moment)),
    remove: (attachmentId: string) =>
      removeFile(dependencies)({ params: { organizationId, attachmentId }, query: {}, body: {} }),
    sweep: (moment: string) => sweepFiles(dependencies)(new Date(moment)),
  };
}

test("what was not sent within a day is thrown away at night, what a message has taken is not", async () => {
  const { add, drafts, objects, sweep } = shelf();
  await add("2026-11-20T02:00:00Z");
  await add("2026-11-20T02:01:00Z");
  drafts.delete("f1");
  await add("2026-11-22T02:00:00Z");
  expect(await sweep("2026-11-22T19:40:00Z")).toEqual({ files: 1 });
  expect([...drafts.keys()]).toEqual(["f3"]);
  expect([...objects]).toEqual(["f1", "f3"]);
});

test("whoever is killed while a file comes or goes leaves nothing that a later night does not find", async () => {
  for (let killedAt = 1; killedAt <= 8; killedAt++) {
    let calls = 0;
    const { add, drafts, objects, sweep } = shelf(() => {
      if (++calls === killedAt) throw new Error("killed");
    });
    await add("2026-11-20T02:00:00Z").catch(() => undefined);
    await sweep("2026-11-20T19:40:00Z");
    for (const night of ["2026-11-21T19:40:00Z", "2026-11-22T19:40:00Z"]) await sweep(night).catch(() => undefined);
    expect([drafts.size, objects.size], String(killedAt)).toEqual([0, 0]);
  }
});

test("an organisation has at most so many files waiting, and room again when one is removed", async () => {
  const { add, remove } = shelf();
  for (let file = 1; file <= maximumDrafts; file++) await add("2026-11-22T02:00:00Z");
  const refusal = await add("2026-11-22T02:00:00Z").catch((error: AppError) => error.code);
  expect(refusal).toBe("refused");
  await remove("f1");
  await expect(add("2026-11-22T02:00:00Z")).resolves.toMatchObject({ type: "pdf", fileName: "通知.pdf" });
});
