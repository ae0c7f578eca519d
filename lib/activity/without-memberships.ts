/** Organisations without membership relations of their own: who is due there is named one by one. */
export const withoutMemberships: readonly string[] = ["party_group", "temporary_branch", "functional_branch"];
