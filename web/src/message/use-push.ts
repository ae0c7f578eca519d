import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ResponseOf } from "../api/contract.ts";
import { useAction, useApi } from "../api/use-api.tsx";

export type PushDevices = ResponseOf<"GET /api/my-push-devices">;

/** What stands in the way of notifications in this browser; null: nothing. */
export type PushObstacle = "not_set_up" | "unsupported" | "blocked" | null;

export class PermissionDenied extends Error {}

/** Notifications on this and other devices of the person. */
export function usePush(onChanged: () => void) {
  const api = useApi();
  const queries = useQueryClient();
  const queryKey = ["messages", "push-devices"];
  const query = useQuery({ queryKey, queryFn: ({ signal }) => api("GET /api/my-push-devices", { signal }) });
  const keep = (devices: PushDevices) => {
    queries.setQueryData(queryKey, devices);
    onChanged();
  };
  const add = useAction("POST /api/my-push-devices", keep);
  const remove = useAction("DELETE /api/my-push-devices/{deviceId}", keep);
  const turnOn = useMutation({
    mutationFn: async (publicKey: string) => await add.mutateAsync({ body: await subscribe(publicKey) }),
  });
  return { ...query, turnOn, remove };
}

export function findObstacle({ publicKey }: PushDevices): PushObstacle {
  if (publicKey === null) return "not_set_up";
  if (!("serviceWorker" in navigator) || !("PushManager" in window)) return "unsupported";
  return Notification.permission === "denied" ? "blocked" : null;
}

async function subscribe(publicKey: string) {
  if ((await Notification.requestPermission()) !== "granted") throw new PermissionDenied();
  const registration = await navigator.serviceWorker.register("/push-worker.js");
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  });
  const { endpoint = "", keys = {} } = subscription.toJSON();
  const { p256dh = "", auth = "" } = keys;
  return { endpoint, keys: { p256dh, auth }, device: deviceName() };
}

/** Enough to tell one's own devices apart. */
function deviceName(): string {
  const { userAgent } = navigator;
  const browser = /Edg|Firefox|Chrome|Safari/.exec(userAgent)?.[0]?.replace("Edg", "Edge") ?? "";
  const system = /Android|iPhone|iPad|Windows|Mac OS|Linux/.exec(userAgent)?.[0] ?? "";
  return [system, browser].filter((part) => part !== "").join(" ") || "Web";
}
