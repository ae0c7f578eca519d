/** 80 bits: nobody finds a second message that begins alike, and people can still copy it by hand. */
const shownDigits = 20;

/** "1f3a 90bc 77d2 e01c 5a9b": the beginning of a message's public number. */
export const groupsOf = (commit: string): string => commit.slice(0, shownDigits).replace(/(.{4})(?=.)/g, "$1 ");

/** The digits as they were typed or copied; undefined when there are too few of them. */
export function readNumber(text: string): string | undefined {
  const digits = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^0-9a-f]/g, "");
  return digits.length >= shownDigits && digits.length <= 64 ? digits : undefined;
}
