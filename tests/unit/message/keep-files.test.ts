import { expect, test } from "vitest";
import { type DraftFile, type MessageAttachment, maximumDrafts } from "../../../lib/message/attachment.ts";
import { addFile, removeFile } from "../../../lib/message/keep-files.ts";
import type { AppError } from "../../../lib/shared/errors.ts";
import type { RequestContext } from "../../../lib/shared/request-context.ts";

const organizationId = "school";

function shelf() {
  const drafts = new Map<string, DraftFile>();
  const objects = new Set<string>();
  let count = 0;
  const dependencies = {
    drafts: {
      listDrafts: async () => [...drafts.values()],
      addDraft: async (_: string, file: DraftFile) => void drafts.set(file.attachmentId, file),
      removeDraft: async (_: string, id: string) => drafts.delete(id),
    },
    files: {
      put: async ({ attachmentId }: Pick<MessageAttachment, "attachmentId">) => void objects.add(attachmentId),
      find: async () => undefined,
      remove: async (id: string) => void objects.delete(id),
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
  };
}

test("what was not sent within a day is thrown away with the next upload, what a message has taken is not", async () => {
  const { add, drafts, objects } = shelf();
  await add("2026-11-20T02:00:00Z");
  await add("2026-11-20T02:01:00Z");
  drafts.delete("f1");
  await add("2026-11-22T02:00:00Z");
  expect([...drafts.keys()]).toEqual(["f3"]);
  expect([...objects]).toEqual(["f1", "f3"]);
});

test("an organisation has at most so many files waiting, and room again when one is removed", async () => {
  const { add, remove } = shelf();
  for (let file = 1; file <= maximumDrafts; file++) await add("2026-11-22T02:00:00Z");
  const refusal = await add("2026-11-22T02:00:00Z").catch((error: AppError) => error.code);
  expect(refusal).toBe("refused");
  await remove("f1");
  await expect(add("2026-11-22T02:00:00Z")).resolves.toMatchObject({ type: "pdf", fileName: "通知.pdf" });
});
