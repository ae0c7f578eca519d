import type { QueueAddresses } from "../../lib/message/batches.sqs.ts";

/** The queue of each channel and the dead letters, as the environment of a function names them. */
export function queuesIn(names: {
  readonly EMAIL_QUEUE: string;
  readonly SMS_QUEUE: string;
  readonly WECOM_QUEUE: string;
  readonly GROUP_QUEUE: string;
  readonly PUSH_QUEUE: string;
  readonly DEAD_LETTER_QUEUE: string;
}): QueueAddresses {
  return {
    byChannel: {
      email: names.EMAIL_QUEUE,
      sms: names.SMS_QUEUE,
      wecom: names.WECOM_QUEUE,
      group: names.GROUP_QUEUE,
      push: names.PUSH_QUEUE,
    },
    deadLetters: names.DEAD_LETTER_QUEUE,
  };
}
