import { createHash, createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { createClock } from "../../../../local/clock.ts";
import { createKmsService } from "../../../../local/gateway/kms.ts";
import { KmsKeys } from "../../../../local/gateway/kms-keys.ts";
import { openStateStore } from "../../../../local/state-store.ts";

const base64 = (text: string): string => Buffer.from(text).toString("base64");

const createKms = () => {
  const keys = new KmsKeys(openStateStore(":memory:"), createClock());
  const arnOf = (keyId: string) => `arn:aws-cn:kms:cn-north-1:000000000000:key/${keyId}`;
  const key = keys.ensure("App/Key", { arnOf, description: "", spec: "SYMMETRIC_DEFAULT", usage: "ENCRYPT_DECRYPT" });
  const mac = keys.ensure("App/Mac", { arnOf, description: "", spec: "HMAC_256", usage: "GENERATE_VERIFY_MAC" });
  keys.alias("alias/app", key.keyId);
  const service = createKmsService(keys);
  const call = async (operation: string, body: object): Promise<Record<string, string>> => {
    const request = {
      method: "POST",
      path: "/",
      query: new URLSearchParams(),
      headers: { "x-amz-target": `TrentService.${operation}` },
      body: Buffer.from(JSON.stringify(body)),
      scope: { accessKeyId: "x", region: "cn-north-1", service: "kms" },
    };
    return JSON.parse((await service.read(request).run({ kind: "operator" })).body.toString());
  };
  return { key, mac, call };
};

test("decrypts what it encrypted only in the same encryption context", async () => {
  const { key, call } = createKms();
  const EncryptionContext = { tenant: "a", purpose: "b" };
  const { CiphertextBlob } = await call("Encrypt", {
    KeyId: "alias/app",
    Plaintext: base64("secret"),
    EncryptionContext,
  });

  const reordered = { purpose: "b", tenant: "a" };
  expect(await call("Decrypt", { CiphertextBlob, EncryptionContext: reordered })).toMatchObject({
    Plaintext: base64("secret"),
    KeyId: key.arn,
  });
  await expect(
    call("Decrypt", { CiphertextBlob, EncryptionContext: { tenant: "b", purpose: "b" } }),
  ).rejects.toMatchObject({
    code: "InvalidCiphertextException",
  });
});

test("refuses to decrypt with another key than the one that encrypted", async () => {
  const { key, mac, call } = createKms();
  const { CiphertextBlob } = await call("Encrypt", { KeyId: key.keyId, Plaintext: base64("secret") });

  await expect(call("Decrypt", { CiphertextBlob, KeyId: mac.arn })).rejects.toMatchObject({
    code: "IncorrectKeyException",
  });
});

test("gives a data key whose encrypted form decrypts to it", async () => {
  const { key, call } = createKms();
  const { Plaintext, CiphertextBlob } = await call("GenerateDataKey", { KeyId: key.arn, KeySpec: "AES_256" });

  expect(Buffer.from(Plaintext ?? "", "base64")).toHaveLength(32);
  expect(await call("Decrypt", { CiphertextBlob })).toMatchObject({ Plaintext });
});

test("makes the same code for the same message and verifies no other", async () => {
  const { mac, call } = createKms();
  const request = { KeyId: mac.arn, MacAlgorithm: "HMAC_SHA_256", Message: base64("message") };
  const { Mac } = await call("GenerateMac", request);

  expect(await call("GenerateMac", request)).toMatchObject({ Mac });
  expect(Buffer.from(Mac ?? "", "base64")).toHaveLength(createHmac("sha256", "").digest().length);
  expect(await call("VerifyMac", { ...request, Mac })).toMatchObject({ MacValid: true });
  const forged = createHash("sha256").update("forged").digest("base64");
  await expect(call("VerifyMac", { ...request, Mac: forged })).rejects.toMatchObject({
    code: "KMSInvalidMacException",
  });
});
