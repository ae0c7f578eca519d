import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { exportPublicKey, newSigningKeys, rotationSeconds, showPass } from "../../../lib/activity/pass.ts";
import { randomUuid } from "../api/action-key.ts";
import { isPassing } from "../api/errors.ts";
import { useApi } from "../api/use-api.tsx";
import { serverNow, skewSecondsOf } from "./clock-skew.ts";
import { deviceKeyOf, keepLocal, localWork, readLocal } from "./local-work.ts";

interface KeptPass {
  readonly pass: string;
  readonly title: string;
  readonly startsAt: string;
  readonly expiresAt: string;
  readonly skewSeconds: number;
}

/** The pass for an activity: fetched while there is network, and kept for the door. */
function useIssuedPass(accountId: string, activityId: string) {
  const api = useApi();
  const kept = `${localWork.pass}${accountId}:${activityId}`;
  return useQuery({
    queryKey: ["activity", activityId, "pass", accountId],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<KeptPass & { key: CryptoKey }> => {
      const { publicKey, privateKey } = await deviceKeyOf(accountId, () => newSigningKeys(false));
      const body = { deviceKey: await exportPublicKey(publicKey) };
      const params = { activityId };
      const asked = Date.now();
      try {
        const { serverTime, ...issued } = await api("POST /api/activities/{activityId}/pass", {
          params,
          body,
          idempotencyKey: randomUuid(),
          signal,
        });
        const pass = { ...issued, skewSeconds: skewSecondsOf(serverTime, asked, Date.now()) };
        keepLocal(kept, pass);
        return { ...pass, key: privateKey };
      } catch (error) {
        const former = isPassing(error) ? readLocal<KeptPass>(kept) : undefined;
        if (former === undefined) throw error;
        return { ...former, key: privateKey };
      }
    },
  });
}

/** What the phone shows now; renewed at every rotation. */
export function usePass(accountId: string, activityId: string) {
  const { data, error, refetch } = useIssuedPass(accountId, activityId);
  const [shown, setShown] = useState<{ text: string; until: number }>();
  useEffect(() => {
    if (data === undefined) return;
    let isGone = false;
    const renew = async () => {
      const text = await showPass(data.pass, data.key, serverNow(data.skewSeconds));
      if (!isGone) setShown({ text, until: Date.now() + rotationSeconds * 1000 });
    };
    void renew();
    const timer = setInterval(() => void renew(), rotationSeconds * 1000);
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, [data]);
  return { data, error, refetch, shown };
}
