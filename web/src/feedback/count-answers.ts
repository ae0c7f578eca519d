import type { Message } from "../../../lib/feedback-protocol/message.ts";
import type { Campaign } from "./use-feedback.ts";

/** Numbers of one question by answer, in the order of the choices. */
export interface Counted {
  readonly questionId: string;
  readonly text: string;
  readonly cells: Readonly<Record<string, number>>;
}

const scale = ["1", "2", "3", "4", "5"];

/** Counts choices and scales; texts are read, not counted. An answer that the page does not offer counts for nothing. */
export function countAnswers({ questions }: Campaign, messages: Iterable<Message | null>): Counted[] {
  const all = [...messages];
  return questions
    .filter(({ kind }) => kind !== "text")
    .map(({ questionId, text, kind, options }) => {
      const names: readonly string[] = kind === "scale" ? scale : options;
      const cells = Object.fromEntries(names.map((name) => [name, 0]));
      for (const message of all) {
        const answer = message?.answers[questionId];
        const name = answer === undefined ? undefined : String(answer);
        if (name !== undefined && names.includes(name)) cells[name] = (cells[name] ?? 0) + 1;
      }
      return { questionId, text, cells };
    });
}
