/** One message that a provider would have taken. */
export interface Sent {
  readonly at: string;
  readonly channel: "email" | "sms" | "wecom" | "group" | "push";
  readonly to: string;
  readonly title: string;
  readonly text: string;
  /** By which the provider tells repeats; empty where it has none. */
  readonly id: string;
}

/**
 * How a stub answers for a while, so that tests see what a provider does on a bad day. A dead number shows later only; one
 * that answers twice takes a message, says that it failed, and says otherwise of the repeat.
 */
export type Mood = "fine" | "throttled" | "down" | "slow" | "answers_twice" | "dead_number";

export interface Outbox {
  readonly sent: readonly Sent[];
  add(sent: Omit<Sent, "at">): void;
  /** Of the whole stub, or of one recipient. */
  setMood(mood: Mood, to?: string): void;
  moodFor(to: string): Mood;
  clear(): void;
}

/** What left the embedded cloud, the latest last; kept in memory only, because nobody outside gets any of it. */
export function createOutbox(now: () => number): Outbox {
  const sent: Sent[] = [];
  const moods = new Map<string, Mood>();
  const everybody = "";
  return {
    sent,
    add: (one) => sent.push({ at: new Date(now()).toISOString(), ...one }),
    setMood: (mood, to = everybody) => void moods.set(to, mood),
    moodFor: (to) => moods.get(to) ?? moods.get(everybody) ?? "fine",
    clear: () => {
      sent.length = 0;
      moods.clear();
    },
  };
}
