/** The numbers by which a record is judged. */
export interface MembershipNumbers {
  readonly minimumAgeYears: number;
  readonly probationYears: number;
  readonly extensionMonths: number;
}

/**
 * The numbers of DEV-01, DEV-34 and DEV-35 for whoever does not load the rules, which weigh more than the rest of a small
 * function; a test holds them to the rules. What refuses a record is the same at every university.
 */
export const nationalNumbers: MembershipNumbers = { minimumAgeYears: 18, probationYears: 1, extensionMonths: 12 };

/**
 * The Party constitutions of 1969 and 1973 knew no probation; that of 1977 restored one year. Older constitutions had
 * other terms. A short probation that began earlier is therefore no certain fault.
 */
export const PROBATION_RESTORED = { from: "1977-08-18", confidence: "from_memory" } as const;
