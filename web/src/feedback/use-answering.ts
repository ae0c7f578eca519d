import { useRef, useState } from "react";
import { fromBase64Url } from "../../../lib/feedback-protocol/bytes.ts";
import { sealReply } from "../../../lib/feedback-protocol/reply.ts";
import type { Letter } from "./describe-case.ts";
import { useCaseStep } from "./use-feedback.ts";

/** Seals an answer to each author's own key, here: the server never sees the words. */
export function useAnswering(letters: readonly Letter[], onDone: () => void) {
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // The same words sealed twice differ; a retry after a lost answer has to send the same.
  const sealed = useRef(new Map<string, Promise<string>>());
  // Those that were answered before the others failed are not answered twice.
  const answered = useRef(new Set<string>());
  const step = useCaseStep("POST /api/feedback/campaigns/{campaignId}/messages/{commit}/answer", () => undefined);
  const answerOne = async ({ one, replyKey }: Letter, text: string): Promise<void> => {
    const { campaignId, commit, version } = one;
    const key = `${commit} ${text}`;
    if (answered.current.has(key)) return;
    const reply = sealed.current.get(key) ?? sealReply(text, fromBase64Url(replyKey), campaignId);
    sealed.current.set(key, reply);
    await step.mutateAsync({ params: { campaignId, commit }, body: { version, sealed: await reply } });
    answered.current.add(key);
  };
  const answer = async (text: string): Promise<void> => {
    setPending(true);
    setError(null);
    try {
      for (const letter of letters) await answerOne(letter, text);
      sealed.current.clear();
      answered.current.clear();
      onDone();
    } catch (failure) {
      setError(failure);
    }
    setPending(false);
  };
  return { answer, isPending, error };
}
