/** Makes a new id that nobody else has. */
export type NewId = () => string;

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** 20 random characters of Crockford's alphabet: 100 bits, readable aloud, without the time in it. */
export const randomId: NewId = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(20));
  return Array.from(bytes, (byte) => alphabet[byte & 31]).join("");
};
