import { SQSClient } from "@aws-sdk/client-sqs";
import type { Cloud } from "../../local/cloud.ts";
import { moveMessages } from "../../scripts/operator/move-messages.ts";

/**
 * A message whose handling failed comes back when its visibility timeout is over: 30 s for most facts, six minutes for slow
 * consumers. All together less than the life of a token, because the sign-on does not move with the clock of the cloud.
 */
export const untilCounted = [31_000, 31_000, 31_000, 91_000, 361_000, 31_000, 31_000];
/** Expansions come back after half an hour, once more where the jump met one at work; deliveries after some minutes. */
export const untilDelivered = [1_801_000, 121_000, 361_000, 361_000, 121_000, 1_801_000, 121_000];

/**
 * Lets everything come to its end after the faults, with dead letters sent back as an operator does. Gives how many there
 * were, and what is still under way: whatever comes back later than the steps reach.
 */
export async function settle(
  { activity, clock, aws, outputs }: Cloud,
  stepsMs: readonly number[],
): Promise<{ readonly redriven: number; readonly underWay: string | undefined }> {
  const sqs = new SQSClient({ endpoint: aws.endpoint, region: aws.region, credentials: aws.operator });
  let redriven = 0;
  for (const step of stepsMs) {
    await activity.quiesce(20_000).catch(() => undefined);
    clock.advance(step);
    const moved = await Promise.all(redrivable(outputs).map((queues) => moveMessages(sqs, queues)));
    redriven += moved.reduce((sum, one) => sum + one, 0);
  }
  const underWay = await activity.quiesce(60_000).then(
    () => undefined,
    (error: unknown) => String(error),
  );
  sqs.destroy();
  return { redriven, underWay };
}

/** Queues whose outputs stand side by side: `…DeadLettersUrl` and `…QueueUrl`. */
function redrivable(outputs: Cloud["outputs"]): { from: string; to: string }[] {
  const named = [...outputs.values()].flatMap((stack) => [...stack]);
  const find = (prefix: string) => named.find(([name]) => name.startsWith(prefix))?.[1];
  return named.flatMap(([name, from]) => {
    const [, consumer] = /^(.+)DeadLettersUrl/.exec(name) ?? [];
    const to = consumer === undefined ? undefined : find(`${consumer}QueueUrl`);
    return to === undefined ? [] : [{ from, to }];
  });
}
