import { useRef, useState } from "react";
import { keepLocal, localWork, readLocal } from "./local-work.ts";

/** What somebody has written and not saved yet, on this device: one draft for each account and activity. */
export function draftKey(accountId: string, activityId: string): string {
  return `${localWork.draft}${accountId}:${activityId}`;
}

/** A form that survives a reload and a lost network. It is kept from the first change until `forget`, or sign-out. */
export function useDraft<Draft extends object>(key: string, initial: Draft) {
  const kept = useState(() => readLocal<Draft>(key))[0];
  const [isRestored, setRestored] = useState(kept !== undefined);
  const [draft, setDraft] = useState<Draft>({ ...initial, ...kept });
  const latest = useRef(draft);
  const show = (next: Draft) => {
    latest.current = next;
    setDraft(next);
  };
  return {
    draft,
    isRestored,
    change(changes: Partial<Draft>) {
      show({ ...latest.current, ...changes });
      keepLocal(key, latest.current);
    },
    /** After saving. */
    forget() {
      localStorage.removeItem(key);
      setRestored(false);
    },
    discard() {
      localStorage.removeItem(key);
      setRestored(false);
      show(initial);
    },
  };
}
