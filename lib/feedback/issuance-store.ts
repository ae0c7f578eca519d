export interface Issuance {
  readonly accountId: string;
  readonly campaignId: string;
  readonly epoch: string;
  /** Of the blinded batch; it says nothing about the tokens that come of it. */
  readonly batchHash: string;
  readonly tokens: number;
  readonly expiresAt: number;
}

/** Who fetched the tokens of a week: all of them at once, once. */
export interface IssuanceStore {
  findBatch(who: Pick<Issuance, "accountId" | "campaignId" | "epoch">): Promise<string | undefined>;
  /** `false`: a batch is recorded already. */
  record(issuance: Issuance): Promise<boolean>;
  countIssued(campaignId: string, epoch: string): Promise<number>;
}
