/** Fewer people than this are never asked apart: the scope widens to the superior organisation. */
export const fewestWriters = 10;
/** A number of fewer answers than this is not shown. */
export const smallestCell = 5;
/** A key that only one person holds is lost with that person. */
export const fewestRecipients = 2;
/** A reply within so many days, unless the campaign says otherwise. */
export const usualAnswerDays = 15;
