import { DecryptCommand, EncryptCommand, type KMSClient } from "@aws-sdk/client-kms";
import { type Bytes, fromBase64Url, toBase64Url } from "../feedback-protocol/bytes.ts";

const EncryptionContext = { purpose: "feedback-mixer" };

/** Wraps the seed of a week's mixer key; who makes it may encrypt, the mixer alone may decrypt. */
export async function wrapMixerSeed(client: Pick<KMSClient, "send">, keyArn: string, seed: Bytes): Promise<string> {
  const command = new EncryptCommand({ KeyId: keyArn, Plaintext: seed, EncryptionContext });
  const { CiphertextBlob } = await client.send(command);
  if (CiphertextBlob === undefined) throw new Error("KMS gave no ciphertext");
  return toBase64Url(CiphertextBlob);
}

export async function unwrapMixerSeed(
  client: Pick<KMSClient, "send">,
  keyArn: string,
  wrapped: string,
): Promise<Uint8Array> {
  const CiphertextBlob = fromBase64Url(wrapped);
  const { Plaintext } = await client.send(new DecryptCommand({ KeyId: keyArn, CiphertextBlob, EncryptionContext }));
  if (Plaintext === undefined) throw new Error("KMS gave no plaintext");
  return Plaintext;
}
