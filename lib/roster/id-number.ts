/** Weights and check characters of the citizen identification number (GB 11643-1999, ISO 7064 MOD 11-2). */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = "10X98765432";

/** The check character of the first 17 digits. */
export function checkCharacter(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return CHECK_CHARACTERS[sum % CHECK_CHARACTERS.length] ?? "";
}

export const isIdNumberFormat = (text: string): boolean => /^\d{17}[\dX]$/.test(text);

export const hasValidCheckCharacter = (idNumber: string): boolean =>
  checkCharacter(idNumber.slice(0, 17)) === idNumber[17];

/** The birth date as eight digits, not yet checked against the calendar. */
export const birthDigits = (idNumber: string): string => idNumber.slice(6, 14);

/** The 17th digit is odd for men. */
export const genderOf = (idNumber: string): "male" | "female" => (Number(idNumber[16]) % 2 === 1 ? "male" : "female");
