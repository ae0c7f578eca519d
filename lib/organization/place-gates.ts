/** A write of another context that stands or falls with a change of the tree; only adapters look inside. */
export type Gate = object;

/**
 * What this context asks of the people: who is present in a branch is counted in the transactions that let people come and
 * go, so that no branch ends while somebody is on the way into it. The counts of the tree follow facts and are too late for that.
 */
export interface PlaceGates {
  /** Nobody comes any more but by the merge; holds only while no other one has begun. */
  close(organizationId: string, mergeId: string): Gate;
  /** Nobody comes any more; holds only while nobody is present. `mergeId`: the merge that ends the branch. */
  closeEmpty(organizationId: string, mergeId?: string): Gate;
  /** Lets people come again after the merge. */
  reopen(organizationId: string, mergeId: string): Gate;
}
