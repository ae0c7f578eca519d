import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import type { IdNumberVault, VaultKeys } from "./id-number-vault.ts";

/** First byte of what is sealed, so that another way of sealing can follow. */
const format = 1;
const ivBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM with a data key and the person's id as authenticated data; HMAC-SHA-256 for the fingerprint. The keys are
 * fetched once per environment of a function, so that an import of thousands does not ask for a key thousands of times.
 */
export function idNumberVault(fetchKeys: () => Promise<VaultKeys>): IdNumberVault {
  let fetched: Promise<VaultKeys> | undefined;
  const keys = async (): Promise<VaultKeys> => {
    fetched ??= fetchKeys();
    try {
      return await fetched;
    } catch (error) {
      fetched = undefined;
      throw error;
    }
  };

  return {
    async seal(idNumber, personId) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv("aes-256-gcm", (await keys()).sealing, iv).setAAD(Buffer.from(personId));
      const encrypted = Buffer.concat([cipher.update(idNumber, "utf8"), cipher.final()]);
      return Buffer.concat([Buffer.of(format), iv, cipher.getAuthTag(), encrypted]);
    },

    async open(sealed, personId) {
      const bytes = Buffer.from(sealed);
      if (bytes[0] !== format) throw new Error(`id number sealed in format ${bytes[0]}: extend seal-id-number.ts`);
      const tagStart = 1 + ivBytes;
      const iv = bytes.subarray(1, tagStart);
      const decipher = createDecipheriv("aes-256-gcm", (await keys()).sealing, iv, { authTagLength: tagBytes });
      decipher.setAAD(Buffer.from(personId)).setAuthTag(bytes.subarray(tagStart, tagStart + tagBytes));
      return Buffer.concat([decipher.update(bytes.subarray(tagStart + tagBytes)), decipher.final()]).toString("utf8");
    },

    async fingerprint(idNumber) {
      return createHmac("sha256", (await keys()).hashing)
        .update(idNumber)
        .digest("base64url");
    },
  };
}
