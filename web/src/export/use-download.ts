import { useState } from "react";
import { bytesOf, saveFile } from "../api/save-file.ts";
import { useApi } from "../api/use-api.tsx";
import { useFreshLogin } from "../auth/use-fresh-login.ts";
import { useResumed } from "../auth/use-resumed.ts";
import { useStaleExports } from "./use-exports.ts";

/** Fetches all parts of a file and hands them to the browser as one; after a fresh login by itself. */
export function useDownload(exportId: string) {
  const api = useApi();
  const refresh = useStaleExports();
  const freshLogin = useFreshLogin<true>(`download-export/${exportId}`);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const fetchParts = async () => {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for (let part = 0, all = 1; part < all; part++) {
      const fetched = await api("POST /api/people-exports/{exportId}/download", {
        params: { exportId },
        body: { part },
      });
      parts.push(bytesOf(fetched.content));
      all = fetched.parts;
      if (parts.length === all) saveFile(new Blob(parts, { type: fetched.contentType }), fetched.fileName);
    }
  };
  const download = async () => {
    setBusy(true);
    setError(null);
    await fetchParts().then(refresh, setError);
    setBusy(false);
  };
  useResumed(freshLogin.resumed, () => void download());
  return { download, error, isBusy, confirm: () => freshLogin.confirm(true) };
}
