/** Lengths in bytes of everything that travels, so that a length tells nothing. */

/** Text, answers and attachments of one message, before sealing. A larger body would cost a write unit for each KB. */
export const bodyBytes = 64 * 1024;
/** A reply before sealing: some 1,300 characters. */
export const replyBytes = 4 * 1024;
/** As many sealed keys as there may be recipients; the rest are filled with noise. */
export const recipientSlots = 8;

export const modulusBytes = 256;
export const nonceBytes = 32;
/** A public key of P-256, uncompressed. */
export const publicKeyBytes = 65;
export const tagBytes = 16;
export const contentKeyBytes = 32;
export const ivBytes = 12;
export const signatureBytes = 64;

/** type || nonce || context || key id, with 32 random bytes before it (RFC 9474, section 4.1: "Randomized"). */
export const tokenInputBytes = 2 + nonceBytes + 32 + 32;
export const preparedBytes = 32 + tokenInputBytes;

export const slotBytes = publicKeyBytes + contentKeyBytes + tagBytes;
export const innerBytes = 1 + recipientSlots * slotBytes + ivBytes + bodyBytes + tagBytes;
export const outerBytes = publicKeyBytes + innerBytes + tagBytes;
export const submissionBytes = 1 + preparedBytes + modulusBytes + outerBytes;
export const sealedReplyBytes = publicKeyBytes + replyBytes + tagBytes;
