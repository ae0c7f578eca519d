import { useRef, useState } from "react";

const prefix = "activity-draft:";

/** What somebody has written and not saved yet, on this device: one draft for each account and activity. */
export function draftKey(accountId: string, activityId: string): string {
  return `${prefix}${accountId}:${activityId}`;
}

function read<Draft extends object>(key: string): Draft | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return typeof kept === "object" && kept !== null ? (kept as Draft) : undefined;
  } catch {
    return undefined;
  }
}

/** A device without room keeps the text on the screen only. */
function keep(key: string, draft: object): void {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // Nothing to do about it: saving still works.
  }
}

/** A form that survives a reload and a lost network. It is kept from the first change until `forget`. */
export function useDraft<Draft extends object>(key: string, initial: Draft) {
  const kept = useState(() => read<Draft>(key))[0];
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
      keep(key, latest.current);
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
