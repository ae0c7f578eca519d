import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { randomUuid } from "../api/action-key.ts";
import { isPassing } from "../api/errors.ts";
import { useApi } from "../api/use-api.tsx";
import { skewSecondsOf } from "./clock-skew.ts";
import {
  addScan,
  type Door,
  type DoorScans,
  judgeShown,
  keepDoor,
  keepScans,
  nextBatch,
  readDoor,
  readScans,
  type ScanOutcome,
  withoutSent,
} from "./door.ts";

const sendMs = 5_000;

interface DoorList {
  readonly door: Door;
  /** It could not be fetched, so it is the one of the last time. A browser may believe in a network that answers nothing. */
  readonly isFormer: boolean;
}

/** The key and the list, fetched while there is network; afterwards those that were kept. */
function useDoorList(accountId: string, activityId: string) {
  const api = useApi();
  return useQuery<DoorList>({
    queryKey: ["activity", activityId, "door", accountId],
    staleTime: ({ state }) => (state.data?.isFormer ? 0 : Number.POSITIVE_INFINITY),
    queryFn: async ({ signal }) => {
      const asked = Date.now();
      try {
        const list = await api("GET /api/activities/{activityId}/door", { params: { activityId }, signal });
        const door = { ...list, skewSeconds: skewSecondsOf(list.serverTime, asked, Date.now()) };
        keepDoor(accountId, door);
        return { door, isFormer: false };
      } catch (error) {
        const former = isPassing(error) ? readDoor(accountId, activityId) : undefined;
        if (former === undefined) throw error;
        return { door: former, isFormer: true };
      }
    },
  });
}

/** A door: reads passes with or without network, and hands the readings in when it can. */
export function useDoor(accountId: string, activityId: string) {
  const api = useApi();
  const { data, error, refetch } = useDoorList(accountId, activityId);
  const door = data?.door;
  const [scans, setScans] = useState<DoorScans>(() => readScans(accountId, activityId, () => `door-${randomUuid()}`));
  const [outcome, setOutcome] = useState<ScanOutcome>();
  const [sendError, setSendError] = useState<Error | null>(null);
  const [rejected, setRejected] = useState(0);
  const latest = useRef(scans);
  const isSending = useRef(false);
  const show = useCallback(
    (next: DoorScans) => {
      latest.current = next;
      setScans(next);
      keepScans(accountId, activityId, next);
    },
    [accountId, activityId],
  );
  const take = (who: { personId: string; pass?: string }) => {
    if (door === undefined) return;
    const taken = addScan({ door, scans: latest.current, now: new Date() }, who);
    show(taken.scans);
    setOutcome(taken.outcome);
  };
  const read = async (shown: string) => {
    if (door === undefined) return;
    const judged = await judgeShown(door, shown);
    if ("fault" in judged) setOutcome({ kind: "refused", fault: judged.fault });
    else take({ personId: judged.personId, pass: shown });
  };
  const send = useCallback(async () => {
    const batch = nextBatch(latest.current);
    if (isSending.current || batch.length === 0) return;
    isSending.current = true;
    try {
      const body = { scans: batch.map(({ personId, ...scan }) => (scan.pass ? scan : { ...scan, personId })) };
      const params = { activityId };
      const answer = await api("POST /api/activities/{activityId}/scans", {
        params,
        body,
        idempotencyKey: randomUuid(),
      });
      setRejected((before) => before + answer.rejected.length);
      show(withoutSent(latest.current, batch));
      setSendError(null);
    } catch (failure) {
      setSendError(failure as Error);
    } finally {
      isSending.current = false;
    }
  }, [api, activityId, show]);
  useEffect(() => {
    const timer = setInterval(() => void send(), sendMs);
    const atOnce = () => void send();
    addEventListener("online", atOnce);
    return () => {
      clearInterval(timer);
      removeEventListener("online", atOnce);
    };
  }, [send]);
  return {
    door,
    isFormer: data?.isFormer === true,
    error,
    refetch,
    scans,
    outcome,
    rejected,
    sendError,
    read,
    tick: take,
    send,
  };
}
