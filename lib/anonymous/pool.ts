import type { TokenScope } from "../feedback-protocol/token.ts";

/** A partition takes 1,000 write units a second; one envelope costs some 130 of them. */
export const poolShards = 16;

export const poolPartition = ({ campaignId, epoch }: TokenScope, shard: number): string =>
  `${campaignId}#${epoch}#${shard.toString(poolShards)}`;

/** A random id says nothing of the order in which envelopes came; its first digit is the shard. */
export function poolKey(scope: TokenScope, id: string): { pk: string; sk: string } {
  return { pk: poolPartition(scope, Number.parseInt(id[0] ?? "0", poolShards)), sk: id };
}
