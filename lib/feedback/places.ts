/** What feedback asks of the organisation tree, the register of people and the counts. */
export interface Places {
  findPath(organizationId: string): Promise<string | undefined>;
  findName(organizationId: string): Promise<string | undefined>;
  /** Everybody of the subtree who may write. */
  countPeople(organizationId: string): Promise<number>;
  /** The organisation to which the person behind an account belongs; nobody who has left has one. */
  findHomeOf(accountId: string): Promise<string | undefined>;
}
