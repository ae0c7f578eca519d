import { useMutation } from "@tanstack/react-query";
import { type ChangeEvent, useState } from "react";
import { randomUuid } from "../api/action-key.ts";
import type { ResponseOf } from "../api/contract.ts";
import { bytesOf, saveFile } from "../api/save-file.ts";
import { useAction, useApi } from "../api/use-api.tsx";
import { FileTooLarge, readForUpload } from "../files/read-for-upload.ts";

export type MessageFile = ResponseOf<"POST /api/organizations/{organizationId}/message-files">;

/** The files of a message that is being written. They belong to the organisation in whose name it goes out. */
export function useDraftFiles(organizationId: string | undefined) {
  const api = useApi();
  const [held, setHeld] = useState<{ of: string | undefined; files: readonly MessageFile[] }>({
    of: undefined,
    files: [],
  });
  const files = held.of === organizationId ? held.files : [];
  const add = useMutation<MessageFile, Error, { of: string; file: File }>({
    mutationFn: async ({ of, file }) => {
      const body = await readForUpload(file);
      const key = "POST /api/organizations/{organizationId}/message-files";
      return await api(key, { params: { organizationId: of }, body, idempotencyKey: randomUuid() });
    },
    onSuccess: (added, { of }) =>
      setHeld((before) => ({ of, files: [...(before.of === of ? before.files : []), added] })),
  });
  const remove = useAction("POST /api/organizations/{organizationId}/message-files/{attachmentId}/remove");
  return {
    files,
    ids: files.map(({ attachmentId }) => attachmentId),
    isAdding: add.isPending,
    /** From a field for files, which may take the same one again. */
    pick({ target }: ChangeEvent<HTMLInputElement>) {
      const file = target.files?.[0];
      target.value = "";
      if (file !== undefined && organizationId !== undefined) add.mutate({ of: organizationId, file });
    },
    /** Gone from the message at once; that it may stay a day where it was kept disturbs nobody. */
    remove(attachmentId: string) {
      if (organizationId === undefined) return;
      setHeld({ of: organizationId, files: files.filter((file) => file.attachmentId !== attachmentId) });
      remove.mutate({ params: { organizationId, attachmentId }, body: {} });
    },
    tooLarge: add.error instanceof FileTooLarge ? add.error : undefined,
    error: add.error instanceof FileTooLarge ? null : add.error,
  };
}

export type DraftFiles = ReturnType<typeof useDraftFiles>;

/** Fetches a file of a message and hands it to the browser. */
export function useMessageFile(messageId: string) {
  const api = useApi();
  return useMutation<void, Error, string>({
    mutationFn: async (attachmentId) => {
      const at = { params: { messageId, attachmentId } };
      const { content, contentType, fileName } = await api(
        "GET /api/messages/{messageId}/attachments/{attachmentId}",
        at,
      );
      saveFile(new Blob([bytesOf(content)], { type: contentType }), fileName);
    },
  });
}
