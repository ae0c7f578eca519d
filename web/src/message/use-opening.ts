import { useEffect, useRef } from "react";
import { useMessage, useReading } from "./use-messages.ts";

/** Opens a message: whoever it reaches has read it then, once. */
export function useOpening(messageId: string, onConfirmed: () => void) {
  const query = useMessage(messageId);
  const { read, confirm } = useReading(onConfirmed);
  const told = useRef<string>(undefined);
  const { data } = query;
  const isFirst = data?.isReached === true && data.readAt === null && data.message.recalled === null;
  const { mutate } = read;
  useEffect(() => {
    if (!isFirst || told.current === messageId) return;
    told.current = messageId;
    mutate({ params: { messageId }, body: {} });
  }, [isFirst, messageId, mutate]);
  const mayConfirm =
    data?.isReached === true &&
    data.message.needsConfirmation &&
    data.confirmedAt === null &&
    data.message.recalled === null;
  return { ...query, confirm, mayConfirm };
}
