import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ChangeEvent } from "react";
import { randomUuid } from "../api/action-key.ts";
import type { ResponseOf } from "../api/contract.ts";
import { bytesOf, saveFile } from "../api/save-file.ts";
import { useAction, useApi } from "../api/use-api.tsx";
import { FileTooLarge, readForUpload } from "../files/read-for-upload.ts";
import type { Activity } from "./use-activities.ts";

export type MinutesSheet = ResponseOf<"GET /api/activities/{activityId}/minutes">["sheet"];
export type Attachment = ResponseOf<"GET /api/activities/{activityId}/attachments">["items"][number];

interface FileAnswer {
  readonly fileName: string;
  readonly contentType: string;
  readonly content: string;
}

export function saveAnswer({ fileName, contentType, content }: FileAnswer): void {
  saveFile(new Blob([bytesOf(content)], { type: contentType }), fileName);
}

export function useMinutes(activityId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ["activity", activityId, "minutes"],
    queryFn: ({ signal }) => api("GET /api/activities/{activityId}/minutes", { params: { activityId }, signal }),
  });
}

export function useAttachments(activityId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ["activity", activityId, "attachments"],
    queryFn: ({ signal }) => api("GET /api/activities/{activityId}/attachments", { params: { activityId }, signal }),
  });
}

/** Adds, removes and fetches attachments of an activity. */
export function useAttachmentSteps({ activityId, may, state }: Activity) {
  const api = useApi();
  const queries = useQueryClient();
  const params = { activityId };
  const refresh = () => queries.invalidateQueries({ queryKey: ["activity", activityId, "attachments"] });
  const add = useMutation<Attachment, Error, File>({
    mutationFn: async (file) => {
      const body = await readForUpload(file);
      return await api("POST /api/activities/{activityId}/attachments", { params, body, idempotencyKey: randomUuid() });
    },
    onSuccess: refresh,
  });
  const remove = useAction("POST /api/activities/{activityId}/attachments/{attachmentId}/remove", () => void refresh());
  const open = useMutation<void, Error, string>({
    mutationFn: async (attachmentId) => {
      const at = { params: { activityId, attachmentId } };
      saveAnswer(await api("GET /api/activities/{activityId}/attachments/{attachmentId}", at));
    },
  });
  return {
    mayChange: may.record && (state === "held" || state === "recorded"),
    isAdding: add.isPending,
    /** From a field for files, which may take the same one again. */
    pick({ target }: ChangeEvent<HTMLInputElement>) {
      const file = target.files?.[0];
      target.value = "";
      if (file !== undefined) add.mutate(file);
    },
    open: (attachmentId: string) => open.mutate(attachmentId),
    remove: (attachmentId: string) => remove.mutate({ params: { activityId, attachmentId }, body: {} }),
    isPending: add.isPending || remove.isPending || open.isPending,
    tooLarge: add.error instanceof FileTooLarge ? add.error : undefined,
    error: (add.error instanceof FileTooLarge ? null : add.error) ?? remove.error ?? open.error,
  };
}

/** Fetches the ledger of a year as a file. */
export function useLedgerDocument() {
  const api = useApi();
  return useMutation<void, Error, { organizationId: string; year: number; format: "xlsx" | "docx" }>({
    mutationFn: async (query) => saveAnswer(await api("GET /api/ledger-document", { query })),
  });
}

export function useCalendarEntry() {
  const api = useApi();
  return useMutation<void, Error, string>({
    mutationFn: async (activityId) =>
      saveAnswer(await api("GET /api/activities/{activityId}/calendar-entry", { params: { activityId } })),
  });
}
