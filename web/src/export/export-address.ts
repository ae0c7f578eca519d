import { type PeopleFilter, peopleParametersOf } from "../membership/people-address.ts";

/** Marks an address that opens the form for a new export at once. */
export const newExportMark = "new";

/**
 * Where a file of the people of a list is asked for: `/exports?new=1&organizationId=…&stage=…&flag=…&q=…`. Those who left are
 * exported stage by stage, so `status` does not go along.
 */
export function newExportAddress({ status: _, ...filter }: PeopleFilter): string {
  const parameters = peopleParametersOf(filter);
  parameters.set(newExportMark, "1");
  return `/exports?${parameters}`;
}
