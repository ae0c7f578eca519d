import { DecryptCommand, EncryptCommand, type KMSClient } from "@aws-sdk/client-kms";
import type { KeyWrapping } from "./vault-keys.dynamodb.ts";

/** Binds a wrapped key to its purpose: what was wrapped for the vault can be unwrapped for nothing else. */
const EncryptionContext = { purpose: "id-number-vault" };

/** Wraps the keys of the vault with a key that never leaves KMS; it serves this purpose alone. One call an environment. */
export function kmsKeyWrapping(client: Pick<KMSClient, "send">, keyArn: string): KeyWrapping {
  return {
    async wrap(plain) {
      const { CiphertextBlob } = await client.send(
        new EncryptCommand({ KeyId: keyArn, Plaintext: plain, EncryptionContext }),
      );
      if (CiphertextBlob === undefined) throw new Error("KMS gave no ciphertext");
      return CiphertextBlob;
    },
    async unwrap(wrapped) {
      const { Plaintext } = await client.send(
        new DecryptCommand({ KeyId: keyArn, CiphertextBlob: wrapped, EncryptionContext }),
      );
      if (Plaintext === undefined) throw new Error("KMS gave no plaintext");
      return Plaintext;
    },
  };
}
