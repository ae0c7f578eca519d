import { createPrivateKey, type KeyObject } from "node:crypto";
import { DecryptCommand, EncryptCommand, type KMSClient } from "@aws-sdk/client-kms";
import { fromBase64Url, toBase64Url } from "../feedback-protocol/bytes.ts";

const EncryptionContext = { purpose: "feedback-issuer" };

/** A key of 2,048 bits has some 1,200 bytes; KMS takes 4,096. */
export async function wrapIssuerKey(
  client: Pick<KMSClient, "send">,
  keyArn: string,
  pkcs8: Uint8Array,
): Promise<string> {
  const { CiphertextBlob } = await client.send(
    new EncryptCommand({ KeyId: keyArn, Plaintext: pkcs8, EncryptionContext }),
  );
  if (CiphertextBlob === undefined) throw new Error("KMS gave no ciphertext");
  return toBase64Url(CiphertextBlob);
}

/** Unwraps each key once in an environment. */
export function issuerKeys(client: Pick<KMSClient, "send">, keyArn: string) {
  const known = new Map<string, KeyObject>();
  return async (wrapped: string): Promise<KeyObject> => {
    const found = known.get(wrapped);
    if (found !== undefined) return found;
    const { Plaintext } = await client.send(
      new DecryptCommand({ KeyId: keyArn, CiphertextBlob: fromBase64Url(wrapped), EncryptionContext }),
    );
    if (Plaintext === undefined) throw new Error("KMS gave no plaintext");
    const key = createPrivateKey({ key: Buffer.from(Plaintext), format: "der", type: "pkcs8" });
    known.set(wrapped, key);
    return key;
  };
}
